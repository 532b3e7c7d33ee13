package postern.app.step.probing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.app.FoundingCase;
import postern.app.engine.Progress.Phase;
import postern.app.step.probing.Row.Status;
import postern.app.text.Texts;
import postern.probe.Scan;
import postern.probe.Stage;
import postern.probe.Step;
import postern.probe.Trouble;

class RowsTest {
    private static final String SERVER = "mail.example.com:25";

    private final Rows rows = new Rows(Texts.in(Locale.ENGLISH));

    @Test
    void showsEverythingThatWillBeDoneBeforeItIsDone() {
        List<Row> shown = rows.of(2, List.of(SERVER), Optional.of(Phase.READING), List.of(), false);
        assertThat(shown)
                .extracting(Row::name)
                .containsExactly(
                        "Read 2 files and texts",
                        "Find the address",
                        "Connect",
                        "Greeting",
                        "EHLO",
                        "STARTTLS",
                        "TLS handshake",
                        "Certificates",
                        "EHLO inside TLS",
                        "TLS versions and cipher suites",
                        "Compare everything and diagnose");
        assertThat(shown.getFirst().status()).isEqualTo(Status.RUNNING);
        assertThat(shown)
                .extracting(Row::status)
                .filteredOn(Status.WAITING::equals)
                .hasSize(10);
    }

    @Test
    void leavesOutWhatDoesNotApply() {
        assertThat(rows.of(0, List.of(SERVER), Optional.of(Phase.PROBING), List.of(), false))
                .extracting(Row::name)
                .doesNotContain("Read 0 files and texts");
        assertThat(rows.of(1, List.of(), Optional.of(Phase.READING), List.of(), false))
                .extracting(Row::name)
                .containsExactly("Read 1 file or text", "Compare everything and diagnose");
    }

    @Test
    void runsExactlyTheStepAfterTheLastKnownOne() {
        List<Row> shown = probing(FoundingCase.scan(3));
        assertThat(status(shown, "Greeting")).isEqualTo(Status.DONE);
        assertThat(status(shown, "EHLO")).isEqualTo(Status.RUNNING);
        assertThat(shown)
                .extracting(Row::status)
                .filteredOn(Status.RUNNING::equals)
                .hasSize(1);
    }

    @Test
    void quotesTheServersOwnWords() {
        assertThat(row(probing(FoundingCase.scan(3)), "Greeting").detail())
                .isEqualTo("220 mail.example.com ESMTP Postfix");
    }

    @Test
    void putsAReplyOfSeveralLinesOnOne() {
        List<Stage> stages = new ArrayList<>(FoundingCase.scan(3).stages());
        stages.add(new Stage(Step.EHLO, Optional.empty(), Duration.ZERO, "250-mail.example.com\n250 STARTTLS"));
        assertThat(row(probing(FoundingCase.scan(stages)), "EHLO").detail())
                .isEqualTo("250-mail.example.com  250 STARTTLS");
    }

    @Test
    void skipsWhatAFailureMakesImpossible() {
        List<Row> shown = probing(failing(3, new Trouble.ErrorReply(554), "554 No SMTP service here"));
        assertThat(row(shown, "EHLO").status()).isEqualTo(Status.ERROR);
        assertThat(row(shown, "EHLO").detail())
                .isEqualTo("The server answered with error 554. It said: 554 No SMTP service here");
        assertThat(status(shown, "STARTTLS")).isEqualTo(Status.SKIPPED);
        assertThat(status(shown, "TLS versions and cipher suites")).isEqualTo(Status.SKIPPED);
    }

    @Test
    void tellsAStopFromAnError() {
        Scan scan = failing(3, new Trouble.Cancelled(), "");
        List<Row> shown = rows.of(0, List.of(SERVER), Optional.empty(), List.of(scan), true);
        assertThat(status(shown, "Greeting")).isEqualTo(Status.DONE);
        assertThat(status(shown, "EHLO")).isEqualTo(Status.CANCELLED);
        assertThat(status(shown, "STARTTLS")).isEqualTo(Status.CANCELLED);
    }

    @Test
    void isDoneThroughoutAfterAFullScan() {
        List<Row> shown =
                rows.of(1, List.of(SERVER), Optional.empty(), List.of(FoundingCase.scan(Step.values().length)), false);
        assertThat(shown).extracting(Row::status).containsOnly(Status.DONE);
        assertThat(row(shown, "TLS versions and cipher suites").detail()).isEqualTo("accepts TLSv1.2");
    }

    private List<Row> probing(Scan scan) {
        return rows.of(0, List.of(SERVER), Optional.of(Phase.PROBING), List.of(scan), false);
    }

    private static Scan failing(int after, Trouble trouble, String said) {
        List<Stage> stages = new ArrayList<>(FoundingCase.scan(after).stages());
        stages.add(new Stage(List.of(Step.values()).get(after), Optional.of(trouble), Duration.ZERO, said));
        return FoundingCase.scan(stages);
    }

    private static Row row(List<Row> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    private static Status status(List<Row> rows, String name) {
        return row(rows, name).status();
    }
}
