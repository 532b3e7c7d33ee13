package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.client.ClientSettings;
import postern.client.ClientSettingsReader;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.harmless.ProbeWithoutStarttls;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// A program that is told to begin in a way that does not go with the port: with TLS at once where the server greets
/// first, or in clear text where the server waits for TLS (RFC 8314 section 3.3, RFC 3207).
///
/// @param settings what it is told
/// @param lines    where it is told
/// @param failure  what is seen to come of it; empty if nothing is shown
record ToldMode(ClientSettings settings, List<Citation> lines, List<Citation> failure) {
    /// Texts that may hold anything beside what they were recognised by.
    static final Set<InputKind> TEXTS =
            Set.of(InputKind.UNKNOWN, InputKind.SMTP_DIALOGUE, InputKind.TLS_TEST, InputKind.S_CLIENT, InputKind.DNS);

    /// All that is told, worked out once.
    private record All(List<Told> told) {}

    private record Told(String source, ClientSettings settings) {
        Citation mode() {
            return cited(settings.modeLine());
        }

        Citation port() {
            return cited(settings.portLine());
        }

        private Citation cited(LogLine line) {
            return Citation.line(source, line.number(), line.text());
        }
    }

    /// The first that does not fit, if a failure of that kind is shown or none of another.
    ///
    /// Who shows settings of the same program that fit has tried both, and only a greeting that was read as TLS
    /// tells that these were in use. A test tool that was told so is no mail program.
    static Optional<ToldMode> in(Facts facts) {
        List<Told> told = facts.once(All.class, ToldMode::read).told();
        Set<Citation> tests = new ProbeWithoutStarttls()
                .examine(facts).stream()
                        .flatMap(finding -> finding.evidence().stream())
                        .collect(Collectors.toSet());
        List<Told> misfits = told.stream()
                .filter(each -> each.settings().misfit().isPresent())
                .filter(each -> !tests.contains(each.mode()))
                .toList();
        return misfits.stream()
                .flatMap(each -> withPlainAnswer(each, facts).stream())
                .findFirst()
                .or(() -> misfits.stream()
                        .filter(each -> told.stream().noneMatch(other -> isAlternative(each, other)))
                        .map(each -> of(each, trouble(each).lines(facts)))
                        .filter(each -> !each.failure.isEmpty() || isAllThereIs(each, facts))
                        .findFirst());
    }

    private static Optional<ToldMode> withPlainAnswer(Told told, Facts facts) {
        List<Citation> plain = trouble(told).plain(told.settings().port(), facts);
        return plain.isEmpty() ? Optional.empty() : Optional.of(of(told, plain));
    }

    private static ModeTrouble trouble(Told told) {
        return ModeTrouble.of(told.settings().misfit().orElseThrow());
    }

    private static boolean isAlternative(Told misfit, Told other) {
        return other.settings().protocol() == misfit.settings().protocol()
                && other.settings().program().equals(misfit.settings().program())
                && other.settings().misfit().isEmpty();
    }

    private static ToldMode of(Told told, List<Citation> failure) {
        return new ToldMode(
                told.settings(), Stream.of(told.mode(), told.port()).distinct().toList(), failure);
    }

    /// Nothing tells of another failure.
    private static boolean isAllThereIs(ToldMode told, Facts facts) {
        return !ModeTrouble.of(told.settings.misfit().orElseThrow()).saysOtherwise(facts)
                && facts.evidence().logs().isEmpty()
                && facts.evidence().bounces().isEmpty()
                && facts.evidence().transcripts().isEmpty()
                && facts.evidence().scans().isEmpty();
    }

    private static All read(Facts facts) {
        List<PastedText> texts = facts.evidence().texts().stream()
                .filter(text -> TEXTS.contains(text.kind()))
                .toList();
        List<LogLine> around =
                texts.stream().flatMap(text -> text.lines().stream()).toList();
        return new All(texts.stream()
                .flatMap(text -> ClientSettingsReader.read(text.lines(), around).stream()
                        .map(settings -> new Told(text.source(), settings)))
                .toList());
    }
}
