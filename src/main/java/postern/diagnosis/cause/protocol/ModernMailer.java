package postern.diagnosis.cause.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import postern.diagnosis.cause.clue.Logs;

/// A program that delivers mail with a library that cannot speak what is old, and what the receiver answers to it.
///
/// rustls has TLS 1.2 and 1.3 alone, and for 1.2 nothing but ECDHE with AEAD suites (rustls manual, "Current
/// functionality and features"). Go begins with TLS 1.2 since 1.18 and has no suites without forward secrecy since
/// 1.22 (Go release notes, crypto/tls). So a receiver that finds nothing in common has only what is older.
final class ModernMailer {
    private static final Pattern NO_VERSION =
            Pattern.compile("received fatal alert: ProtocolVersion|remote error: tls: protocol version not supported"
                    + "|tls: server selected unsupported protocol version|peer is incompatible: \\w*(?:Tls|TLS)1[23]\\w*"
                    + "|ServerDoesNotSupportTls12Or13");
    private static final Pattern NOTHING_IN_COMMON =
            Pattern.compile("received fatal alert: (?:HandshakeFailure|InsufficientSecurity)"
                    + "|remote error: tls: (?:handshake failure|insufficient security level)");

    /// Stalwart and Maddy name the host in fields of the line.
    private static final Pattern HOST =
            Pattern.compile("(?:\\bhostname = |\"?(?:remote_server|mx|hostname)\"?[:=] ?)\"([A-Za-z0-9.-]{3,253})\"");

    private ModernMailer() {}

    /// The receivers' refusals, as a fault of theirs.
    static List<Finding> refused(Cause cause, Facts facts) {
        List<Citation> versions = Logs.saying(NO_VERSION, facts);
        List<Citation> refusals = Stream.concat(versions.stream(), Logs.saying(NOTHING_IN_COMMON, facts).stream())
                .toList();
        return Findings.cause(
                cause,
                facts,
                versions.isEmpty() ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of("peers", Phrase.or(host(refusals), "value.receiver"), "versions", "TLSv1.1"),
                refusals,
                List.of(Change.at(Target.PEER), Change.at(Target.FILE)));
    }

    private static Optional<String> host(List<Citation> refusals) {
        return refusals.stream()
                .map(line -> HOST.matcher(line.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }
}
