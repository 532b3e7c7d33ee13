package postern.remedy;

/// A file of Postfix with changes: only the lines that must differ do, comments and order are kept.
///
/// @param name   `main.cf` or `master.cf`
/// @param before the text as it was given
/// @param after  the text with the changes; the same if there are none
public record CorrectedFile(String name, String before, String after) {

    /// Whether anything is to be changed.
    public boolean differs() {
        return !before.equals(after);
    }

    /// What `patch -p0` turns the given file into the corrected one by, and `patch -R -p0` back; empty if they are
    /// equal.
    public String diff() {
        return UnifiedDiff.between(name, before, after);
    }
}
