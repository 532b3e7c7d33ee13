package postern.app.step.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.engine.PeerRows;
import postern.app.engine.Pictures;
import postern.app.outside.TextClipboard;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.diagnosis.Citation;
import postern.diagnosis.MissingEvidence;
import postern.diagnosis.Role;
import postern.diagnosis.Wording;
import postern.evidence.Problem;
import postern.remedy.PeerForecast;
import postern.report.Report;

/// The answer and its ground.
public final class DiagnosisViewModel {
    private final TextClipboard clipboard;
    private final Texts texts;
    private final Draft draft;
    private int latest;
    private final Engine engine;
    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<Pictures> pictures = new ReadOnlyObjectWrapper<>(Pictures.none());
    private final ReadOnlyObjectWrapper<Optional<Answer>> answer = new ReadOnlyObjectWrapper<>(Optional.empty());

    public DiagnosisViewModel(Draft draft, Engine engine, TextClipboard clipboard, TaskRunner runner, Texts texts) {
        this.draft = draft;
        this.engine = engine;
        this.clipboard = clipboard;
        this.runner = runner;
        this.texts = texts;
        draft.checkProperty().subscribe(_ -> read());
        draft.retoldProperty().subscribe(_ -> read());
        texts.language().addListener((_, _, _) -> {
            read();
            retell();
        });
    }

    /// What is said about the inputs was said while they were read: they are read once more.
    private void retell() {
        Check told = draft.checkProperty().get();
        if (told instanceof Check.Finished(var request, Report report, var stopped) && !stopped) {
            Locale spoken = texts.locale();
            runner.run(
                    () -> engine.retold(request, report),
                    again -> {
                        boolean current = told.equals(draft.checkProperty().get());
                        if (current && spoken.equals(texts.locale())) {
                            draft.retell(again);
                        }
                    },
                    // What was said stays, in the language it was said in.
                    _ -> {});
        }
    }

    private void read() {
        latest++;
        int mine = latest;
        Check now = draft.checkProperty().get();
        if (now instanceof Check.Finished(var _, var _, boolean stopped)) {
            Report report = draft.original().orElseThrow();
            pictures.set(Pictures.none());
            answer.set(Optional.of(answer(report, stopped)));
            runner.run(
                    () -> engine.pictures(report),
                    drawn -> {
                        if (mine == latest) {
                            pictures.set(drawn);
                        }
                    },
                    // Pictures are an addition: without them the page can be read.
                    _ -> {});
        } else {
            answer.set(Optional.empty());
        }
    }

    /// What can be drawn; nothing until it has been.
    ReadOnlyObjectProperty<Pictures> pictures() {
        return pictures.getReadOnlyProperty();
    }

    /// Whether something is at hand that a citation can be shown in.
    boolean canShow(Citation citation) {
        return citation.source().startsWith("probe ")
                || draft.original().stream()
                        .flatMap(report -> report.given().stream())
                        .anyMatch(name -> citation.source().equals(name)
                                || citation.source().startsWith(name + ": "));
    }

    /// What the page shows; empty until a check has ended.
    ReadOnlyObjectProperty<Optional<Answer>> answer() {
        return answer.getReadOnlyProperty();
    }

    void copy(String text) {
        clipboard.write(text);
    }

    private Answer answer(Report report, boolean stopped) {
        Wording wording = Wording.in(texts.locale());
        return new Answer(
                Verdict.of(report, stopped, wording, texts),
                report.direction(),
                PeerRows.of(report.peers(), report.others()),
                report.supplement().comparison().map(comparison -> Compared.of(comparison, texts)),
                explained(report, Role.CAUSE, wording),
                explained(report, Role.CONTRIBUTING, wording),
                explained(report, Role.HARMLESS, wording),
                explained(report, Role.ADVICE, wording),
                report.diagnosis().missing().stream()
                        .map(missing -> Wish.of(missing, wording))
                        .toList(),
                remarks(report));
    }

    private static List<String> remarks(Report report) {
        return report.release()
                .map(release -> Stream.concat(Stream.of(release), report.remarks().stream())
                        .toList())
                .orElse(report.remarks());
    }

    private static List<Explained> explained(Report report, Role role, Wording wording) {
        return report.diagnosis().withRole(role).stream()
                .map(finding -> Explained.of(finding, wording))
                .toList();
    }

    /// Everything on the page.
    ///
    /// @param verdict      the first thing to read
    /// @param direction    which traffic the answer is about
    /// @param senders      whose mail arrives how
    /// @param comparison   what was before a change, beside what is now; empty where nothing is compared
    /// @param causes       why it fails
    /// @param contributing what makes it worse
    /// @param harmless     what looks guilty and is not
    /// @param advice       what is worth doing besides
    /// @param missing      what would decide more
    /// @param remarks      how the inputs were understood
    record Answer(
            Verdict verdict,
            Problem direction,
            List<PeerForecast> senders,
            Optional<Compared> comparison,
            List<Explained> causes,
            List<Explained> contributing,
            List<Explained> harmless,
            List<Explained> advice,
            List<Wish> missing,
            List<String> remarks) {}

    /// Evidence that would decide more.
    ///
    /// @param sentence what it is and what it would show
    /// @param command  how to get it; may be empty
    record Wish(String sentence, String command) {
        static Wish of(MissingEvidence missing, Wording wording) {
            return new Wish(wording.missing(missing), missing.command());
        }
    }
}
