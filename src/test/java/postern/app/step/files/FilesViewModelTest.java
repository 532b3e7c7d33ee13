package postern.app.step.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postern.app.FakeEngine;
import postern.app.FixedDialogs;
import postern.app.LaterRunner;
import postern.app.SameThreadRunner;
import postern.app.draft.Draft;
import postern.app.engine.Input;
import postern.app.engine.Understood;
import postern.app.text.Texts;

class FilesViewModelTest {
    private static final Texts TEXTS = Texts.in(Locale.ENGLISH);
    private static final Path MAIN_CF = Path.of("case", "main.cf");
    private static final Path LOG = Path.of("case", "mail.log");

    private final Draft draft = new Draft();
    private FilesViewModel model;

    @BeforeEach
    void open() {
        model = new FilesViewModel(
                draft,
                new FakeEngine(0),
                new FixedDialogs(List.of(MAIN_CF, LOG), Optional.of(Path.of("case"))),
                new SameThreadRunner(),
                TEXTS);
    }

    @Test
    void listsWhatWasOpenedWithWhatItIs() {
        model.open();
        assertThat(model.given())
                .flatExtracting(Given::understood)
                .extracting(Understood::name, Understood::kind)
                .containsExactly(tuple("main.cf", "Postfix settings"), tuple("mail.log", "Mail log"));
    }

    @Test
    void addsAFolder() {
        model.openFolder();
        assertThat(draft.inputs()).containsExactly(new Input.File(Path.of("case")));
    }

    @Test
    void doesNotAddTheSameFileTwice() {
        model.addFiles(List.of(MAIN_CF, MAIN_CF));
        model.addFiles(List.of(MAIN_CF));
        assertThat(draft.inputs()).containsExactly(new Input.File(MAIN_CF));
    }

    @Test
    void takesThePastedTextAndEmptiesTheArea() {
        model.paste().set("smtpd_tls_protocols = !SSLv2");
        model.addPaste();
        assertThat(model.paste().get()).isEmpty();
        assertThat(draft.inputs()).containsExactly(new Input.Text("pasted text 1", "smtpd_tls_protocols = !SSLv2"));
    }

    @Test
    void ignoresABlankPaste() {
        model.paste().set(" \n");
        model.addPaste();
        assertThat(draft.inputs()).isEmpty();
    }

    @Test
    void saysSoWhenNothingWasRecognised() {
        model.addText("hello");
        assertThat(model.given().getFirst().understood())
                .extracting(Understood::problem)
                .containsExactly(true);
    }

    @Test
    void removesOneAndKeepsTheRest() {
        model.open();
        model.remove(model.given().getFirst());
        assertThat(draft.inputs()).containsExactly(new Input.File(LOG));
        assertThat(model.given()).extracting(Given::input).containsExactly(new Input.File(LOG));
    }

    @Test
    void showsAnInputAsUnreadUntilItHasBeenLookedAt() {
        LaterRunner runner = new LaterRunner();
        FilesViewModel slow = new FilesViewModel(
                draft, new FakeEngine(0), new FixedDialogs(List.of(), Optional.empty()), runner, TEXTS);
        slow.addFiles(List.of(MAIN_CF));
        assertThat(slow.given()).extracting(Given::read).containsExactly(false);
        runner.runNext();
        assertThat(slow.given()).extracting(Given::read).containsExactly(true);
    }

    @Test
    void followsAnExampleThatWasFilledIn() {
        draft.fill(new FakeEngine(0).example());
        assertThat(model.given())
                .extracting(entry -> entry.input().name())
                .containsExactly("main.cf", "mail.log", "s_client.txt");
    }

    @Test
    void saysWhatWillBeContactedBeforeItIs() {
        assertThat(model.contacts().get()).isEqualTo("No server was named, so nothing will be contacted.");
        draft.serverProperty().set("mail.example.com");
        assertThat(model.contacts().get()).contains("mail.example.com:25");
    }
}
