package postern.app.step.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.app.FakeEngine;
import postern.app.FixedDialogs;
import postern.app.LaterRunner;
import postern.app.MemoryCase;
import postern.app.MemoryClipboard;
import postern.app.SameThreadRunner;
import postern.app.draft.Draft;
import postern.app.engine.CheckRequest;
import postern.app.engine.Input;
import postern.app.engine.ServerReading;
import postern.app.settings.Recent;
import postern.app.settings.Settings;
import postern.app.settings.UnfinishedCase;
import postern.app.task.TaskRunner;
import postern.evidence.Problem;

class ComplaintViewModelTest {
    private final Draft draft = new Draft();
    private final MemoryClipboard clipboard = new MemoryClipboard();
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger reopened = new AtomicInteger();
    private final ObjectProperty<Settings> settings = new SimpleObjectProperty<>(Settings.DEFAULT);
    private final MemoryCase unfinished = new MemoryCase();
    private ComplaintViewModel model;

    @BeforeEach
    void open() {
        model = with(new SameThreadRunner());
    }

    private ComplaintViewModel with(TaskRunner runner) {
        return new ComplaintViewModel(
                draft,
                new FakeEngine(0),
                clipboard,
                new FixedDialogs(List.of(Path.of("firm.postern")), Optional.empty()),
                runner,
                settings,
                new SimpleObjectProperty<>(Locale.ENGLISH),
                unfinished,
                ready::incrementAndGet,
                reopened::incrementAndGet);
    }

    @Test
    void offersTheCaseThatWasNotClosedInOrder() {
        unfinished.save(new UnfinishedCase(
                "outbound",
                "mail.example.com",
                "postconf",
                List.of(
                        new UnfinishedCase.Item("pasted text 1", "", "a bounce"),
                        new UnfinishedCase.Item("", "main.cf", ""))));
        model = with(new SameThreadRunner());
        assertThat(model.unfinished().get()).isPresent();
        model.takeUnfinished();
        assertThat(draft.request())
                .isEqualTo(new CheckRequest(
                        Optional.of(Problem.OUTBOUND),
                        "mail.example.com",
                        List.of(new Input.Text("pasted text 1", "a bounce"), new Input.File(Path.of("main.cf")))));
        assertThat(draft.pendingProperty().get()).isEqualTo("postconf");
        assertThat(reopened).hasValue(1);
        assertThat(model.unfinished().get()).isEmpty();
    }

    @Test
    void throwsTheUnfinishedCaseAwayIfSoWanted() {
        unfinished.save(new UnfinishedCase("", "mail.example.com", "", List.of()));
        model = with(new SameThreadRunner());
        model.dropUnfinished();
        assertThat(unfinished.load()).isEmpty();
        assertThat(draft.serverProperty().get()).isEmpty();
    }

    @Test
    void opensACase() {
        model.openCase();
        assertThat(draft.request())
                .isEqualTo(new CheckRequest(
                        Optional.of(Problem.OUTBOUND), "", List.of(new Input.File(Path.of("firm.postern")))));
        assertThat(reopened).hasValue(1);
    }

    @Test
    void takesARecentCheckUpAgain() {
        Recent check = new Recent("inbound", "example.com", List.of("main.cf"));
        settings.set(Settings.DEFAULT.with(check));
        assertThat(model.recent().getValue()).containsExactly(check);
        model.reopen(check);
        assertThat(draft.request())
                .isEqualTo(new CheckRequest(
                        Optional.of(Problem.INBOUND), "example.com", List.of(new Input.File(Path.of("main.cf")))));
        assertThat(reopened).hasValue(1);
    }

    @Test
    void tellsAtEveryKeystrokeWhatWasUnderstood() {
        assertThat(model.reading().get()).isInstanceOf(ServerReading.Empty.class);
        model.server().set("mail");
        assertThat(model.reading().get()).isInstanceOf(ServerReading.NotUnderstood.class);
        model.server().set("mail.example.com");
        assertThat(model.reading().get()).isInstanceOf(ServerReading.Named.class);
    }

    @Test
    void showsTheServersThatTakeMailForADomain() {
        model.server().set("example.com");
        assertThat(model.reading().get())
                .isInstanceOfSatisfying(
                        ServerReading.Named.class,
                        named -> assertThat(named.endpoints())
                                .extracting(Object::toString)
                                .containsExactly("mx.example.com:25"));
    }

    @Test
    void doesNotShowWhatWasFoundForAnEarlierText() {
        LaterRunner runner = new LaterRunner();
        model = with(runner);
        model.server().set("example.com");
        model.server().set("example.org");
        runner.runNext();
        assertThat(model.reading().get())
                .isInstanceOfSatisfying(
                        ServerReading.Named.class,
                        named -> assertThat(named.endpoints())
                                .extracting(Object::toString)
                                .containsExactly("example.org:25"));
    }

    @Test
    void offersAServerFromTheClipboard() {
        clipboard.write("  mail.example.com\n");
        model.entered();
        assertThat(model.offer().get()).isEqualTo("mail.example.com");
        model.takeOffer();
        assertThat(model.server().get()).isEqualTo("mail.example.com");
        assertThat(model.offer().get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "smtpd_tls_protocols = !SSLv2"})
    void offersNothingElseFromTheClipboard(String text) {
        clipboard.write(text);
        model.entered();
        assertThat(model.offer().get()).isEmpty();
    }

    @Test
    void doesNotOfferWhatIsThereAlready() {
        clipboard.write("mail.example.com");
        model.server().set("mail.example.com");
        model.entered();
        assertThat(model.offer().get()).isEmpty();
    }

    @Test
    void fillsInTheExampleAndGoesOn() {
        model.tryExample();
        assertThat(draft.serverProperty().get()).isEqualTo("mail.example.com");
        assertThat(draft.inputs()).extracting(Input::name).containsExactly("main.cf", "mail.log", "s_client.txt");
        assertThat(ready).hasValue(1);
        assertThat(model.starting().get()).isFalse();
    }
}
