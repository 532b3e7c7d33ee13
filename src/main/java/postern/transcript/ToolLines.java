package postern.transcript;

import postern.maillog.LogLine;

/// Understands the lines of one tool, in their order.
@FunctionalInterface
interface ToolLines {

    /// Takes a line of the run.
    ///
    /// @param line with its text as written
    /// @return whether it told something
    boolean take(RunBuilder run, LogLine line);
}
