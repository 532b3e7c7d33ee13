package postern.app.step.probing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import postern.app.ChangedCase;
import postern.app.FakeEngine;
import postern.app.FoundingCase;
import postern.app.LaterRunner;
import postern.app.SameThreadRunner;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.engine.Input;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.report.Report;

class ProbingViewModelTest {
    private final Draft draft = new Draft();
    private final FakeEngine engine = new FakeEngine(0);
    private final AtomicInteger finished = new AtomicInteger();

    private ProbingViewModel open(TaskRunner runner) {
        draft.fill(engine.example());
        return new ProbingViewModel(draft, engine, runner, Texts.in(Locale.ENGLISH), finished::incrementAndGet);
    }

    @Test
    void checksWhenEnteredAndMovesOnByItself() {
        open(new SameThreadRunner()).entered();
        assertThat(draft.checkProperty().get()).isInstanceOf(Check.Finished.class);
        assertThat(finished).hasValue(1);
    }

    @Test
    void doesNotCheckUnchangedInputAgain() {
        ProbingViewModel model = open(new SameThreadRunner());
        model.entered();
        model.entered();
        assertThat(engine.runs).hasSize(1);
        draft.serverProperty().set("mx.example.com");
        model.entered();
        assertThat(engine.runs).hasSize(2);
    }

    @Test
    void checksUnchangedInputAgainWhenAskedTo() {
        ProbingViewModel model = open(new SameThreadRunner());
        model.entered();
        model.start();
        assertThat(engine.runs).hasSize(2);
    }

    @Test
    void comparesWithTheTimeBeforeTheChangeOnceSomebodySaysThereWasOne() {
        ProbingViewModel model = open(new SameThreadRunner());
        model.entered();
        model.start();
        assertThat(engine.befores).isEmpty();
        Report first = draft.report().orElseThrow();
        engine.telling(ChangedCase.mended());
        model.startAgain();
        assertThat(engine.befores).containsExactly(first);
    }

    @Test
    void everyFurtherCheckIsComparedWithTheSameFirstState() {
        ProbingViewModel model = open(new SameThreadRunner());
        model.entered();
        Report first = draft.report().orElseThrow();
        engine.telling(ChangedCase.mended());
        model.startAgain();
        model.startAgain();
        draft.inputs().add(new Input.Text("later.log", "Dec 20"));
        model.entered();
        assertThat(engine.befores).containsExactly(first, first, first);
    }

    @Test
    void anotherServerOrAnOpenedCaseIsComparedWithNothing() {
        ProbingViewModel model = open(new SameThreadRunner());
        model.entered();
        engine.telling(ChangedCase.mended());
        model.startAgain();
        draft.serverProperty().set("mx.example.net");
        model.startAgain();
        draft.fill(engine.example());
        model.startAgain();
        assertThat(engine.befores).hasSize(1);
    }

    @Test
    void aPlainCheckBeginsAnew() {
        ProbingViewModel model = open(new SameThreadRunner());
        model.entered();
        draft.serverProperty().set("mx.example.net");
        engine.telling(FoundingCase.healthy());
        model.entered();
        Report second = draft.report().orElseThrow();
        draft.inputs().clear();
        model.startAgain();
        assertThat(engine.befores).containsExactly(second);
    }

    @Test
    void saysSoWhereThereIsNothingToCompareWith() {
        ProbingViewModel model = open(new SameThreadRunner());
        model.entered();
        Check answered = draft.checkProperty().get();
        engine.withNothingNew();
        model.startAgain();
        assertThat(model.notice().get())
                .isEqualTo(
                        "There is nothing to compare with yet: what was given is as it was at the last check. Add the "
                                + "settings as they are now or log lines of after the change under “What do you have?”, or name "
                                + "the server, and check again.");
        assertThat(draft.checkProperty().get()).isEqualTo(answered);
        assertThat(finished).hasValue(1);
    }

    @Test
    void aStoppedComparisonLeavesTheFirstStateAsItWas() {
        LaterRunner runner = new LaterRunner();
        ProbingViewModel model = open(runner);
        model.entered();
        runner.runNext();
        Report first = draft.report().orElseThrow();
        model.startAgain();
        model.cancel();
        runner.runNext();
        model.startAgain();
        runner.runNext();
        assertThat(engine.befores).containsExactly(first, first);
    }

    @Test
    void saysHowFarItIs() {
        LaterRunner runner = new LaterRunner();
        ProbingViewModel model = open(runner);
        List<String> said = new ArrayList<>();
        model.status().subscribe((Consumer<String>) said::add);
        model.entered();
        runner.runNext();
        assertThat(said)
                .contains("0 of 3: reading main.cf", "7 of 12: talking to mail.example.com", "All checks are done.");
        assertThat(model.fraction().get()).isEqualTo(1);
    }

    @Test
    void saysEverythingAgainInAnotherLanguage() {
        Texts texts = Texts.in(Locale.ENGLISH);
        draft.fill(engine.example());
        ProbingViewModel model =
                new ProbingViewModel(draft, engine, new SameThreadRunner(), texts, finished::incrementAndGet);
        model.entered();
        texts.speak(Locale.SIMPLIFIED_CHINESE);
        assertThat(model.status().get()).isEqualTo("全部检查已完成。");
        assertThat(model.rows()).extracting(Row::name).startsWith("读取 3 个文件和文本", "查找地址", "连接");
    }

    @Test
    void keepsWhatIsKnownWhenStopped() {
        LaterRunner runner = new LaterRunner();
        ProbingViewModel model = open(runner);
        model.entered();
        model.cancel();
        assertThat(model.status().get()).isEqualTo("Stopping…");
        runner.runNext();
        assertThat(draft.checkProperty().get())
                .isInstanceOfSatisfying(
                        Check.Finished.class,
                        check -> assertThat(check.cancelled()).isTrue());
        assertThat(model.rows()).extracting(Row::status).contains(Row.Status.DONE, Row.Status.CANCELLED);
        assertThat(model.status().get()).isEqualTo("Stopped. What was found by then is kept.");
        assertThat(finished).hasValue(0);
    }

    @Test
    void forgetsACheckThatWasOvertaken() {
        LaterRunner runner = new LaterRunner();
        ProbingViewModel model = open(runner);
        model.entered();
        draft.serverProperty().set("mx.example.com");
        model.entered();
        runner.runLast();
        runner.runNext();
        assertThat(draft.checkProperty().get())
                .isInstanceOfSatisfying(
                        Check.Finished.class,
                        check -> assertThat(check.request().server()).isEqualTo("mx.example.com"));
        assertThat(finished).hasValue(1);
    }

    @Test
    void doesNotHideADefect() {
        draft.serverProperty().set("mail.example.com");
        ProbingViewModel model = new ProbingViewModel(
                draft, new BrokenEngine(), new SameThreadRunner(), Texts.in(Locale.ENGLISH), finished::incrementAndGet);
        model.entered();
        assertThat(draft.checkProperty().get())
                .isInstanceOfSatisfying(
                        Check.Failed.class, check -> assertThat(check.detail()).contains("out of order"));
        assertThat(model.status().get()).isEqualTo("The checks ended unexpectedly.");
    }
}
