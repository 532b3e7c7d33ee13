package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;

/// The server omits RFC 5746, which OpenSSL 3 demands of it.
public final class PeerLacksSecureRenegotiation implements Cause {
    private static final Pattern LOGGED = Pattern.compile("unsafe legacy renegotiation disabled");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this, facts, Certainty.PROVEN, Map.of(), Logs.saying(LOGGED, facts), List.of(Change.at(Target.PEER)));
    }
}
