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

/// The certificate is not meant for what it is used for (RFC 5280 section 4.2.1.12).
public final class CertPurposeWrong implements Cause {
    private static final Pattern SAID =
            Pattern.compile("error 26 at|num=26:|unsupported certificate purpose|unsuitable certificate purpose");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this, facts, Certainty.LIKELY, Map.of(), Logs.saying(SAID, facts), List.of(Change.at(Target.FILE)));
    }
}
