package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// What `s_client` says and does not mean: a certificate judged good that never came (`apps/s_client.c`).
public final class SClientNotice implements Cause {
    private static final Pattern NO_NAME = Pattern.compile("Can't use SSL_get_servername");
    private static final Pattern NOTHING_CAME = Pattern.compile("no peer certificate available");
    private static final Pattern GOOD = Pattern.compile("Verify return code: 0 \\(ok\\)");

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
                Stream.concat(Logs.saying(NO_NAME, facts).stream(), good).toList());
    }
}
