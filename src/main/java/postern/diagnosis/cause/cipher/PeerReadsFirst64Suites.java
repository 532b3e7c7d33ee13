package postern.diagnosis.cause.cipher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.evidence.Problem;
import postern.tls.CipherSuite;
import postern.transcript.TestRun;

/// SChannel of Windows Server 2003 looks only at the first 64 suites of the hello, and what it has itself, RC4 and
/// 3DES, stands behind them in the list of a current OpenSSL (postfix-users, "TLS_README interoperability": Windows
/// 2003).
public final class PeerReadsFirst64Suites implements Cause {
    private static final Pattern HUNG_UP =
            Pattern.compile("SSL_connect error to .*: (?:lost connection|-1|Connection reset by peer)");
    private static final Pattern SHORT_LIST = Pattern.compile("s_client .*-(?:cipher|tls1)\\b");
    private static final Pattern ANY_LIMIT =
            Pattern.compile("s_client .*-(?:cipher|tls1(?:_[123])?|no_tls1(?:_[123])?|ssl3|groups|curves)\\b");
    private static final Pattern MICROSOFT = Pattern.compile("Microsoft (?:ESMTP|Exchange)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> hungUp = Outgoing.saying(HUNG_UP, facts);
        boolean longListFails =
                runs(facts).anyMatch(run -> !limited(run) && run.suite().isEmpty());
        List<Citation> shortListWorks = runs(facts)
                .filter(run -> run.suite().filter(PeerReadsFirst64Suites::isOld).isPresent())
                .flatMap(run -> run.command().stream()
                        .filter(command -> SHORT_LIST.matcher(command).find())
                        .map(command -> Citation.of(run.source(), command)))
                .toList();
        boolean byList = shortListWorks.stream().anyMatch(run -> run.text().contains("-cipher"));
        boolean met = longListFails && (byList || !Logs.saying(MICROSOFT, facts).isEmpty());
        boolean seen = !hungUp.isEmpty()
                || (facts.direction() == Problem.OUTBOUND
                        && facts.evidence().logs().isEmpty());
        if (!seen || shortListWorks.isEmpty() || !met) {
            return List.of();
        }
        List<Change> fix = new ArrayList<>(List.of(Change.at(Target.PEER)));
        fix.addAll(PolicyTable.change(facts, "may protocols=TLSv1 ciphers=medium exclude=3DES"));
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Stream.concat(hungUp.stream(), shortListWorks.stream()).toList(),
                fix);
    }

    private static Stream<TestRun> runs(Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.command().isPresent());
    }

    private static boolean limited(TestRun run) {
        return run.command()
                .filter(command -> ANY_LIMIT.matcher(command).find())
                .isPresent();
    }

    private static boolean isOld(CipherSuite suite) {
        return suite.encryption().startsWith("RC4") || suite.encryption().equals("3DES");
    }
}
