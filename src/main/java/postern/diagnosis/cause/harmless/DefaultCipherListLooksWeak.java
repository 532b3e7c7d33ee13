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

/// The release's own list, as the log prints it (postconf(5), tls_medium_cipherlist): weak names in it sort or exclude.
public final class DefaultCipherListLooksWeak implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("TLS cipher list \"(?:aNULL:-aNULL|ALL:\\+RC4|!?EXPORT|DEFAULT)");

    /// As `postconf -d` prints them (postconf(5), `tls_medium_cipherlist`).
    private static final Pattern DEFAULT =
            Pattern.compile("tls_(?:export|low|medium|high)_cipherlist = aNULL:-aNULL:.*@STRENGTH");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> written = facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entries().stream()
                        .filter(entry -> DEFAULT.matcher(entry.name() + " = " + entry.value())
                                .matches())
                        .map(entry -> Citation.line(
                                given.source(), entry.firstLine(), entry.name() + " = " + entry.value())));
        return Findings.harmless(
                this,
                facts,
                Map.of(),
                Stream.concat(Logs.saying(LOGGED, facts).stream(), written).toList());
    }
}
