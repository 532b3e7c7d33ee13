package postern.remedy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a setting as `postconf` writes it: a parameter of main.cf, or `service/type/parameter` for
/// an option of a service in master.cf (postconf(1), `-P`).
///
/// @param place     where it stands
/// @param parameter its name there
public record SettingName(Edit.Place place, String parameter) {
    /// The types of services are those of master(5).
    private static final Pattern OF_SERVICE =
            Pattern.compile("([^/\\s]+)/(inet|unix|unix-dgram|fifo|pass)/([A-Za-z0-9_-]+)");

    /// Reads a name; empty if there is a slash in it that is not where it belongs.
    public static Optional<SettingName> parse(String text) {
        String stripped = text.strip();
        Matcher service = OF_SERVICE.matcher(stripped);
        if (service.matches()) {
            return Optional.of(
                    new SettingName(new Edit.Place.Service(service.group(1), service.group(2)), service.group(3)));
        }
        return stripped.isEmpty() || stripped.contains("/")
                ? Optional.empty()
                : Optional.of(new SettingName(new Edit.Place.Main(), stripped));
    }

    @Override
    public String toString() {
        return switch (place) {
            case Edit.Place.Main _ -> parameter;
            case Edit.Place.Service service -> service.label() + "/" + parameter;
        };
    }
}
