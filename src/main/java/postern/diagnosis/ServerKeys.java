package postern.diagnosis;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.evidence.Evidence;
import postern.maillog.Direction;
import postern.maillog.LogLine;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.tls.CipherSuite;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.ServerTls;

/// What kinds of key the certificates of our server hold. The certificates themselves tell; sessions that agreed
/// on a suite tell of one kind and leave others open. The text of a configuration does not tell.
final class ServerKeys {
    /// The suites of TLS 1.3 name no kind of key; Postfix logs the signature (`src/tls/tls_misc.c`, since 3.4).
    private static final Pattern SIGNED = Pattern.compile("server-signature (ECDSA|RSA)");
    /// What `openssl s_client` prints of it since OpenSSL 1.1.1 (`apps/lib/s_cb.c`).
    private static final Pattern PEER_SIGNED = Pattern.compile("^\\s*Peer signature type: (?i:(ecdsa|rsa))");

    private ServerKeys() {}

    /// A server with what is known of its keys.
    static ServerTls of(ServerTls server, Evidence evidence) {
        List<KeyType> held = held(evidence);
        if (!held.isEmpty()) {
            return server.withKeyTypes(Known.all(held));
        }
        List<KeyType> used = used(evidence);
        return used.isEmpty() ? server : server.withKeyTypes(Known.some(used));
    }

    /// The kinds that certificates show, or else sessions.
    static List<KeyType> shown(Evidence evidence) {
        List<KeyType> held = held(evidence);
        return held.isEmpty() ? used(evidence) : held;
    }

    private static List<KeyType> held(Evidence evidence) {
        return Stream.of(
                        evidence.scans().stream()
                                .flatMap(scan -> scan.chains().stream())
                                .flatMap(served -> served.chain().keyType().stream()),
                        evidence.transcripts().stream().flatMap(run -> run.chain().keyType().stream()),
                        PrintedKey.types(evidence))
                .flatMap(types -> types)
                .distinct()
                .toList();
    }

    private static List<KeyType> used(Evidence evidence) {
        return Stream.of(
                        agreedSuites(evidence).flatMap(suite -> suite.authentication().keyType().stream()),
                        signatures(SIGNED, established(evidence).flatMap(session -> session.lines().stream())),
                        signatures(PEER_SIGNED, evidence.texts().stream().flatMap(text -> text.lines().stream())))
                .flatMap(types -> types)
                .distinct()
                .toList();
    }

    private static Stream<KeyType> signatures(Pattern pattern, Stream<LogLine> lines) {
        return lines.flatMap(line -> pattern.matcher(line.text()).results())
                .map(found -> found.group(1).equalsIgnoreCase("ECDSA") ? KeyType.EC : KeyType.RSA);
    }

    /// Suites that somebody agreed on with this server, by the logs and by pasted sessions.
    private static Stream<CipherSuite> agreedSuites(Evidence evidence) {
        Stream<CipherSuite> logged = established(evidence)
                .flatMap(session -> session.outcome() instanceof SessionOutcome.Established established
                        ? CipherSuite.named(established.cipher()).stream()
                        : Stream.empty());
        return Stream.concat(logged, evidence.transcripts().stream().flatMap(run -> run.suite().stream()));
    }

    private static Stream<TlsSession> established(Evidence evidence) {
        return evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == Direction.INBOUND)
                .flatMap(peer -> peer.samples().stream())
                .filter(session -> session.outcome() instanceof SessionOutcome.Established);
    }
}
