package postern.app.engine;

import java.util.List;
import postern.redaction.StandIn;
import postern.report.Report;

/// A report with stand-ins for private names and addresses.
///
/// @param report   the report to be shared
/// @param standIns what was replaced by what, for the eyes of who owns the originals
public record Redacted(Report report, List<StandIn> standIns) {
    public Redacted {
        standIns = List.copyOf(standIns);
    }
}
