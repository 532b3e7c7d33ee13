package postern.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import postern.diagnosis.Diagnosis;
import postern.probe.Scan;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;

/// Everything a report tells; all writers show this same value.
///
/// @param version   Postern's version
/// @param asOf      the day the diagnosis is made for
/// @param given     names of the inputs, in the order given
/// @param remarks   sentences on what was understood, blanked or not recognised
/// @param release   the Postfix release assumed and why, as a sentence; empty if none matters
/// @param diagnosis the findings
/// @param settings  the settings to change in main.cf, as proposed or as the user edited them
/// @param peers     senders seen or to be expected
/// @param scans     what probes saw, one for each endpoint
public record Report(
        String version,
        LocalDate asOf,
        List<String> given,
        List<String> remarks,
        Optional<String> release,
        Diagnosis diagnosis,
        List<ProposedSetting> settings,
        List<PeerForecast> peers,
        List<Scan> scans) {
    public Report {
        given = List.copyOf(given);
        remarks = List.copyOf(remarks);
        settings = List.copyOf(settings);
        peers = List.copyOf(peers);
        scans = List.copyOf(scans);
    }
}
