package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;

/// A mail program starts TLS at once on a port where it is to be asked for: the answer in plain text looks to it like
/// a wrong version (OpenSSL `ssl/record`).
public final class ClientWrongTlsMode implements Cause {
    private static final Pattern SAID = Pattern.compile(
            "[:\\]](?:143|110|25|587)\\)?\\D.*(?:wrong version number|unknown protocol|SSL23_GET_SERVER_HELLO)");

    /// A server that cannot set up TLS at all answers STARTTLS with an error, which looks the same.
    private static final Pattern SERVER_FAILS = Pattern.compile("Failed to initialize SSL server context");

    @Override
    public List<Finding> examine(Facts facts) {
        if (!Logs.saying(SERVER_FAILS, facts).isEmpty()) {
            return List.of();
        }
        List<Citation> said = facts.evidence().texts().stream()
                .flatMap(text -> text.lines().stream()
                        .filter(line -> SAID.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())))
                .toList();
        return Findings.cause(this, facts, Certainty.POSSIBLE, Map.of(), said, List.of(Change.at(Target.CLIENT)));
    }
}
