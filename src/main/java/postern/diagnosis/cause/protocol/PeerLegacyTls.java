package postern.diagnosis.cause.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.cipher.CipherListTooStrict;
import postern.diagnosis.cause.cipher.EcdheDisabled;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.diagnosis.cause.negotiation.FrontFloor;
import postern.diagnosis.cause.negotiation.LoggedCipherList;
import postern.diagnosis.cause.negotiation.VersionRefused;
import postern.dovecot.Protocols;
import postern.dovecot.TlsSetting;
import postern.evidence.Problem;
import postern.maillog.TlsSession;
import postern.openssl.ErrorCategory;
import postern.sender.SenderProfile;
import postern.tls.KeyType;
import postern.tls.ProtocolVersion;

/// One outdated peer speaks only what was retired, while what we demand is usual for the time and nobody else fails.
/// Between mail servers that is so since RFC 8996 at the latest, for mail programs since PCI DSS 3.2 retired
/// TLS 1.0 on 30 June 2018.
public final class PeerLegacyTls implements Cause {
    /// Java gives up before it says anything: what the program asks for is switched off in its own Java, TLS 1.0
    /// and 1.1 since 11.0.11 (`sun.security.ssl.HandshakeContext`; `jdk.tls.disabledAlgorithms`).
    private static final Pattern NOTHING_LEFT =
            Pattern.compile("No appropriate protocol \\(protocol is disabled or cipher suites are inappropriate\\)");

    /// What PHP 5.6.7 to 7.1 take for TLS 1.0 alone (PHP manual, stream_socket_enable_crypto; RFC
    /// "Improved TLS defaults" of PHP 7.2), in the code of a program.
    private static final Pattern ONLY_TLS_1 = Pattern.compile("\\bSTREAM_CRYPTO_METHOD_TLS(?:v1_0)?_CLIENT\\b");

    private static final Pattern NO_CRYPTO = Pattern.compile(
            "(?i)fail\\w*[^\\n]{0,30}\\b(?:enabl|start)\\w*[^\\n]{0,10}crypto|enabling crypto failed|stream_socket_enable_crypto\\(\\): ");

    private static final int RETIRED = 2020;
    private static final int RETIRED_FOR_PROGRAMS = 2018;

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            List<Finding> refused = DeliveryFloor.peers(this, facts);
            return refused.isEmpty()
                    ? StricterTransport.in(facts)
                            .map(transport -> transport.finding(this, facts))
                            .orElseGet(() -> ModernMailer.refused(this, facts))
                    : refused;
        }
        Optional<FrontFloor> front = FrontFloor.in(facts);
        if (front.isPresent()) {
            return ProtocolFloorTooHigh.isEarly(facts) ? List.of() : atFront(facts, front.get());
        }
        List<Citation> disabled = facts.direction() == Problem.CLIENTS ? ofProgram(facts) : List.of();
        if (!disabled.isEmpty()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.LIKELY,
                    Map.of("peers", Phrase.of("value.some-senders"), "versions", "TLSv1.1"),
                    disabled,
                    List.of(Change.at(Target.CLIENT)));
        }
        List<SenderTraffic> failing = facts.realSenders().stream()
                .filter(sender -> failure(facts, sender).isPresent()
                        && (sender.tls() == 0 || facts.direction() == Problem.CLIENTS))
                .toList();
        int retired = facts.direction() == Problem.CLIENTS ? RETIRED_FOR_PROGRAMS : RETIRED;
        boolean nobody = failing.stream()
                .allMatch(sender -> sender.peers().stream()
                        .allMatch(peer -> peer.peer().address().isEmpty()));
        if (failing.isEmpty() || nobody) {
            return seen(facts).or(() -> unnamed(facts, retired)).orElse(List.of());
        }
        if (ProtocolFloorTooHigh.isBeyondUse(facts)
                || facts.day().getYear() < retired
                || failing.size() != 1
                || failing.getFirst()
                        .profile()
                        .filter(SenderProfile::isProvider)
                        .isPresent()) {
            return List.of();
        }
        SenderTraffic peer = failing.getFirst();
        if (!new OpensslPolicyFloor().examine(facts).isEmpty()) {
            return Findings.contributing(
                    this,
                    facts,
                    Certainty.LIKELY,
                    Map.of("peers", peer.name(), "versions", "TLSv1.1"),
                    failure(facts, peer).stream().map(facts::citation).toList(),
                    fix(facts));
        }
        boolean shown = peer.failure(VersionRefused::isSaidBy).isPresent()
                || facts.mailService().isPresent()
                || LoggedCipherList.in(facts).isPresent();
        return Findings.cause(
                this,
                facts,
                shown ? Certainty.LIKELY : Certainty.POSSIBLE,
                Map.of("peers", peer.name(), "versions", "TLSv1.1"),
                failure(facts, peer).stream().map(facts::citation).toList(),
                fix(facts));
    }

    /// The lines in which a program says, or its code shows, that it has nothing newer.
    private static List<Citation> ofProgram(Facts facts) {
        List<Citation> code = Logs.saying(NO_CRYPTO, facts).isEmpty() ? List.of() : Logs.saying(ONLY_TLS_1, facts);
        return Stream.concat(Logs.saying(NOTHING_LEFT, facts).stream(), code.stream())
                .toList();
    }

    private List<Finding> atFront(Facts facts, FrontFloor front) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("peers", Phrase.of("value.some-senders"), "versions", "TLSv1.1"),
                front.evidence(),
                front.fix().reversed());
    }

    /// A capture of the hello of a client that speaks nothing newer than TLS 1.1, and finds nothing in common.
    private Optional<List<Finding>> seen(Facts facts) {
        List<Citation> failed = Stream.of(Disagreement.About.CLIENT_TOO_OLD, Disagreement.About.NO_SUITE)
                .flatMap(about -> Disagreement.lines(about, facts).stream())
                .toList();
        return facts.hellos().stream()
                .filter(hello -> hello.newest().compareTo(ProtocolVersion.TLSV1_2) < 0)
                .filter(_ -> !failed.isEmpty())
                .findFirst()
                .map(hello -> Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of(
                                "peers", Phrase.of("value.some-senders"),
                                "versions", hello.newest().toString()),
                        Stream.concat(
                                        Stream.of(Citation.line(
                                                hello.source(),
                                                hello.line().number(),
                                                hello.line().text())),
                                        failed.stream())
                                .toList(),
                        facts.direction() == Problem.INBOUND ? ofEither() : fix(facts)));
    }

    /// A line of the server that names no host, or a client's own words, with nothing else that fails or gets in: the
    /// floor is usual, or none is shown.
    private Optional<List<Finding>> unnamed(Facts facts, int retired) {
        List<Citation> refused = Disagreement.lines(Disagreement.About.CLIENT_TOO_OLD, facts);
        boolean shown = ServerVersions.haveFloor(facts);
        boolean fits = shown
                ? facts.day().getYear() >= retired && !ProtocolFloorTooHigh.isBeyondUse(facts)
                : facts.evidence().mainCf().isEmpty();
        if (refused.isEmpty()
                || !fits
                || !Disagreement.isTheComplaint(facts)
                || !SystemPolicy.lines(facts).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of("peers", Phrase.of("value.some-senders"), "versions", "TLSv1.1"),
                refused,
                facts.direction() == Problem.INBOUND ? ofEither() : fix(facts)));
    }

    /// Who fails may be a mail server or a mail program.
    private static List<Change> ofEither() {
        return List.of(Change.at(Target.PEER), Change.at(Target.CLIENT));
    }

    /// At the peer; for a mail program that cannot be renewed, its server may be asked to bend.
    private static List<Change> fix(Facts facts) {
        if (facts.direction() != Problem.CLIENTS) {
            return List.of(
                    Change.at(Target.PEER),
                    Change.mainCf("smtpd_discard_ehlo_keyword_address_maps"),
                    Change.command("postfix reload"));
        }
        List<Change> changes = new ArrayList<>(List.of(Change.at(Target.CLIENT)));
        if (facts.dovecot().isEmpty()) {
            ServerVersions.listWithFloor(facts).ifPresent(floor -> changes.addAll(floor.widened(facts)));
        }
        facts.dovecot().ifPresent(dovecot -> {
            changes.addAll(
                    dovecot.change(TlsSetting.PROTOCOLS, Protocols.from(ProtocolVersion.TLSV1, dovecot.branch())));
            changes.add(Change.command("doveadm reload"));
        });
        return changes;
    }

    /// A host without a name is hardly a mail server, though often a mail program; and a wrong version number is as
    /// often no TLS at all.
    private static Optional<TlsSession> failure(Facts facts, SenderTraffic sender) {
        boolean named = sender.peers().stream().anyMatch(peer -> peer.peer().isNamed());
        return sender.failure(VersionRefused::isSaidBy)
                .filter(session -> named || DovecotServer.isLogin(session))
                .or(() -> named ? wideOpen(facts, sender) : Optional.empty())
                .or(() -> named ? ordinary(facts, sender) : Optional.empty());
    }

    /// No cipher in common although the settings, where they were given, leave what everybody must have; and no key is
    /// known to be of a kind that old peers lack.
    private static Optional<TlsSession> ordinary(Facts facts, SenderTraffic sender) {
        boolean open = facts.mailService()
                .map(service -> CipherListTooStrict.leavesMandatory(service.cipherSelection()))
                .orElseGet(() -> LoggedCipherList.in(facts).isEmpty());
        boolean ofKey = facts.predicted()
                .filter(server -> server.keyTypes().items().equals(List.of(KeyType.EC)))
                .isPresent();
        boolean ofCurves = !new EcdheDisabled().examine(facts).isEmpty();
        return open
                        && !ofKey
                        && !ofCurves
                        && facts.dovecot().isEmpty()
                        && !facts.keyTypesShown().contains(KeyType.EC)
                ? sender.failure(error -> error.category() == ErrorCategory.NO_COMMON_CIPHER)
                : Optional.empty();
    }

    /// No cipher in common although the list that the server logs holds what everybody must have.
    private static Optional<TlsSession> wideOpen(Facts facts, SenderTraffic sender) {
        return LoggedCipherList.in(facts)
                .filter(_ -> !facts.keyTypesShown().contains(KeyType.EC))
                .filter(list -> list.hasMandatory(facts.platform().platform().openssl()))
                .flatMap(_ -> sender.failure(error -> error.category() == ErrorCategory.NO_COMMON_CIPHER));
    }
}
