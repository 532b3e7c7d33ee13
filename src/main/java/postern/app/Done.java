package postern.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.app.engine.CheckRequest;
import postern.check.Cases;
import postern.check.Check;
import postern.check.Recheck;
import postern.check.Snapshot;
import postern.evidence.Input;
import postern.probe.Cancellation;
import postern.redaction.Redaction;
import postern.report.Report;

/// A check that has ended.
///
/// @param asked   what was asked for in the window
/// @param request what was checked; after a change, with what holds on of before
/// @param given   the inputs as they were read, to tell later which have changed
/// @param recheck where it is one after a change
record Done(
        CheckRequest asked,
        postern.check.CheckRequest request,
        Check.Result result,
        Snapshot given,
        Optional<Recheck> recheck) {

    /// Checks.
    static Done of(postern.check.CheckRequest complete, Told told, Cancellation cancellation) {
        Snapshot given = Snapshot.of(complete.inputs(), cancellation);
        postern.check.CheckRequest kept = complete.withInputs(given.inputs());
        return new Done(
                told.request(),
                kept,
                Check.run(kept, told.reading(), told.probing(), cancellation),
                given,
                Optional.empty());
    }

    /// Checks once more after a change.
    ///
    /// @param changed what was given after it
    Done after(postern.check.CheckRequest changed, Snapshot now, Told told, Cancellation cancellation) {
        Recheck again = Recheck.run(request, result, changed, told.reading(), told.probing(), cancellation);
        // Half a look shows what is there, and not what is gone.
        Check.Result found = cancellation.isCancelled() ? again.withoutComparison() : again.now();
        return new Done(told.request(), again.carried(), found, now, Optional.of(again));
    }

    boolean isOf(Report report) {
        return result.report().diagnosis().equals(report.diagnosis())
                && result.report().scans().equals(report.scans());
    }

    /// The same said in the language that is spoken now.
    ///
    /// @param failures sentences on what could not be opened
    Done retold(List<String> failures) {
        if (recheck.isPresent()) {
            Recheck told = recheck.get().retold(failures, new Cancellation());
            boolean compared = result.report().supplement().comparison().isPresent();
            return new Done(
                    asked, told.carried(), compared ? told.now() : told.withoutComparison(), given, Optional.of(told));
        }
        postern.check.CheckRequest again = request.withRemarks(failures);
        return new Done(asked, again, Check.retold(again, result, new Cancellation()), given, recheck);
    }

    Check.Result redacted(Map<String, String> settings, Redaction redaction) {
        return recheck.filter(_ -> result.report().supplement().comparison().isPresent())
                .map(compared -> compared.redacted(settings, redaction).now())
                .orElseGet(() -> Cases.redacted(request.withSettings(settings), result, redaction));
    }

    /// What of inputs is new or has changed since; of a log that has grown, the new lines.
    List<Input> news(List<Input> now, Cancellation cancellation) {
        return given.since(now, result.facts().evidence().logs(), cancellation);
    }
}
