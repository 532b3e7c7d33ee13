package postern.app.step.diagnosis;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.app.text.Texts;
import postern.probe.Scan;
import postern.probe.SenderTrial;
import postern.report.Comparison;

/// What an earlier look at the servers saw and what the latest one sees, in words.
///
/// @param rows in order; empty if nothing can be compared
record ComparisonRows(List<Row> rows) {
    ComparisonRows {
        rows = List.copyOf(rows);
    }

    /// A line of the comparison.
    ///
    /// @param what   what is compared
    /// @param before as it was
    /// @param now    as it is
    record Row(String what, String before, String now) {
        boolean changed() {
            return !before.equals(now);
        }
    }

    static ComparisonRows of(List<Comparison.Look> looks, Texts texts) {
        return new ComparisonRows(
                looks.stream().flatMap(look -> rows(look, texts)).toList());
    }

    boolean changed() {
        return rows.stream().anyMatch(Row::changed);
    }

    private static Stream<Row> rows(Comparison.Look look, Texts texts) {
        Scan then = look.before();
        Scan now = look.now();
        return Stream.of(
                new Row(look.endpoint() + ", STARTTLS", startTls(then, texts), startTls(now, texts)),
                new Row(texts.get("compare.versions"), versions(then), versions(now)),
                new Row(texts.get("compare.chain"), chain(then, texts), chain(now, texts)),
                new Row(texts.get("compare.out"), out(then, texts), out(now, texts)));
    }

    private static String startTls(Scan scan, Texts texts) {
        return scan.failure()
                .map(stage -> texts.get(
                        "compare.failed", texts.pick("step", stage.step().id())))
                .orElseGet(() -> texts.get("compare.fine"));
    }

    private static String versions(Scan scan) {
        return scan.server().accepted().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String chain(Scan scan, Texts texts) {
        return scan.chains().stream()
                .map(served -> texts.pick("trust", served.assessment().trust().id()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String out(Scan scan, Texts texts) {
        List<String> names = scan.senders().stream()
                .filter(trial -> trial.then() == SenderTrial.Next.FAILS || trial.then() == SenderTrial.Next.PLAINTEXT)
                .map(trial -> trial.sender().name())
                .distinct()
                .toList();
        return names.isEmpty()
                ? texts.get("compare.out.none")
                : names.size() <= 6
                        ? String.join(", ", names)
                        : texts.get("arrival.more", String.join(", ", names.subList(0, 6)), names.size() - 6);
    }
}
