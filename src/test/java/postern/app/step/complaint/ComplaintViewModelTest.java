package postern.app.step.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.app.FakeEngine;
import postern.app.MemoryClipboard;
import postern.app.SameThreadRunner;
import postern.app.draft.Draft;
import postern.app.engine.Input;
import postern.app.engine.ServerReading;

class ComplaintViewModelTest {
    private final Draft draft = new Draft();
    private final MemoryClipboard clipboard = new MemoryClipboard();
    private final AtomicInteger ready = new AtomicInteger();
    private ComplaintViewModel model;

    @BeforeEach
    void open() {
        model = new ComplaintViewModel(
                draft, new FakeEngine(0), clipboard, new SameThreadRunner(), ready::incrementAndGet);
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
