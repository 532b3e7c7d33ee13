package postern.app;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import postern.app.engine.Mark;
import postern.app.text.Texts;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Facts;
import postern.diagnosis.Role;
import postern.diagnosis.Wording;
import postern.evidence.Input;
import postern.maillog.MailLog;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;

/// What is to be remarked in the margin of an input: lines that a finding cites, and sessions that failed.
final class Marks {
    private Marks() {}

    static List<Mark> of(Facts facts, Diagnosis diagnosis, Input input, Texts texts) {
        return Stream.concat(findings(diagnosis, input, texts), sessions(facts, input, texts))
                .sorted(Comparator.comparingLong(Mark::line))
                .distinct()
                .toList();
    }

    private static Stream<Mark> findings(Diagnosis diagnosis, Input input, Texts texts) {
        Wording wording = Wording.in(texts.locale());
        return diagnosis.findings().stream()
                .flatMap(finding -> finding.evidence().stream()
                        .filter(citation ->
                                citation.line().isPresent() && Documents.isCitedAs(citation.source(), input))
                        .map(citation ->
                                new Mark(citation.line().getAsLong(), finding.role(), wording.title(finding))));
    }

    private static Stream<Mark> sessions(Facts facts, Input input, Texts texts) {
        return facts.evidence().logs().stream()
                .filter(log -> Documents.isCitedAs(log.source(), input))
                .flatMap(Marks::failed)
                .map(session -> new Mark(
                        facts.citation(session).line().orElse(0),
                        Role.CONTRIBUTING,
                        texts.get("engine.mark.failed", session.peer().toString())));
    }

    private static Stream<TlsSession> failed(MailLog log) {
        return log.peers().stream()
                .flatMap(peer -> peer.samples().stream())
                .filter(session -> session.outcome() instanceof SessionOutcome.Failed
                        || session.outcome() instanceof SessionOutcome.Unavailable);
    }
}
