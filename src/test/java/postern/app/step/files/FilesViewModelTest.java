package postern.app.step.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postern.app.FakeEngine;
import postern.app.FixedDialogs;
import postern.app.LaterRunner;
import postern.app.MemoryClipboard;
import postern.app.SameThreadRunner;
import postern.app.draft.Draft;
import postern.app.engine.Input;
import postern.app.engine.Understood;
import postern.app.text.Texts;
import postern.probe.Cancellation;
import postern.transcript.Collector;

class FilesViewModelTest {
    private static final Texts TEXTS = Texts.in(Locale.ENGLISH);
    private static final Path MAIN_CF = Path.of("case", "main.cf");
    private static final Path LOG = Path.of("case", "mail.log");

    private final Draft draft = new Draft();
    private final MemoryClipboard clipboard = new MemoryClipboard();
    private final List<String> shown = new ArrayList<>();
    private FilesViewModel model;

    @BeforeEach
    void open() {
        model = new FilesViewModel(
                draft,
                new FakeEngine(0),
                new FixedDialogs(List.of(MAIN_CF, LOG), Optional.of(Path.of("case"))),
                clipboard,
                new SameThreadRunner(),
                TEXTS,
                shown::addAll);
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
    void readsEverythingAgainWhenAnotherLanguageIsSpoken() {
        Texts texts = Texts.in(Locale.ENGLISH);
        AtomicInteger read = new AtomicInteger();
        FilesViewModel spoken = new FilesViewModel(
                draft,
                new FakeEngine(0).lookingIn(_ -> read.incrementAndGet()),
                new FixedDialogs(List.of(MAIN_CF, LOG), Optional.empty()),
                clipboard,
                new SameThreadRunner(),
                texts,
                shown::addAll);
        spoken.open();
        assertThat(read).hasValue(2);
        texts.speak(Locale.SIMPLIFIED_CHINESE);
        assertThat(read).hasValue(4);
        assertThat(spoken.given()).allMatch(Given::read).hasSize(2);
        assertThat(spoken.contacts().get()).isEqualTo("没有填写服务器，因此不会连接任何地方。");
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
    void putsATextBackToBeCorrectedAndKeepsWhatWasBeingTyped() {
        model.addText("smtpd_tls_protocol = !SSLv2");
        model.paste().set("master.cf");
        model.edit(model.given().getFirst());
        assertThat(model.paste().get()).isEqualTo("smtpd_tls_protocol = !SSLv2");
        assertThat(draft.inputs()).containsExactly(new Input.Text("pasted text 2", "master.cf"));
    }

    @Test
    void copiesTheCollectorSoThatATerminalWritesItToAFileAndRunsIt() {
        model.copyCollector();
        assertThat(clipboard.text())
                .startsWith("cat > collector.sh <<'POSTERN'\n#!/bin/sh\n")
                .endsWith("\nPOSTERN\nsh collector.sh > collected.txt; cat collected.txt\n")
                .contains(Collector.script());
    }

    @Test
    void showsTheCollectorBeforeItIsRun() {
        model.readCollector();
        assertThat(shown).isEqualTo(Collector.script().lines().toList());
    }

    @Test
    void namesTheCommandOfTheSystemAndTheServerAskedFor() {
        draft.readingProperty().set(new FakeEngine(0).readServer("mail.example.com"));
        assertThat(model.ways())
                .contains(
                        new MailSystem.Way("log", "sudo tail -n 20000 /var/log/mail.log"),
                        new MailSystem.Way(
                                "test",
                                "openssl s_client -connect mail.example.com:25 -starttls smtp -showcerts < /dev/null"));
        model.system().set(MailSystem.RED_HAT);
        assertThat(model.ways()).contains(new MailSystem.Way("log", "sudo tail -n 20000 /var/log/maillog"));
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
                draft,
                new FakeEngine(0),
                new FixedDialogs(List.of(), Optional.empty()),
                clipboard,
                runner,
                TEXTS,
                _ -> {});
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
        draft.readingProperty().set(new FakeEngine(0).readServer("mail.example.com"));
        assertThat(model.contacts().get()).contains("mail.example.com:25");
    }

    @Test
    void showsWhatALongLogTellsWhileItIsBeingRead() {
        List<Given> seen = new ArrayList<>();
        FilesViewModel reading = with(new FakeEngine(0).lookingIn(_ -> seen.addAll(model.given())));
        reading.addFiles(List.of(LOG));
        later.runNext();
        assertThat(seen)
                .singleElement()
                .satisfies(given -> assertThat(given.read()).isFalse())
                .satisfies(given -> assertThat(given.understood())
                        .extracting(Understood::remark)
                        .containsExactly("8000 lines read so far."));
        assertThat(reading.given()).extracting(Given::read).containsExactly(true);
    }

    @Test
    void stopsReadingWhatIsTakenAway() {
        List<Cancellation> stopped = new ArrayList<>();
        FilesViewModel reading = with(new FakeEngine(0).lookingIn(cancellation -> {
            model.remove(model.given().getFirst());
            stopped.add(cancellation);
        }));
        reading.addFiles(List.of(LOG));
        later.runNext();
        assertThat(stopped).singleElement().matches(Cancellation::isCancelled);
        assertThat(reading.given()).isEmpty();
    }

    private final LaterRunner later = new LaterRunner();

    private FilesViewModel with(FakeEngine engine) {
        model = new FilesViewModel(
                new Draft(), engine, new FixedDialogs(List.of(), Optional.empty()), clipboard, later, TEXTS, _ -> {});
        return model;
    }
}
