package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.postfix.Setting;

/// Our client shows a certificate nobody wanted, and the peer refuses it: alerts 42, 43, 46 and 48 after a request for
/// a certificate judge ours (RFC 8446 section 6.2).
public final class ClientCertBreaksHandshake implements Cause {
    private static final Pattern REFUSED = Pattern.compile(
            "alert (?:bad certificate|unsupported certificate|certificate unknown|unknown ca|certificate expired|certificate revoked)");

    private static final Pattern FAILED = Pattern.compile("Cannot start TLS: handshake failure");
    /// The library tells why it failed.
    private static final Pattern REASON = Pattern.compile("TLS library problem|SSL_connect error|verification failed");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Setting> written = ClientCertConfiguredNeedlessly.written(facts);
        List<Citation> named = Outgoing.saying(REFUSED, facts);
        boolean silent = named.isEmpty() && Outgoing.saying(REASON, facts).isEmpty();
        List<Citation> refused = silent ? Outgoing.saying(FAILED, facts) : named;
        if (refused.isEmpty() || written.isEmpty()) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                silent ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of("parameter", written.getFirst().name()),
                Stream.concat(written.stream().map(facts::citation), refused.stream())
                        .toList(),
                ClientCertConfiguredNeedlessly.removal(written));
    }
}
