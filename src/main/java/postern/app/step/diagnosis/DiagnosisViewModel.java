package postern.app.step.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.outside.TextClipboard;
import postern.app.text.Texts;
import postern.diagnosis.MissingEvidence;
import postern.diagnosis.Role;
import postern.diagnosis.Wording;
import postern.report.Report;

/// The answer and its ground.
public final class DiagnosisViewModel {
    private final TextClipboard clipboard;
    private final Texts texts;
    private final Wording wording;
    private final ReadOnlyObjectWrapper<Optional<Answer>> answer = new ReadOnlyObjectWrapper<>(Optional.empty());

    public DiagnosisViewModel(Draft draft, TextClipboard clipboard, Texts texts) {
        this.clipboard = clipboard;
        this.texts = texts;
        this.wording = Wording.in(texts.locale());
        draft.checkProperty()
                .subscribe(check -> answer.set(
                        check instanceof Check.Finished(var _, Report report, boolean stopped)
                                ? Optional.of(answer(report, stopped))
                                : Optional.empty()));
    }

    /// What the page shows; empty until a check has ended.
    ReadOnlyObjectProperty<Optional<Answer>> answer() {
        return answer.getReadOnlyProperty();
    }

    void copy(String text) {
        clipboard.write(text);
    }

    private Answer answer(Report report, boolean stopped) {
        return new Answer(
                Verdict.of(report, stopped, wording, texts),
                Arrival.of(report.peers()),
                explained(report, Role.CAUSE),
                explained(report, Role.CONTRIBUTING),
                explained(report, Role.HARMLESS),
                explained(report, Role.ADVICE),
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

    private List<Explained> explained(Report report, Role role) {
        return report.diagnosis().withRole(role).stream()
                .map(finding -> Explained.of(finding, wording))
                .toList();
    }

    /// Everything on the page.
    ///
    /// @param verdict      the first thing to read
    /// @param arrivals     whose mail arrives how
    /// @param causes       why it fails
    /// @param contributing what makes it worse
    /// @param harmless     what looks guilty and is not
    /// @param advice       what is worth doing besides
    /// @param missing      what would decide more
    /// @param remarks      how the inputs were understood
    record Answer(
            Verdict verdict,
            List<Arrival> arrivals,
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
