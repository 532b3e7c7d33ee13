package postern.diagnosis.cause.handshake;

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
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.evidence.Problem;
import postern.openssl.OpenSslRelease;
import postern.postfix.MainCf;
import postern.postfix.Platform;
import postern.postfix.PlatformGuess;
import postern.postfix.SecurityLevel;
import postern.postfix.TlsClient;
import postern.probe.Scan;
import postern.transcript.TestRun;

/// The first message of the handshake is too large for something on the way: a library that offers post-quantum
/// key exchange (OpenSSL 3.5) sends more than one packet, and the same host answers a smaller offer.
public final class LargeClientHelloDropped implements Cause {
    /// The default of Postfix 3.2 to 3.9 (postconf(5)): no hybrid group.
    private static final String CLASSIC_GROUPS = "X25519 X448 prime256v1 secp521r1 secp384r1";

    private static final Pattern HANGS = Pattern.compile("SSL_connect error to .*: (?:Connection|Operation) timed out");
    private static final Pattern SMALLER = Pattern.compile("s_client .*(?:-groups|-curves|-tls1_2|-no_tls1_3)\\b");
    private static final Pattern HYBRID = Pattern.compile("(?i)MLKEM|KYBER");
    private static final Pattern HELLO_SENT = Pattern.compile("SSL_connect:SSLv3/TLS write client hello");
    private static final Pattern HELLO_ANSWERED = Pattern.compile("SSL_connect:SSLv3/TLS read server hello");

    /// A key share for X25519MLKEM768 alone has 1216 bytes (draft-ietf-tls-ecdhe-mlkem section 4.1); with the rest of
    /// what OpenSSL 3.5 offers a hello has a little more than 1500.
    private static final int HYBRID_BYTES = 1600;

    private static final OpenSslRelease HYBRID_BY_DEFAULT = new OpenSslRelease(3, 5, 0, "");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return probed(facts);
        }
        List<Citation> hangs = Outgoing.saying(HANGS, facts);
        List<Citation> smaller = facts.evidence().transcripts().stream()
                .filter(run -> run.suite().isPresent())
                .flatMap((TestRun run) -> run.command().stream()
                        .filter(command -> SMALLER.matcher(command).find())
                        .map(command -> Citation.of(run.source(), command)))
                .toList();
        boolean hello = hybrid(facts)
                && !Outgoing.saying(HELLO_SENT, facts).isEmpty()
                && Outgoing.saying(HELLO_ANSWERED, facts).isEmpty();
        boolean byTest =
                !smaller.isEmpty() && offersHybrid(facts) && facts.direction() == Problem.OUTBOUND && usualHangs(facts);
        if (!byTest && (hangs.isEmpty() || (smaller.isEmpty() && !hello))) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                smaller.isEmpty() ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of(),
                Stream.of(hangs, smaller, Outgoing.saying(HELLO_SENT, facts))
                        .flatMap(List::stream)
                        .toList(),
                fix(facts));
    }

    /// A probe gets an answer to a short hello and none to one as long as that of a library with a hybrid key share.
    private List<Finding> probed(Facts facts) {
        return facts.evidence().scans().stream()
                .flatMap(scan -> longest(scan).stream().flatMap(longest -> {
                    String bytes = Integer.toString(longest);
                    return Findings.cause(
                            this,
                            facts,
                            Certainty.LIKELY,
                            Map.of("bytes", bytes),
                            List.of(Facts.citation(scan, Phrase.of("seen.longest-hello", bytes))),
                            List.of(Change.at(Target.NETWORK)))
                            .stream();
                }))
                .limit(1)
                .toList();
    }

    /// The longest hello that a server answered, in bytes; empty if it takes all that are sent, or is not known.
    static Optional<Integer> longest(Scan scan) {
        return scan.traits().tolerance().longestHello().known().filter(longest -> longest < HYBRID_BYTES);
    }

    /// A test with the usual offer that got a connection, no answer and no error.
    private static boolean usualHangs(Facts facts) {
        return facts.evidence().transcripts().stream()
                .anyMatch(run -> run.connected()
                        && run.suite().isEmpty()
                        && run.errors().isEmpty()
                        && run.command()
                                .filter(command -> !SMALLER.matcher(command).find())
                                .isPresent());
    }

    /// Whether the library of the tests is known to offer a hybrid key share by itself (OpenSSL 3.5, its file NEWS).
    private static boolean offersHybrid(Facts facts) {
        return hybrid(facts)
                || (facts.platform().opensslBasis() != PlatformGuess.Basis.ASSUMED
                        && facts.platform().platform().openssl().release().compareTo(HYBRID_BY_DEFAULT) >= 0);
    }

    /// Whether a hybrid key share is offered: by the settings, or by the defaults of a library whose release is known
    /// (OpenSSL 3.5) where the settings leave them in force.
    private static boolean hybrid(Facts facts) {
        Platform platform = facts.platform().platform();
        boolean known = facts.platform().opensslBasis() != PlatformGuess.Basis.ASSUMED;
        TlsClient client = Outgoing.client(facts).orElseGet(() -> TlsClient.smtp(MainCf.parse(""), platform));
        boolean named = HYBRID.matcher(
                        client.settings().get("tls_eecdh_auto_curves").value())
                .find();
        return named
                || (known
                        && client.groups().items().stream()
                                .anyMatch(group ->
                                        HYBRID.matcher(group.toString()).find()));
    }

    private static List<Change> fix(Facts facts) {
        List<Change> changes = new ArrayList<>();
        if (Outgoing.release(facts).atLeast(3, 2)) {
            changes.add(Change.mainCf("tls_eecdh_auto_curves", CLASSIC_GROUPS));
            changes.add(Change.command("postfix reload"));
        }
        SecurityLevel level = Outgoing.client(facts).map(TlsClient::level).orElse(SecurityLevel.MAY);
        boolean another = !changes.isEmpty();
        PolicyTable.change(facts, level + " protocols=!SSLv2:!SSLv3:!TLSv1.3").stream()
                .map(change -> another ? change.asAlternative() : change)
                .forEach(changes::add);
        changes.add(Change.at(Target.PEER));
        changes.add(Change.at(Target.NETWORK));
        return changes;
    }
}
