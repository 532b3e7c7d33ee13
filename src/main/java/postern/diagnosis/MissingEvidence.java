package postern.diagnosis;

/// Evidence that would decide more.
///
/// @param what    key of the words for people in `causes.properties`, for example `missing.log`
/// @param command the command that gets it; empty if there is none
public record MissingEvidence(String what, String command) {
    /// How many kinds there are: settings, log, probe and test.
    static final int KINDS = 4;
}
