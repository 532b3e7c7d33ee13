package postern.diagnosis.cause.cipher;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;

/// The server omits RFC 5746, which OpenSSL 3 demands of it.
public final class PeerLacksSecureRenegotiation implements Cause {
    private static final Pattern LOGGED = Pattern.compile("unsafe legacy renegotiation disabled");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(this, facts, Certainty.PROVEN, Map.of(), Logs.saying(LOGGED, facts), fix(facts));
    }

    /// The option since Postfix 2.11 (postconf(5), `tls_ssl_options`), beside those that are set.
    private static List<Change> fix(Facts facts) {
        String options = Outgoing.written(facts, "tls_ssl_options")
                .map(setting -> setting.value() + ", ")
                .orElse("");
        return List.of(
                Change.at(Target.PEER),
                Change.mainCf("tls_ssl_options", options + "LEGACY_SERVER_CONNECT"),
                Change.command("postfix reload"),
                Change.at(Target.OPENSSL_CNF, "Options", "UnsafeLegacyServerConnect"));
    }
}
