package postern.app.draft;

import postern.app.engine.CheckRequest;
import postern.report.Report;

/// What became of the check.
public sealed interface Check {

    /// None was started.
    record NotStarted() implements Check {}

    /// It is under way.
    record Running(CheckRequest request) implements Check {}

    /// It has ended with a result.
    ///
    /// @param cancelled whether the user stopped it, so that the report is of what was known by then
    record Finished(CheckRequest request, Report report, boolean cancelled) implements Check {}

    /// It has ended without a result, which is a defect of the program.
    ///
    /// @param detail for whoever mends it
    record Failed(CheckRequest request, String detail) implements Check {}
}
