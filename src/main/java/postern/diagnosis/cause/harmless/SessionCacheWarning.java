package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// The session cache cannot be opened: sessions are not resumed through it, and TLS works.
public final class SessionCacheWarning implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "_scache(?:\\.\\w+)? is unavailable|request to update (?:table )?\\S+_scache .*in non-\\S+ directory|TLS cache.*(?:malformed|truncated) entry");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
