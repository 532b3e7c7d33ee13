package postern.evidence;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import postern.transcript.ClientHelloSeen;
import postern.transcript.Observation;

/// A case before a change, and what was given and seen after it. Settings of before hold on unless they are
/// given anew; logs, bounces and tests of before tell of that time alone.
///
/// @param earlier before the change
/// @param fresh   after it
public record Renewal(Evidence earlier, Evidence fresh) {
    /// Texts that say how something is set, or what somebody is able to do.
    private static final Set<InputKind> SETTINGS =
            EnumSet.of(InputKind.DOVECOT_CONF, InputKind.OPENSSL_CNF, InputKind.DNS, InputKind.CLIENT_HELLO);

    /// What was given and seen after the change, with the settings of before that were not given anew.
    public Evidence settled() {
        return joined(
                List.of(),
                keptTexts().toList(),
                kept(earlier.observations(), ClientHelloSeen.class::isInstance),
                usedAgain());
    }

    /// The same, and what told of failures before the change: to be asked only whether those would happen
    /// again.
    public Evidence retold() {
        return joined(List.of(earlier), earlier.texts(), earlier.observations(), earlier.given());
    }

    /// The names of what settings of before stand in, as far as they hold on.
    public List<String> usedAgain() {
        return Stream.of(
                        fresh.mainCf().isPresent()
                                ? Stream.<String>empty()
                                : earlier.mainCf().map(Given::source).stream(),
                        fresh.masterCf().isPresent()
                                ? Stream.<String>empty()
                                : earlier.masterCf().map(Given::source).stream(),
                        keptTexts().map(PastedText::source))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /// What settings of before stand in, as far as they hold on.
    public List<Input> inputsUsedAgain() {
        Stream<Input> mainCf = fresh.mainCf().isPresent()
                ? Stream.empty()
                : earlier.mainCf().stream()
                        .map(given -> input(given.source(), given.content().text()));
        Stream<Input> masterCf = fresh.masterCf().isPresent()
                ? Stream.empty()
                : earlier.masterCf().stream()
                        .map(given -> input(given.source(), given.content().text()));
        Stream<Input> texts = keptTexts().map(text -> input(text.source(), text.text()));
        return Stream.of(mainCf, masterCf, texts).flatMap(inputs -> inputs).toList();
    }

    private Input input(String name, String text) {
        return Input.of(name, earlier.asOf(), text);
    }

    /// The names of what tells of the time before the change.
    public List<String> leftOut() {
        return Stream.of(
                        earlier.logs().stream().map(log -> log.source()),
                        earlier.bounces().stream().map(bounce -> bounce.source()),
                        earlier.transcripts().stream().map(run -> run.source()),
                        earlier.dialogues().stream().map(dialogue -> dialogue.source()),
                        earlier.texts().stream()
                                .filter(text -> !SETTINGS.contains(text.kind()) && !isAround(text))
                                .map(PastedText::source),
                        earlier.observations().stream()
                                .filter(observation -> !(observation instanceof ClientHelloSeen))
                                .map(Observation::source))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /// Whether a line of settings stood in those of before.
    public boolean stoodBefore(String line) {
        return Stream.concat(
                        earlier.mainCf().map(given -> given.content().text()).stream(),
                        earlier.masterCf().map(given -> given.content().text()).stream())
                .flatMap(String::lines)
                .anyMatch(known -> known.strip().equals(line.strip()));
    }

    /// Words around settings are no tale of their own.
    private boolean isAround(PastedText text) {
        return earlier.mainCf()
                        .filter(given -> given.source().equals(text.source()))
                        .isPresent()
                || earlier.masterCf()
                        .filter(given -> given.source().equals(text.source()))
                        .isPresent();
    }

    /// Whether a place is one that tells of the time before the change, and not of settings.
    ///
    /// @param source the name it is cited by
    /// @param line   from 1; 0 if it has none
    public boolean isOfBefore(String source, long line) {
        return leftOut().stream().anyMatch(name -> source.equals(name) || source.startsWith(name + ": "))
                && !stands(
                        earlier.mainCf()
                                .map(given -> new Given<>(
                                        given.source(), given.content().text())),
                        source,
                        line)
                && !stands(
                        earlier.masterCf()
                                .map(given -> new Given<>(
                                        given.source(), given.content().text())),
                        source,
                        line);
    }

    /// A text that was taken out of a longer one keeps the lines of that, the others blank.
    private static boolean stands(Optional<Given<String>> settings, String source, long line) {
        return settings.filter(given -> given.source().equals(source))
                .filter(given -> line > 0
                        && given.content()
                                .lines()
                                .skip(line - 1)
                                .findFirst()
                                .filter(text -> !text.isBlank())
                                .isPresent())
                .isPresent();
    }

    /// What was published is looked up anew where it was before.
    private Stream<PastedText> keptTexts() {
        return earlier.texts().stream()
                .filter(text -> SETTINGS.contains(text.kind()))
                .filter(text -> text.kind() != InputKind.DNS || fresh.domain().isEmpty())
                .filter(text -> fresh.texts().stream().noneMatch(given -> given.kind() == text.kind()));
    }

    private Evidence joined(
            List<Evidence> told, List<PastedText> texts, List<Observation> observations, List<String> names) {
        List<String> given = new ArrayList<>(fresh.given());
        names.stream().filter(name -> !given.contains(name)).forEach(given::add);
        return new Evidence(
                fresh.asOf(),
                fresh.problem(),
                fresh.postfix(),
                fresh.openssl(),
                fresh.mainCf().or(earlier::mainCf),
                fresh.masterCf().or(earlier::masterCf),
                both(fresh.logs(), told.stream().flatMap(each -> each.logs().stream())),
                both(fresh.bounces(), told.stream().flatMap(each -> each.bounces().stream())),
                both(fresh.transcripts(), told.stream().flatMap(each -> each.transcripts().stream())),
                both(fresh.dialogues(), told.stream().flatMap(each -> each.dialogues().stream())),
                both(fresh.texts(), texts.stream()),
                both(fresh.observations(), observations.stream()),
                fresh.scans(),
                fresh.domain(),
                given,
                fresh.remarks());
    }

    private static <T> List<T> kept(List<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).toList();
    }

    private static <T> List<T> both(List<T> first, Stream<T> then) {
        return Stream.concat(first.stream(), then).toList();
    }
}
