package postern.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.dns.MailDomain;
import postern.evidence.Problem;
import postern.probe.Scan;
import postern.remedy.Configuration;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.remedy.Remedy;
import postern.remedy.RepairedChain;

/// Everything a report tells; all writers show this same value.
///
/// @param version   Postern's version
/// @param asOf      the day the diagnosis is made for
/// @param given     names of the inputs, in the order given
/// @param remarks   sentences on what was understood, blanked or not recognised
/// @param release   the Postfix release assumed and why, as a sentence; empty if none matters
/// @param diagnosis the findings
/// @param settings  the settings to change in main.cf and master.cf, as proposed or as the user edited them
/// @param peers     senders seen or to be expected
/// @param others    software and devices that further senders may run
/// @param scans     what probes saw, one for each endpoint
/// @param domain    what is published about mail to a domain
/// @param configuration what a remedy of Postfix starts from
/// @param chains    the certificates of chains that are not as they should be, put in order
/// @param supplement what a page shows beside
public record Report(
        String version,
        LocalDate asOf,
        List<String> given,
        List<String> remarks,
        Optional<String> release,
        Diagnosis diagnosis,
        List<ProposedSetting> settings,
        List<PeerForecast> peers,
        List<PeerForecast> others,
        List<Scan> scans,
        Optional<MailDomain> domain,
        Configuration configuration,
        List<RepairedChain> chains,
        Supplement supplement) {
    public Report {
        given = List.copyOf(given);
        remarks = List.copyOf(remarks);
        settings = List.copyOf(settings);
        peers = List.copyOf(peers);
        others = List.copyOf(others);
        scans = List.copyOf(scans);
        chains = List.copyOf(chains);
    }

    /// A report that no domain was looked up for, on a Postfix of which nothing was given.
    public Report(
            String version,
            LocalDate asOf,
            List<String> given,
            List<String> remarks,
            Optional<String> release,
            Diagnosis diagnosis,
            List<ProposedSetting> settings,
            List<PeerForecast> peers,
            List<PeerForecast> others,
            List<Scan> scans) {
        this(
                version,
                asOf,
                given,
                remarks,
                release,
                diagnosis,
                settings,
                peers,
                others,
                scans,
                Optional.empty(),
                Configuration.unknown(),
                List.of());
    }

    /// A report without supplement.
    public Report(
            String version,
            LocalDate asOf,
            List<String> given,
            List<String> remarks,
            Optional<String> release,
            Diagnosis diagnosis,
            List<ProposedSetting> settings,
            List<PeerForecast> peers,
            List<PeerForecast> others,
            List<Scan> scans,
            Optional<MailDomain> domain,
            Configuration configuration,
            List<RepairedChain> chains) {
        this(
                version,
                asOf,
                given,
                remarks,
                release,
                diagnosis,
                settings,
                peers,
                others,
                scans,
                domain,
                configuration,
                chains,
                Supplement.none());
    }

    /// Which traffic the answer is about; mail coming in where nothing was found.
    public Problem direction() {
        return Verdict.answer(diagnosis)
                .or(() -> diagnosis.findings().stream().findFirst())
                .map(Finding::direction)
                .orElse(Problem.INBOUND);
    }

    /// The same report with settings as somebody edited them, and what comes of them.
    ///
    /// @param service the service of master.cf that this is a forecast of; empty for the one in question
    public Report withSettings(
            List<ProposedSetting> edited,
            List<PeerForecast> editedPeers,
            List<PeerForecast> editedOthers,
            Optional<String> service) {
        return with(remarks, release, edited, editedPeers, editedOthers, supplement.withService(service));
    }

    /// The same report with other remarks.
    public Report withRemarks(List<String> sentences) {
        return with(sentences, release, settings, peers, others, supplement);
    }

    /// The same report with another sentence on the release.
    public Report withRelease(Optional<String> sentence) {
        return with(remarks, sentence, settings, peers, others, supplement);
    }

    /// The same report with what a page shows beside.
    public Report with(Supplement other) {
        return with(remarks, release, settings, peers, others, other);
    }

    /// The only place that copies: what never changes is taken from here.
    private Report with(
            List<String> told,
            Optional<String> assumed,
            List<ProposedSetting> edited,
            List<PeerForecast> editedPeers,
            List<PeerForecast> editedOthers,
            Supplement beside) {
        return new Report(
                version,
                asOf,
                given,
                told,
                assumed,
                diagnosis,
                edited,
                editedPeers,
                editedOthers,
                scans,
                domain,
                configuration,
                chains,
                beside);
    }

    /// What to change in Postfix, with the settings as they are here.
    public Remedy remedy() {
        return Remedy.of(diagnosis, settings, configuration);
    }
}
