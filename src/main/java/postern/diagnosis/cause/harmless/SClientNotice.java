package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// What `s_client` says or does by itself: a certificate judged good that never came, and a line that begins with
/// a large R or Q, which it takes for a command of its own and never sends (`apps/s_client.c`).
public final class SClientNotice implements Cause {
    private static final Pattern NO_NAME = Pattern.compile("Can't use SSL_get_servername");
    private static final Pattern NOTHING_CAME = Pattern.compile("no peer certificate available");
    private static final Pattern GOOD = Pattern.compile("Verify return code: 0 \\(ok\\)");

    private static final Pattern TYPED = Pattern.compile("^(?:> ?)?RENEGOTIATING$");

    /// Lines of test runs in which what was typed began another handshake in place of reaching the server.
    public static List<Citation> typed(Facts facts) {
        return Logs.saying(TYPED, facts);
    }

    @Override
    public String id() {
        return "s-client-notice";
    }

    @Override
    public List<Finding> examine(Facts facts) {
        boolean nothingCame = !Logs.saying(NOTHING_CAME, facts).isEmpty();
        Stream<Citation> good = nothingCame ? Logs.saying(GOOD, facts).stream() : Stream.empty();
        return Findings.harmless(
                this,
                facts,
                Map.of(),
                Stream.of(typed(facts).stream(), Logs.saying(NO_NAME, facts).stream(), good)
                        .flatMap(lines -> lines)
                        .toList());
    }
}
