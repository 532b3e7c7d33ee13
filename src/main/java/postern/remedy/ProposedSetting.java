package postern.remedy;

/// A setting of main.cf that is to be changed.
///
/// @param parameter its name
/// @param current   the value in the file or the release's default; empty if not known
/// @param proposed  the value Postern proposes
/// @param value     the value to use: the proposed one unless the user edited it
/// @param cause     id of the finding it mends
public record ProposedSetting(String parameter, String current, String proposed, String value, String cause) {

    /// The same setting with another value to use.
    public ProposedSetting withValue(String edited) {
        return new ProposedSetting(parameter, current, proposed, edited, cause);
    }

    /// The line for main.cf.
    public String line() {
        return parameter + " = " + value;
    }
}
