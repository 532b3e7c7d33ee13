package postern.remedy;

import java.util.Optional;

/// A setting that is to be changed, in main.cf or for a service of master.cf.
///
/// @param place     where it stands
/// @param parameter its name
/// @param current   the value in the file or the release's default, perhaps an empty text; empty if not known
/// @param proposed  the value Postern proposes
/// @param value     the value to use: the proposed one unless the user edited it
/// @param cause     id of the finding it mends; empty if somebody asked for it
public record ProposedSetting(
        Edit.Place place, String parameter, Optional<String> current, String proposed, String value, String cause) {

    /// A setting of main.cf whose value is known.
    public ProposedSetting(String parameter, String current, String proposed, String value, String cause) {
        this(new Edit.Place.Main(), parameter, Optional.of(current), proposed, value, cause);
    }

    /// The same setting with another value to use.
    public ProposedSetting withValue(String edited) {
        return new ProposedSetting(place, parameter, current, proposed, edited, cause);
    }

    /// Its name as `postconf` writes it, which no other setting has.
    public String name() {
        return new SettingName(place, parameter).toString();
    }

    /// Whether it stands in main.cf.
    public boolean isOfMainCf() {
        return place instanceof Edit.Place.Main;
    }

    /// Whether somebody asked for it, or for another value than the proposed one.
    boolean isChosen() {
        return cause.isEmpty() || !value.equals(proposed);
    }

    /// The line for main.cf.
    public String line() {
        return parameter + " = " + value;
    }
}
