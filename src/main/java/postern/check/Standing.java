package postern.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.Evidence;
import postern.evidence.Given;
import postern.evidence.InputKind;
import postern.evidence.Renewal;
import postern.postfix.Setting;
import postern.postfix.Starttls;
import postern.postfix.TlsService;
import postern.probe.Scan;
import postern.probe.StartTls;
import postern.report.Comparison;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;

/// Which settings count after a change, those of before or those of now, by what the server does.
///
/// @param before what was known before the change
/// @param all    everything of before and of now
/// @param used   what counts
/// @param ground what the answer then rests on
record Standing(Evidence before, Renewal all, Renewal used, Comparison.Ground ground) {
    /// Settings of files that decide what a certificate's key is.
    private static final List<String> CERTIFICATES =
            List.of("smtpd_tls_cert_file", "smtpd_tls_eccert_file", "smtpd_tls_dcert_file", "smtpd_tls_chain_files");

    /// New settings do not count where the server goes on as before and against them: they are not in
    /// effect. Settings of before do not count where the server has changed and goes against them: they are
    /// outdated. Without a look at the server nothing speaks against any.
    static Standing of(Facts before, Evidence fresh) {
        var all = new Renewal(before.evidence(), fresh);
        boolean given = fresh.mainCf().isPresent() || fresh.masterCf().isPresent();
        boolean unchanged = isUnchanged(before.evidence(), fresh);
        Optional<Comparison.Contradiction> against = against(Facts.of(all.settled()));
        if (against.isEmpty() || given != unchanged) {
            return new Standing(before.evidence(), all, all, ground(all, all, List.of()));
        }
        if (given) {
            List<String> idle = Stream.concat(
                            fresh.mainCf().map(Given::source).stream(), fresh.masterCf().map(Given::source).stream())
                    .toList();
            var used = new Renewal(before.evidence(), withoutSettings(fresh));
            return new Standing(
                    before.evidence(),
                    all,
                    used,
                    new Comparison.Ground(used.usedAgain(), List.of(), idle, all.leftOut(), against));
        }
        var used = new Renewal(withoutSettings(before.evidence()), fresh);
        return new Standing(before.evidence(), all, used, ground(all, used, all.usedAgain()));
    }

    private static Comparison.Ground ground(Renewal all, Renewal used, List<String> outdated) {
        return new Comparison.Ground(used.usedAgain(), outdated, List.of(), all.leftOut());
    }

    /// Whether the servers do what they did.
    boolean isUnchanged() {
        return isUnchanged(before, all.fresh());
    }

    /// Whether a citation tells of the time before the change alone. Settings that hold on say nothing new.
    boolean isOfBefore(Citation citation) {
        return all.isOfBefore(citation.source(), citation.line().orElse(0))
                || used.usedAgain().contains(citation.source())
                || ground.outdated().contains(citation.source());
    }

    /// What speaks against that the settings are those that the server was seen to go by.
    private static Optional<Comparison.Contradiction> against(Facts settled) {
        return settled.scan()
                .filter(scan -> scan.startTls() != StartTls.UNKNOWN)
                .flatMap(scan -> service(settled, scan).flatMap(service -> against(settled, service, scan)));
    }

    /// What is known of the server now: where it was not looked at, the log of before still shows which key
    /// it has, as long as the settings name the same files.
    static Facts server(Facts now, Facts before, Renewal used) {
        boolean same = CERTIFICATES.stream().allMatch(name -> value(now, name).equals(value(before, name)));
        return now.scan().isEmpty() && same ? Facts.of(used.retold()) : now;
    }

    private static Optional<String> value(Facts facts, String name) {
        return facts.mailService().map(service -> service.settings().get(name).value());
    }

    /// Whether every server that was looked at does in TLS what it did.
    static boolean isUnchanged(Evidence before, Evidence now) {
        List<Comparison.Look> looks = Comparison.looks(before.scans(), now.scans());
        return !looks.isEmpty()
                && looks.size() == now.scans().size()
                && looks.stream().allMatch(look -> isUnchanged(look.before(), look.now()));
    }

    private static boolean isUnchanged(Scan before, Scan now) {
        return before.startTls() == now.startTls()
                && Arrays.stream(ProtocolVersion.values())
                        .noneMatch(version -> contradict(
                                before.server().speaks(version), now.server().speaks(version)))
                && before.chains().stream()
                        .map(served -> served.chain())
                        .toList()
                        .equals(now.chains().stream()
                                .map(served -> served.chain())
                                .toList());
    }

    /// The evidence without settings of Postfix and Dovecot.
    static Evidence withoutSettings(Evidence evidence) {
        return new Evidence(
                evidence.asOf(),
                evidence.problem(),
                evidence.postfix(),
                evidence.openssl(),
                Optional.empty(),
                Optional.empty(),
                evidence.logs(),
                evidence.bounces(),
                evidence.transcripts(),
                evidence.dialogues(),
                evidence.texts().stream()
                        .filter(text -> text.kind() != InputKind.DOVECOT_CONF)
                        .toList(),
                evidence.observations(),
                evidence.scans(),
                evidence.domain(),
                evidence.given(),
                evidence.remarks());
    }

    /// The versions that follow from the settings of before and from new ones; empty where no new ones were
    /// given.
    static List<Comparison.Accepted> versions(Facts before, Facts fresh, Facts now) {
        List<String> given = Stream.concat(
                        fresh.evidence().mainCf().map(Given::source).stream(),
                        fresh.evidence().masterCf().map(Given::source).stream())
                .toList();
        Optional<List<ProtocolVersion>> then = accepted(before);
        Optional<List<ProtocolVersion>> today = accepted(now);
        return given.isEmpty() || then.isEmpty() || today.isEmpty()
                ? List.of()
                : List.of(new Comparison.Accepted(given.getFirst(), then, today));
    }

    private static Optional<List<ProtocolVersion>> accepted(Facts facts) {
        return facts.mailService()
                .map(service -> service.isOn()
                        ? facts.predicted().map(ServerTls::accepted).orElse(List.of())
                        : List.of());
    }

    /// The service that listens where the look was taken, else the one in question.
    private static Optional<TlsService> service(Facts facts, Scan scan) {
        return facts.services().stream()
                .filter(service ->
                        service.port().equals(OptionalInt.of(scan.endpoint().port())))
                .findFirst()
                .or(facts::mailService);
    }

    private static Optional<Comparison.Contradiction> against(Facts settled, TlsService service, Scan scan) {
        boolean offered = scan.startTls() == StartTls.OFFERED || scan.startTls() == StartTls.IMPLICIT;
        boolean meant = service.isOn() && !(service.starttls() instanceof Starttls.Discarded);
        ServerTls predicted = service.predict();
        boolean otherVersions = meant
                && Arrays.stream(ProtocolVersion.values())
                        .anyMatch(version -> contradict(
                                predicted.speaks(version), scan.server().speaks(version)));
        if (offered == meant && !otherVersions) {
            return Optional.empty();
        }
        Setting deciding = offered == meant
                ? service.protocols()
                : service.starttls() instanceof Starttls.Discarded(Setting discarded)
                        ? discarded
                        : service.decisiveForLevel();
        return Optional.of(new Comparison.Contradiction(
                settled.citation(deciding),
                scan.endpoint(),
                meant ? predicted.accepted() : List.of(),
                offered ? scan.server().accepted() : List.of()));
    }

    private static boolean contradict(Answer one, Answer other) {
        return one != other && one != Answer.UNKNOWN && other != Answer.UNKNOWN;
    }
}
