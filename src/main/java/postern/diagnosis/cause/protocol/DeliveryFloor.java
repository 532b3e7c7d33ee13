package postern.diagnosis.cause.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.diagnosis.cause.negotiation.WidestProtocols;
import postern.maillog.Direction;
import postern.maillog.SessionOutcome;
import postern.postfix.Setting;
import postern.postfix.TlsClient;
import postern.tls.ProtocolVersion;

/// The lowest version our deliveries accept, where a peer answers with a lower one. One outdated peer against a floor
/// that is usual (RFC 8996, since 2021) is the peer's fault; an earlier floor, or several peers, make it ours.
final class DeliveryFloor {
    private static final int RETIRED = 2020;
    private static final Pattern CONNECTING = Pattern.compile("SSL_connect error to ([^\\[\\s]+)\\[");
    private static final Pattern TOO_LOW = Pattern.compile(
            "(?:unsupported protocol|SSL23_GET_SERVER_HELLO:unknown protocol|GET_SERVER_HELLO:wrong (?:ssl version|version number)|version too low)");
    private static final Pattern ALERT = Pattern.compile("alert protocol version");
    private static final Pattern OLD_SESSION =
            Pattern.compile("TLS connection established to ([^\\[\\s]+)\\[.*: (?:SSLv3|TLSv1(?:\\.1)?) with cipher ");
    private static final Pattern OF_RECORD = Pattern.compile("wrong version number");

    private DeliveryFloor() {}

    /// As a fault of ours.
    static List<Finding> ours(Cause cause, Facts facts) {
        return floor(facts).filter(_ -> !isThePeers(facts)).stream()
                .flatMap(setting ->
                        finding(cause, facts, setting, Phrase.list(offered(facts)), widest(facts, setting)).stream())
                .toList();
    }

    /// As a fault of the one outdated peer.
    static List<Finding> peers(Cause cause, Facts facts) {
        if (isMandatory(facts)) {
            return mandatory(cause, facts);
        }
        return floor(facts).filter(_ -> isThePeers(facts)).stream()
                .flatMap(setting -> {
                    List<Change> fix = new ArrayList<>(List.of(Change.at(Target.PEER)));
                    fix.addAll(PolicyTable.change(facts, level(facts) + " protocols=!SSLv2:!SSLv3"));
                    return finding(cause, facts, setting, belowOffered(facts), fix).stream();
                })
                .toList();
    }

    /// The same machine agreed with the same host on an old version at another time: its library allows that, so
    /// that it is the list for mandatory TLS that does not (postconf(5), `smtp_tls_mandatory_protocols`).
    static boolean isMandatory(Facts facts) {
        return Outgoing.client(facts).isEmpty()
                && !Outgoing.saying(CONNECTING, facts).isEmpty()
                && !Outgoing.saying(TOO_LOW, facts).isEmpty()
                && Outgoing.saying(OLD_SESSION, facts).stream()
                        .flatMap(line -> OLD_SESSION.matcher(line.text()).results())
                        .anyMatch(found -> Outgoing.saying(CONNECTING, facts).stream()
                                .flatMap(line -> CONNECTING.matcher(line.text()).results())
                                .anyMatch(failed -> failed.group(1).equals(found.group(1))));
    }

    private static List<Finding> mandatory(Cause cause, Facts facts) {
        return Findings.cause(
                cause,
                facts,
                Certainty.LIKELY,
                Map.of("peers", Outgoing.host(facts).orElse("?"), "versions", "TLSv1.1"),
                Outgoing.saying(TOO_LOW, facts),
                List.of(
                        Change.at(Target.PEER),
                        Change.mainCf("smtp_tls_mandatory_protocols", WidestProtocols.of(facts)),
                        Change.command("postfix reload")));
    }

    /// The newest version that the peer can have at best: the one below those we offer.
    private static String belowOffered(Facts facts) {
        Set<ProtocolVersion> offered = offered(facts);
        return Stream.of(ProtocolVersion.values())
                .filter(version -> offered.stream().allMatch(it -> it.compareTo(version) > 0))
                .reduce((_, later) -> later)
                .orElseThrow()
                .toString();
    }

    private static List<Finding> finding(
            Cause cause, Facts facts, Setting setting, CharSequence versions, List<Change> fix) {
        List<Citation> refused = refused(facts);
        String peer = Outgoing.host(facts).orElse("?");
        return refused.isEmpty()
                ? List.of()
                : Findings.cause(
                        cause,
                        facts,
                        Certainty.LIKELY,
                        Map.of(
                                "parameter",
                                setting.name(),
                                "value",
                                setting.value(),
                                "versions",
                                versions,
                                "peers",
                                peer),
                        Stream.concat(
                                        "tls_policy".equals(setting.file())
                                                ? PolicyTable.citation(facts)
                                                : Stream.of(facts.citation(setting)),
                                        refused.stream())
                                .toList(),
                        fix);
    }

    /// What our side refused: a version said to be too low, or, from a peer that answered with a lower version
    /// at another time, a record of another version than those we offered.
    private static List<Citation> refused(Facts facts) {
        boolean connecting = !Outgoing.saying(CONNECTING, facts).isEmpty();
        Stream<Citation> said = connecting ? Outgoing.saying(TOO_LOW, facts).stream() : Stream.empty();
        Stream<Citation> records =
                connecting && met(facts) ? Outgoing.saying(OF_RECORD, facts).stream() : Stream.empty();
        Stream<Citation> alerts =
                connecting && isBeyondUse(facts) ? Outgoing.saying(ALERT, facts).stream() : Stream.empty();
        return Stream.of(said, records, alerts, Disagreement.lines(Disagreement.About.SERVER_TOO_OLD, facts).stream())
                .flatMap(lines -> lines)
                .distinct()
                .toList();
    }

    /// Whether not even TLS 1.2 is offered, which everybody has to support (RFC 9325 section 3.1.1):
    /// then the peer's alert says that too.
    private static boolean isBeyondUse(Facts facts) {
        Set<ProtocolVersion> offered = offered(facts);
        return !offered.isEmpty()
                && offered.stream().allMatch(version -> version.compareTo(ProtocolVersion.TLSV1_2) > 0);
    }

    /// Whether the host that fails agreed on a version that is no longer offered.
    private static boolean met(Facts facts) {
        Set<ProtocolVersion> offered = offered(facts);
        return facts.evidence().logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == Direction.OUTBOUND && peer.failed() > 0)
                .flatMap(peer -> peer.samples().stream())
                .anyMatch(session -> session.outcome() instanceof SessionOutcome.Established established
                        && !offered.contains(established.version()));
    }

    /// The written list with which nothing as old as TLS 1.0 is offered.
    private static Optional<Setting> floor(Facts facts) {
        Set<ProtocolVersion> offered = offered(facts);
        return Outgoing.client(facts)
                .filter(_ -> !offered.isEmpty()
                        && offered.stream().allMatch(version -> version.compareTo(ProtocolVersion.TLSV1) > 0))
                .map(TlsClient::protocols)
                .filter(setting -> !setting.isDefault());
    }

    private static Set<ProtocolVersion> offered(Facts facts) {
        return Outgoing.client(facts).map(TlsClient::versions).orElse(Set.of());
    }

    private static boolean isThePeers(Facts facts) {
        long peers = Outgoing.saying(CONNECTING, facts).stream()
                .map(line -> CONNECTING.matcher(line.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .distinct()
                .count();
        return facts.day().getYear() >= RETIRED && peers <= 1 && !met(facts) && !isBeyondUse(facts);
    }

    private static List<Change> widest(Facts facts, Setting setting) {
        return "tls_policy".equals(setting.file())
                ? PolicyTable.change(facts, level(facts) + " protocols=!SSLv2:!SSLv3")
                : List.of(Change.mainCf(setting.name(), WidestProtocols.of(facts)), Change.command("postfix reload"));
    }

    private static String level(Facts facts) {
        return Outgoing.client(facts).map(client -> client.level().toString()).orElse("may");
    }
}
