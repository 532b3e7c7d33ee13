package postern.remedy;

import java.util.Optional;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.PostconfEdits;
import postern.postfix.PostfixRelease;

/// A setting of Postfix to make or to take out, in main.cf or for one service of master.cf.
///
/// @param place     where
/// @param parameter its name
/// @param value     its new value, on one line; empty to take it out, so that what stands behind it counts: main.cf
///                  behind master.cf, the default behind main.cf
public record Edit(Place place, String parameter, Optional<String> value) {
    private static final String OPTION = "-o ";

    public Edit {
        value = value.map(text -> text.replaceAll("\\R", " ").strip());
    }

    /// Where a setting stands.
    public sealed interface Place {

        /// In main.cf.
        record Main() implements Place {}

        /// An option of a service in master.cf.
        ///
        /// @param name the first field; empty if it is not known which service
        /// @param type the second field; empty if it is not known
        record Service(String name, String type) implements Place {

            /// For people and for `postconf`: `smtp/inet`, or as much as is known.
            public String label() {
                return type.isEmpty() ? name : name + "/" + type;
            }
        }
    }

    static Edit ofMainCf(String parameter, String value) {
        return new Edit(new Place.Main(), parameter, Optional.of(value).filter(text -> !text.isBlank()));
    }

    /// The setting as the file spells it; without a value, only what has to go.
    public String line() {
        return switch (place) {
            case Place.Main _ -> value.map(text -> parameter + " = " + text).orElse(parameter);
            case Place.Service _ -> OPTION + value.map(this::option).orElse(parameter);
        };
    }

    /// White space in an option needs braces (Postfix 3.0, master(5)).
    private String option(String text) {
        return text.chars().anyMatch(Character::isWhitespace)
                ? "{ " + parameter + " = " + text + " }"
                : parameter + "=" + text;
    }

    /// The command that makes the change; empty where the release's `postconf` cannot, or it is not known
    /// where.
    public Optional<String> command(PostfixRelease release) {
        return switch (place) {
            case Place.Main _ ->
                value.map(text -> Optional.of(PostconfEdits.set(parameter, text)))
                        .orElseGet(() -> PostconfEdits.remove(parameter, release));
            case Place.Service service
            when service.type().isEmpty() || !PostconfEdits.editsServices(release) -> Optional.empty();
            case Place.Service service ->
                Optional.of(value.map(text -> PostconfEdits.setOption(service.label(), parameter, text))
                        .orElseGet(() -> PostconfEdits.removeOption(service.label(), parameter)));
        };
    }

    MainCf appliedTo(MainCf file) {
        return switch (place) {
            case Place.Main _ -> value.map(text -> file.with(parameter, text)).orElseGet(() -> file.without(parameter));
            case Place.Service _ -> file;
        };
    }

    MasterCf appliedTo(MasterCf file) {
        return switch (place) {
            case Place.Main _ -> file;
            case Place.Service(String name, String type) ->
                value.map(text -> file.with(name, type, parameter, text))
                        .orElseGet(() -> file.without(name, type, parameter));
        };
    }
}
