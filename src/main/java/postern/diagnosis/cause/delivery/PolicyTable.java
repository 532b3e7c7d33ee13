package postern.diagnosis.cause.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.maillog.LogLine;
import postern.postfix.Setting;
import postern.postfix.TlsPolicy;

/// The TLS policy table for destinations (TLS_README, "TLS policy table"), as given and as it is to be changed.
public final class PolicyTable {
    private static final String LEVELS = "none|may|encrypt|dane|dane-only|fingerprint|verify|secure";
    private static final Pattern ENTRY =
            Pattern.compile("^(?:\\[[^\\]\\s]+\\](?::\\w+)?|\\.?[\\w-]+(?:\\.[\\w-]+)+(?::\\w+)?)\\s+(?:" + LEVELS
                    + ")(?:[\\s,]+(?:=\\S*|[\\w:!.-]+(?:=\\S*)?|\\{[^{}]*\\}))*\\s*$");
    /// What `postmap -q` prints, and the question above it.
    private static final Pattern ANSWER =
            Pattern.compile("^(?:" + LEVELS + ")(?:[\\s,]+(?:\\w+=\\S*|\\{[^{}]*\\}))*\\s*$");
    private static final Pattern QUESTION = Pattern.compile("\\bpostmap\\s+-q\\s+['\"]?([^'\"\\s]+)");

    private PolicyTable() {}

    /// A policy for a destination and where it was read.
    ///
    /// @param whole whether it ends with its line; else lines that begin with white space go on with it
    public record Line(TlsPolicy.Entry entry, Citation citation, boolean whole) {
        /// The left side of the line: a domain, a next hop, or empty in an answer to `postmap -q`.
        public String destination() {
            return entry.destination();
        }
    }

    private record Lines(List<Line> all) {}

    /// The policies among the given texts: lines of a table, and answers to `postmap -q`.
    public static List<Line> lines(Facts facts) {
        return facts.once(Lines.class, all -> new Lines(read(all))).all();
    }

    private static List<Line> read(Facts facts) {
        List<Line> found = new ArrayList<>();
        facts.evidence().texts().forEach(text -> {
            String asked = "";
            for (int at = 0; at < text.lines().size(); at++) {
                var line = text.lines().get(at);
                String words = line.text().strip();
                var question = QUESTION.matcher(words);
                if (question.find()) {
                    asked = question.group(1);
                } else if (ENTRY.matcher(words).matches()
                        || ANSWER.matcher(words).matches()) {
                    String whole =
                            ENTRY.matcher(words).matches() ? words : (asked.isEmpty() ? "*" : asked) + " " + words;
                    boolean ends = !isContinued(text.lines(), at);
                    TlsPolicy.parse(whole).entries().stream()
                            .limit(1)
                            .map(entry -> new Line(entry, Citation.line(text.source(), line.number(), words), ends))
                            .forEach(found::add);
                }
            }
        });
        return List.copyOf(found);
    }

    /// Whether the next line goes on with this one (postmap(1)).
    private static boolean isContinued(List<LogLine> lines, int at) {
        String next = at + 1 < lines.size() ? lines.get(at + 1).text() : "";
        return !Character.isWhitespace(lines.get(at).text().charAt(0))
                && !next.isBlank()
                && Character.isWhitespace(next.charAt(0));
    }

    /// The given policies as a table; empty if none was given.
    public static Optional<TlsPolicy> given(Facts facts) {
        List<TlsPolicy.Entry> entries = lines(facts).stream().map(Line::entry).toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new TlsPolicy(entries));
    }

    /// The given policy for the destination of the mail that waits; the only one where that is not known.
    public static Optional<Line> applying(Facts facts) {
        List<Line> all = lines(facts);
        Optional<String> destination = Outgoing.destination(facts);
        if (destination.isEmpty()) {
            return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
        }
        return given(facts)
                .flatMap(table -> table.find(destination.get()))
                .flatMap(entry ->
                        all.stream().filter(line -> line.entry().equals(entry)).findFirst());
    }

    /// Another policy for the destination of the mail that waits, and what makes Postfix read it: a table of
    /// one's own in front of what a service answers. Postfix notices that an indexed file was built anew, but
    /// not that a plain one was edited (DATABASE_README).
    ///
    /// @param policy level and attributes, for example `may protocols=!TLSv1.3`
    public static List<Change> change(Facts facts, String policy) {
        Optional<Line> there = applying(facts);
        Optional<String> destination = there.map(Line::destination).or(() -> Outgoing.destination(facts));
        if (destination.isEmpty() || !isName(destination.get())) {
            return List.of(Change.at(Target.TLS_POLICY));
        }
        String wanted =
                there.map(line -> PolicyEntry.merged(line.entry(), policy)).orElse(policy);
        String maps = maps(facts);
        boolean inFront = PolicyFile.isFirst(maps);
        if (there.isPresent() && (inFront || maps.isEmpty())) {
            PolicyFile file = PolicyFile.inUse(maps, facts.evidence().mainCf().isPresent() ? type(facts) : "");
            return named(facts, file, List.of(file.replacing(there.get(), wanted)));
        }
        PolicyFile file = inFront ? PolicyFile.inUse(maps, "") : PolicyFile.inFrontOf(maps, type(facts));
        return named(facts, file, List.of(file.adding(destination.get(), wanted)));
    }

    /// Other policies in place of those that are there, and what makes Postfix read them.
    ///
    /// @param policies level and attributes for each line
    public static List<Change> replacing(Facts facts, Map<Line, String> policies) {
        PolicyFile file = PolicyFile.inUse(maps(facts), "");
        List<Change> changes = new ArrayList<>();
        policies.forEach((line, policy) ->
                changes.add(isName(line.destination()) ? file.replacing(line, policy) : Change.at(Target.TLS_POLICY)));
        file.reload().ifPresent(changes::add);
        return changes;
    }

    /// Where main.cf does not name the table yet, it has to.
    private static List<Change> named(Facts facts, PolicyFile file, List<Change> entries) {
        List<Change> changes = new ArrayList<>(entries);
        String maps = maps(facts);
        if (facts.evidence().mainCf().isPresent() && !PolicyFile.isFirst(maps)) {
            changes.add(Change.mainCf("smtp_tls_policy_maps", file.table() + (maps.isEmpty() ? "" : ", " + maps)));
            changes.add(Change.command("postfix reload"));
        } else {
            file.reload().ifPresent(changes::add);
        }
        return changes;
    }

    private static String maps(Facts facts) {
        return Outgoing.client(facts)
                .map(client -> client.settings().get("smtp_tls_policy_maps"))
                .map(Setting::value)
                .orElse("");
    }

    /// `texthash` needs no `postmap`; Postfix has it since 2.8.
    private static String type(Facts facts) {
        return Outgoing.release(facts).atLeast(2, 8) ? "texthash" : "hash";
    }

    /// What can stand in a command without harm.
    private static boolean isName(String destination) {
        return destination.toLowerCase(Locale.ROOT).matches("[\\[\\]a-z0-9_.:-]{1,255}");
    }

    /// The lines in which the destination's policy stands, as evidence.
    public static Stream<Citation> citation(Facts facts) {
        return applying(facts).map(Line::citation).stream();
    }
}
