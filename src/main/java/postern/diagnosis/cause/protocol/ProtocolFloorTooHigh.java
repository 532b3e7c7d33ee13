package postern.diagnosis.cause.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.diagnosis.cause.negotiation.FrontFloor;
import postern.diagnosis.cause.negotiation.VersionRefused;
import postern.diagnosis.cause.negotiation.WidestProtocols;
import postern.maillog.Bounce;
import postern.maillog.TlsSession;
import postern.postfix.Problem;
import postern.postfix.Setting;
import postern.postfix.Settings;
import postern.postfix.TlsService;
import postern.probe.Scan;
import postern.sender.SenderProfile;
import postern.sender.SenderProfiles;
import postern.tls.Answer;
import postern.tls.ClientTls;
import postern.tls.Handshake;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;
import postern.tls.VersionSupport;

/// The configuration refuses TLS versions that ordinary peers of its time still need.
///
/// Whether a floor is too high is a question of its time: it is if a large provider of that day cannot
/// get over it, or if several senders fail at it. One outdated peer alone is the peer's own fault.
public final class ProtocolFloorTooHigh implements Cause {
    private static final String MANDATORY = "smtpd_tls_mandatory_protocols";
    /// Before this year a floor of TLS 1.2 was more than usual, so that one who cannot get over it is no proof of a
    /// fault of its own (the drafts of RFC 8996 began in 2018, browsers followed in 2020).
    private static final int USUAL = 2020;
    /// From the year after RFC 8996 on, that two could not get over it once each is what happens at every server.
    private static final int SETTLED = 2022;
    /// For mail programs it was usual earlier: PCI DSS 3.2 retired TLS 1.0 on 30 June 2018.
    private static final int USUAL_FOR_PROGRAMS = 2019;

    /// What every release and library of today can still speak (RFC 8996 retires it, but between mail
    /// servers the alternative is clear text).
    private static final ProtocolVersion LOWEST_USEFUL = ProtocolVersion.TLSV1;

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == postern.evidence.Problem.OUTBOUND) {
            return DeliveryFloor.ours(this, facts);
        }
        Optional<FrontFloor> front = FrontFloor.in(facts);
        if (front.isPresent()) {
            return isEarly(facts) ? ofFront(facts, front.get()) : List.of();
        }
        Optional<ServerTls> server = facts.predicted().or(facts::server);
        List<Finding> dovecot = DovecotFloor.examine(this, facts);
        if (!dovecot.isEmpty()) {
            return dovecot;
        }
        if (server.isEmpty() && facts.mailService().isEmpty() && facts.dovecot().isEmpty()) {
            List<SenderTraffic> strangers = failing(facts).stream()
                    .filter(ProtocolFloorTooHigh::isStranger)
                    .toList();
            return strangers.size() > 1 || strangers.stream().anyMatch(ProtocolFloorTooHigh::isLarge)
                    ? ofLog(facts, strangers)
                    : unnamed(facts);
        }
        if (server.isEmpty() || !hasFloor(server.get()) || isOfLibrary(facts)) {
            return isExcerpt(facts) && isTooHighFor(failing(facts), facts)
                    ? listed(facts, failing(facts))
                    : unnamed(facts);
        }
        List<SenderTraffic> failing = failing(facts);
        List<SenderProfile> refused = refusedProviders(facts, server.get());
        if (!isTooHighFor(failing, facts) && (refused.isEmpty() || !complaintFits(facts))) {
            return unnamed(facts);
        }
        return List.of(finding(facts, server.get(), failing, refused));
    }

    /// Lines that name no host, or a client's own words, at a written floor that is not yet usual. Where no setting is
    /// shown, the floor is what such a line speaks of.
    private List<Finding> unnamed(Facts facts) {
        return !isEarly(facts) || failing(facts).stream().anyMatch(ProtocolFloorTooHigh::isNamed)
                ? List.of()
                : listed(facts, List.of());
    }

    /// Whether several fail at a floor, or a large one, or one by name at a time when the floor is not usual yet.
    private static boolean isTooHighFor(List<SenderTraffic> failing, Facts facts) {
        boolean early = (isBeyondUse(facts) || facts.day().getYear() < USUAL)
                && failing.stream().anyMatch(ProtocolFloorTooHigh::isNamed);
        boolean several = failing.size() > 1
                && (isBeyondUse(facts)
                        || facts.day().getYear() < SETTLED
                        || failing.stream().anyMatch(ProtocolFloorTooHigh::isWaiting));
        return failing.stream().anyMatch(ProtocolFloorTooHigh::isLarge) || several || early;
    }

    /// Whether somebody came again or went on without TLS, as one does who has mail. Each log has visitors who try
    /// once.
    private static boolean isWaiting(SenderTraffic sender) {
        return sender.failed() > 1 || sender.plaintext() > 0;
    }

    /// Lines about TLS taken out of a main.cf that name no certificate do not say that there is none.
    private static boolean isExcerpt(Facts facts) {
        return facts.direction() == postern.evidence.Problem.INBOUND
                && !facts.hasWholeMainCf()
                && facts.mailService().stream()
                        .flatMap(service -> service.problems().stream())
                        .anyMatch(Problem.NoCertificate.class::isInstance);
    }

    /// What the written list says, where no more of the server is known.
    private List<Finding> listed(Facts facts, List<SenderTraffic> failing) {
        List<Citation> refused = Disagreement.lines(Disagreement.About.CLIENT_TOO_OLD, facts);
        Optional<ServerVersions.Listed> floor = ServerVersions.listWithFloor(facts);
        if (refused.isEmpty() || floor.isEmpty()) {
            return List.of();
        }
        Setting setting = floor.get().setting();
        List<ProtocolVersion> accepted = floor.get().service().predict().accepted();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                values(
                        setting.name(),
                        setting.value(),
                        accepted.isEmpty() ? Phrase.of("value.newer-versions") : Phrase.list(accepted),
                        failing.isEmpty()
                                ? Phrase.of("value.some-senders")
                                : Phrase.list(failing.stream()
                                        .map(SenderTraffic::name)
                                        .toList())),
                Stream.concat(Stream.of(facts.citation(setting)), refused.stream())
                        .toList(),
                floor.get().widened(facts));
    }

    /// Whether not even TLS 1.2 is accepted, which everybody has to support (RFC 9325 section 3.1.1).
    static boolean isBeyondUse(Facts facts) {
        return facts.predicted()
                .or(facts::server)
                .map(ServerTls::accepted)
                .filter(accepted -> !accepted.isEmpty())
                .filter(accepted -> accepted.getFirst().compareTo(ProtocolVersion.TLSV1_2) > 0)
                .isPresent();
    }

    /// Whether a floor is not usual yet.
    static boolean isEarly(Facts facts) {
        return isBeyondUse(facts)
                || facts.day().getYear()
                        < (facts.direction() == postern.evidence.Problem.CLIENTS ? USUAL_FOR_PROGRAMS : USUAL);
    }

    /// Nothing is shown but that the library refuses what they speak, which it does where a floor is set.
    private List<Finding> ofLog(Facts facts, List<SenderTraffic> failing) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                values(
                        "smtpd_tls_protocols",
                        "…",
                        Phrase.of("value.newer-versions"),
                        Phrase.list(failing.stream().map(SenderTraffic::name).toList())),
                failing.stream()
                        .flatMap(sender -> failure(sender).stream())
                        .map(facts::citation)
                        .toList(),
                fix(facts, "smtpd_tls_protocols"));
    }

    private List<Finding> ofFront(Facts facts, FrontFloor front) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                values(front.name(), front.value(), Phrase.of("value.newer-versions"), Phrase.of("value.some-senders")),
                front.evidence(),
                front.fix());
    }

    /// Whether the settings allow what the library refuses.
    private static boolean isOfLibrary(Facts facts) {
        return facts.mailService().isPresent()
                && !ServerVersions.haveFloor(facts)
                && ServerVersions.allowing(facts, LOWEST_USEFUL).isPresent();
    }

    private Finding finding(Facts facts, ServerTls server, List<SenderTraffic> failing, List<SenderProfile> refused) {
        List<Citation> evidence = new ArrayList<>();
        Optional<Setting> setting = facts.mailService().map(TlsService::protocols);
        setting.ifPresent(it -> evidence.add(facts.citation(it)));
        failing.forEach(sender -> failure(sender).ifPresent(session -> evidence.add(facts.citation(session))));
        handshakeBounces(facts)
                .forEach(bounce -> bounce.lines().stream()
                        .findFirst()
                        .ifPresent(line -> evidence.add(Citation.line(bounce.source(), line.number(), line.text()))));
        facts.scan().flatMap(ProtocolFloorTooHigh::observation).ifPresent(evidence::add);
        String parameter = setting.map(Setting::name).orElse("smtpd_tls_protocols");
        return new Finding(
                id(),
                Role.CAUSE,
                certainty(facts, failing),
                facts.direction(),
                values(
                        parameter,
                        Phrase.or(setting.map(Setting::value), "value.not-given"),
                        Phrase.list(server.accepted()),
                        Phrase.list(
                                failing.isEmpty()
                                        ? refused.stream()
                                                .map(SenderProfile::operator)
                                                .toList()
                                        : failing.stream()
                                                .map(SenderTraffic::name)
                                                .toList())),
                evidence,
                fix(facts, parameter));
    }

    /// What the words of this cause speak of.
    private static Map<String, CharSequence> values(
            String parameter, CharSequence value, CharSequence versions, CharSequence peers) {
        return Map.of("parameter", parameter, "value", value, "versions", versions, "peers", peers);
    }

    /// Where the list for mandatory TLS has the same floor, the submission ports have it too.
    private static List<Change> fix(Facts facts, String parameter) {
        List<Change> changes = new ArrayList<>();
        String widest = WidestProtocols.of(facts);
        changes.add(Change.mainCf(parameter, widest));
        Optional<Settings> settings = facts.mailService().map(TlsService::settings);
        settings.filter(_ -> !parameter.equals(MANDATORY))
                .filter(it -> !it.get(MANDATORY).isDefault())
                .filter(it -> it.get(MANDATORY).value().equals(it.get(parameter).value()))
                .ifPresent(_ -> changes.add(Change.mainCf(MANDATORY, widest)));
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    /// Some version is spoken, and one that is still of use is refused below it.
    private static boolean hasFloor(ServerTls server) {
        return !server.accepted().isEmpty()
                && server.speaks(LOWEST_USEFUL) == Answer.NO
                && server.accepted().getFirst().compareTo(LOWEST_USEFUL) > 0;
    }

    private static List<SenderTraffic> failing(Facts facts) {
        return facts.realSenders().stream()
                .filter(sender -> failure(sender).isPresent())
                .filter(sender -> sender.tls() == 0)
                .toList();
    }

    private static Optional<TlsSession> failure(SenderTraffic sender) {
        return sender.failure(VersionRefused::isSaidBy);
    }

    private static boolean isNamed(SenderTraffic sender) {
        return sender.peers().stream().anyMatch(peer -> peer.peer().isNamed());
    }

    /// Whether it is no test from the machine itself.
    private static boolean isStranger(SenderTraffic sender) {
        return sender.peers().stream().noneMatch(peer -> peer.peer().isLoopback());
    }

    private static boolean isLarge(SenderTraffic sender) {
        return sender.profile().filter(SenderProfile::isProvider).isPresent();
    }

    private static List<SenderProfile> refusedProviders(Facts facts, ServerTls server) {
        return SenderProfiles.providersOn(facts.day()).stream()
                .filter(profile -> isRefused(profile.offer(), server))
                .toList();
    }

    private static boolean isRefused(ClientTls offer, ServerTls server) {
        return Handshake.between(offer, server) instanceof Outcome.Refused(RefusalReason reason)
                && reason == RefusalReason.PROTOCOL_VERSION;
    }

    /// Without failed sessions to look at, a bounce that speaks of the handshake must point the same way.
    private static boolean complaintFits(Facts facts) {
        return !handshakeBounces(facts).isEmpty();
    }

    private static List<Bounce> handshakeBounces(Facts facts) {
        return facts.evidence().bounces().stream()
                .filter(bounce -> bounce.kind() == Bounce.Kind.HANDSHAKE_FAILED)
                .toList();
    }

    /// Proven if a written setting predicts what the log shows and no probe saw otherwise.
    private static Certainty certainty(Facts facts, List<SenderTraffic> failing) {
        boolean written = facts.mailService()
                .map(TlsService::protocols)
                .filter(setting -> !setting.isDefault())
                .isPresent();
        boolean contradicted = facts.scan()
                .filter(scan -> scan.server().speaks(LOWEST_USEFUL) == Answer.YES)
                .isPresent();
        if (written && !failing.isEmpty() && !contradicted) {
            return Certainty.PROVEN;
        }
        return contradicted ? Certainty.POSSIBLE : Certainty.LIKELY;
    }

    private static Optional<Citation> observation(Scan scan) {
        List<String> refused = scan.server().versions().entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(LOWEST_USEFUL) >= 0)
                .filter(entry -> entry.getValue() instanceof VersionSupport.Refused)
                .map(entry -> entry.getKey().toString())
                .toList();
        if (refused.isEmpty() || scan.server().accepted().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Facts.citation(
                scan,
                Phrase.of("seen.accepts.refuses", Phrase.list(scan.server().accepted()), Phrase.list(refused))));
    }
}
