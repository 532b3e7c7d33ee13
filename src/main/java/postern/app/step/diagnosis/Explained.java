package postern.app.step.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Finding;
import postern.diagnosis.Wording;
import postern.remedy.Remedy;

/// A finding with its words.
///
/// @param finding     the finding
/// @param title       a few words
/// @param sentence    what it means here
/// @param fix         what to do; empty if nothing is to be done
/// @param explanation the technical ground
/// @param evidence    what it rests on
record Explained(
        Finding finding, String title, String sentence, String fix, String explanation, List<Citation> evidence) {
    private static final Set<String> ACTIVATIONS = Set.of(Remedy.RELOAD, Remedy.RESTART);

    Explained {
        evidence = List.copyOf(evidence);
    }

    static Explained of(Finding finding, Wording wording) {
        return new Explained(
                finding,
                wording.title(finding),
                wording.sentence(finding),
                wording.fix(finding),
                wording.explanation(finding),
                finding.evidence().stream().map(wording::evidence).toList());
    }

    /// What to write or run, one a line; what makes Postfix read it again is the last.
    List<String> commands() {
        return commands(false);
    }

    /// The same for another way, in place of the former.
    List<String> alternatives() {
        return commands(true);
    }

    private List<String> commands(boolean instead) {
        List<String> commands = finding.fix().stream()
                .filter(change -> change.instead() == instead)
                .map(Change::command)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return Stream.of(false, true)
                .flatMap(last -> commands.stream().filter(command -> ACTIVATIONS.contains(command) == last))
                .toList();
    }

    /// The whole finding as text.
    String asText() {
        String quotes = evidence.stream().map(Explained::quote).collect(Collectors.joining(System.lineSeparator()));
        return List.of(title, sentence, fix, String.join(System.lineSeparator(), commands()), quotes, explanation)
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(System.lineSeparator() + System.lineSeparator()));
    }

    /// Where a piece of evidence stands, as compilers and editors write it: `main.cf:12`.
    static String place(Citation citation) {
        return citation.line().isPresent()
                ? citation.source() + ":" + citation.line().getAsLong()
                : citation.source();
    }

    private static String quote(Citation citation) {
        return place(citation) + ": " + citation.text();
    }
}
