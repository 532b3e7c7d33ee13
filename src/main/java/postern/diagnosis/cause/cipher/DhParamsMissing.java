package postern.diagnosis.cause.cipher;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// Dovecot 2.3 without `ssl_dh`.
public final class DhParamsMissing implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(?:-login|dovecot|imap|pop3)[^\\n]*(?:Expecting: DH PARAMETERS|Diffie-Hellman key exchange requested, but no DH parameters|Can.t load DH parameters(?!.*too small)|ssl_dh[^\\n]*(?:no start line|unset|empty|No such file))");

    /// Releases before 2.3 make their own parameters and do not know the setting (Dovecot's upgrade notes for 2.3).
    private static final Pattern BEFORE_23 = Pattern.compile("Unknown setting: ssl_(?:min_protocol|dh)\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        if (!Logs.saying(BEFORE_23, facts).isEmpty()) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Logs.saying(LOGGED, facts),
                facts.dovecot().map(DhFile::made).orElse(List.of()));
    }
}
