package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.evidence.Given;
import postern.postfix.MasterCf;
import postern.postfix.Setting;

/// Options in master.cf below a service line that is commented out: they belong to the service above it, for
/// comments do not end a logical line (master(5)).
///
/// @param service the service they were meant for
/// @param line    where the commented line stands, from 1
/// @param text    the commented line
record StrayOptions(String service, int line, String text) {
    private static final Pattern HEAD =
            Pattern.compile("#\\s*([\\w.:\\[\\]-]+)\\s+(?:inet|unix|fifo|pass)\\s+[yn-]\\s+[yn-]\\s+[yn-]\\s.*");

    /// The commented line right above the option that makes a setting; empty if its service is the one above.
    static Optional<StrayOptions> above(Facts facts, Setting setting) {
        if (!"master.cf".equals(setting.file())) {
            return Optional.empty();
        }
        List<String> lines = facts.evidence()
                .masterCf()
                .map(Given::content)
                .map(MasterCf::text)
                .map(text -> text.lines().toList())
                .orElse(List.of());
        for (int number = Math.min(setting.line(), lines.size()); number > 0; number--) {
            String line = lines.get(number - 1);
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                return Optional.of(new StrayOptions(head.group(1), number, line.strip()));
            }
            if (!line.isBlank() && !line.startsWith("#") && !Character.isWhitespace(line.charAt(0))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The commented line as evidence.
    Citation citation(Facts facts) {
        return Citation.line(facts.evidence().masterCf().map(Given::source).orElse("master.cf"), line, text);
    }

    /// The option where it was meant to be: the comment sign is taken away from the line above it.
    Change change(Setting setting) {
        return new Change(
                Target.MASTER_CF,
                Optional.of(service),
                Optional.of(setting.name()),
                Optional.of(setting.value()),
                Optional.empty());
    }
}
