package postern.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postern.app.FakeEngine;
import postern.app.FoundingCase;
import postern.app.LaterRunner;
import postern.app.MemoryClipboard;
import postern.app.SameThreadRunner;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.engine.Input;
import postern.app.engine.Mark;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.diagnosis.Citation;
import postern.diagnosis.Role;

class ViewerViewModelTest {
    private final Draft draft = new Draft();
    private final MemoryClipboard clipboard = new MemoryClipboard();
    private ViewerViewModel model = open(new SameThreadRunner());

    private ViewerViewModel open(TaskRunner runner) {
        return new ViewerViewModel(draft, new FakeEngine(0), clipboard, runner, Texts.in(Locale.ENGLISH));
    }

    @BeforeEach
    void give() {
        String log = String.join(
                "\n", IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i).toList());
        draft.inputs().setAll(new Input.Text("mail.log", log), new Input.Text("main.cf", "a = b\nc = d"));
    }

    @Test
    void goesToTheLineThatIsCited() {
        model.open(Citation.line("mail.log", 10, ""));
        assertThat(model.title().get()).isEqualTo("mail.log");
        assertThat(model.current().get()).isEqualTo(9);
        assertThat(model.lines().get(9).text()).isEqualTo("line 10");
    }

    @Test
    void showsTheBeginningAndThenTheRestBelowIt() {
        LaterRunner runner = new LaterRunner();
        model = open(runner);
        List<Integer> sizes = new ArrayList<>();
        model.lines().subscribe(() -> sizes.add(model.lines().size()));
        model.open(Citation.line("mail.log", 10, ""));
        runner.runNext();
        assertThat(sizes).startsWith(30, 40);
        assertThat(model.lines())
                .extracting(Line::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(model.current().get()).isEqualTo(9);
    }

    @Test
    void goesToTheTextThatIsCitedWithoutALine() {
        model.open(Citation.of("mail.log", "line 33"));
        assertThat(model.current().get()).isEqualTo(32);
    }

    @Test
    void marksWhatTheInputAloneShows() {
        model.open(Citation.line("mail.log", 1, ""));
        assertThat(model.lines().get(1).marks())
                .containsExactly(new Mark(2, Role.CONTRIBUTING, "TLS with example.net failed"));
        assertThat(model.note().get()).isEqualTo("40 lines, 1 marked");
    }

    @Test
    void marksWhatTheCheckCites() {
        draft.setCheck(new Check.Finished(draft.request(), FoundingCase.report(), false));
        model.open(Citation.line("mail.log", 1, ""));
        assertThat(model.lines().get(9).marks())
                .containsExactly(
                        new Mark(10, Role.CAUSE, "TLS versions that other mail servers need are switched off"));
        model.nextMark();
        assertThat(model.current().get()).isEqualTo(1);
        model.nextMark();
        assertThat(model.current().get()).isEqualTo(9);
        model.nextMark();
        assertThat(model.current().get()).isEqualTo(1);
    }

    @Test
    void findsForwardsBackwardsAndRoundTheEnds() {
        model.open(Citation.line("mail.log", 1, ""));
        model.query().set("LINE 3");
        assertThat(model.found().get()).isEqualTo("1 of 11");
        assertThat(model.current().get()).isEqualTo(2);
        model.next();
        assertThat(model.current().get()).isEqualTo(29);
        model.previous();
        model.previous();
        assertThat(model.current().get()).isEqualTo(38);
        assertThat(model.found().get()).isEqualTo("11 of 11");
        model.query().set("nowhere");
        assertThat(model.found().get()).isEqualTo("Not found");
    }

    @Test
    void showsWhatAProbeSawAndGoesToTheVersionInQuestion() {
        draft.setCheck(new Check.Finished(draft.request(), FoundingCase.report(), false));
        model.open(Citation.of("probe mail.example.com:25", "TLSv1 refused: alert protocol_version"));
        assertThat(model.lines().get(model.current().get()).text()).isEqualTo("TLSv1 refused: alert protocol_version");
        assertThat(model.lines()).extracting(Line::text).contains("    220 mail.example.com ESMTP Postfix");
    }

    @Test
    void saysSoWhenItIsNoLongerThere() {
        model.open(Citation.line("bounce.txt", 1, ""));
        assertThat(model.note().get()).isEqualTo("bounce.txt is no longer among what was given.");
    }

    @Test
    void showsNothingOfADocumentThatWasClosedMeanwhile() {
        LaterRunner runner = new LaterRunner();
        model = open(runner);
        model.open(Citation.line("mail.log", 1, ""));
        model.open(Citation.line("main.cf", 1, ""));
        runner.runNext();
        assertThat(model.lines()).isEmpty();
        runner.runNext();
        assertThat(model.lines()).extracting(Line::text).containsExactly("a = b", "c = d");
    }

    @Test
    void copiesTheLinesChosen() {
        model.open(Citation.line("main.cf", 1, ""));
        model.copy(List.copyOf(model.lines()));
        assertThat(clipboard.text()).isEqualTo("a = b" + System.lineSeparator() + "c = d");
    }
}
