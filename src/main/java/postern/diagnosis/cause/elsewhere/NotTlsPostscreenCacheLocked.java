package postern.diagnosis.cause.elsewhere;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// Two postscreen services share one cache, which only one process may open (POSTSCREEN_README, "Sharing the cache").
public final class NotTlsPostscreenCacheLocked implements Cause {
    private static final Pattern LOGGED = Pattern.compile("postscreen.*unable to get exclusive lock");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(
                        Change.mainCf("postscreen_cache_map", "proxy:btree:$data_directory/postscreen_cache"),
                        Change.command("postfix reload")));
    }
}
