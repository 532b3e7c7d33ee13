package postern.app.ui;

import postern.diagnosis.Citation;

/// Shows a place in something that was given or seen.
@FunctionalInterface
public interface Look {

    /// Shows the line that is cited, or the first one that holds the text cited.
    void at(Citation citation);
}
