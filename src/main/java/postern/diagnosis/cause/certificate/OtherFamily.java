package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.transcript.TestRun;

/// The same name and port asked over IPv4 and over IPv6, and only one answers with the name's certificate: the other
/// address belongs to another machine.
final class OtherFamily {
    private static final Pattern ASKED =
            Pattern.compile("\\bs_client\\b(?=.* -([46])\\b).* -connect ([A-Za-z][\\w.-]*\\.[A-Za-z]+):(\\w+)");

    private OtherFamily() {}

    /// The commands, the wrong machine's last; nothing unless both were asked.
    static List<Citation> lines(Facts facts) {
        List<TestRun> runs = facts.evidence().transcripts();
        return runs.stream()
                .filter(run -> isRight(run))
                .flatMap(right -> runs.stream()
                        .filter(wrong -> asks(right, wrong)
                                && !isRight(wrong)
                                && wrong.leaf().isPresent())
                        .flatMap(wrong -> Stream.of(citation(right), citation(wrong))))
                .distinct()
                .toList();
    }

    private static Citation citation(TestRun run) {
        return Citation.of(
                run.source(),
                run.command().orElse("") + ": "
                        + run.leaf().map(leaf -> leaf.shortName()).orElse(""));
    }

    /// The certificate's first name is the one asked for.
    private static boolean isRight(TestRun run) {
        Matcher asked = ASKED.matcher(run.command().orElse(""));
        return asked.find()
                && run.leaf()
                        .filter(leaf -> leaf.shortName().equalsIgnoreCase(asked.group(2)))
                        .isPresent();
    }

    /// Whether two runs ask the same name and port over different families.
    private static boolean asks(TestRun one, TestRun other) {
        Matcher first = ASKED.matcher(one.command().orElse(""));
        Matcher second = ASKED.matcher(other.command().orElse(""));
        return first.find()
                && second.find()
                && !first.group(1).equals(second.group(1))
                && first.group(2).equalsIgnoreCase(second.group(2))
                && first.group(3).equals(second.group(3));
    }
}
