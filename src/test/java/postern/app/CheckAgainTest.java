package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.app.engine.CheckRequest;
import postern.app.engine.Input;
import postern.app.text.Texts;
import postern.check.Example;
import postern.diagnosis.Finding;
import postern.evidence.Problem;
import postern.probe.Cancellation;
import postern.report.Comparison;
import postern.report.Report;
import postern.report.Verdict;

/// A check of the window after a change: what was given before, and what has changed since.
final class CheckAgainTest {
    private static final String FLOOR = "protocol-floor-too-high";

    @TempDir
    private Path folder;

    private final Texts texts = Texts.in(Locale.ENGLISH);
    private final CheckEngine engine = new CheckEngine(texts);

    @Test
    void aFileThatWasChangedCountsBeforeAsItWasAndNowAsItIs() throws IOException {
        CheckRequest request = files(text("main.cf"), text("mail.log"));
        Report first = engine.run(request, _ -> {}, new Cancellation());
        mend();
        Comparison comparison = comparison(again(request, first));

        assertThat(comparison.before().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(comparison.now().verdict()).isEqualTo(Verdict.NOTHING_WRONG);
        assertThat(comparison.gone()).extracting(Finding::cause).containsExactly(FLOOR);
        assertThat(comparison.ground())
                .isEqualTo(new Comparison.Ground(List.of(), List.of(), List.of(), List.of("mail.log")));
    }

    @Test
    void standInsAreComparedWithWhatTheFileHeldBefore() throws IOException {
        CheckRequest request = files(text("main.cf"), text("mail.log"));
        Report first = engine.run(request, _ -> {}, new Cancellation());
        mend();
        Comparison comparison =
                comparison(engine.redacted(again(request, first)).report());

        assertThat(comparison.before().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(comparison.gone()).extracting(Finding::cause).containsExactly(FLOOR);
        assertThat(comparison.ground().leftOut()).containsExactly("mail.log");
    }

    @Test
    void ofALogThatHasGrownOnlyTheNewLinesCount() throws IOException {
        CheckRequest request = files(text("main.cf"), text("mail.log"));
        Report first = engine.run(request, _ -> {}, new Cancellation());
        mend();
        Files.writeString(
                folder.resolve("mail.log"),
                "Dec 20 10:00:00 mail postfix/smtpd[900]: connect from mail-wi0-x230.google.com[192.0.2.8]\n"
                        + "Dec 20 10:00:01 mail postfix/smtpd[900]: Anonymous TLS connection established from "
                        + "mail-wi0-x230.google.com[192.0.2.8]: TLSv1 with cipher ECDHE-RSA-AES256-SHA (256/256 bits)\n"
                        + "Dec 20 10:00:02 mail postfix/smtpd[900]: disconnect from "
                        + "mail-wi0-x230.google.com[192.0.2.8]\n",
                StandardOpenOption.APPEND);
        Report now = again(request, first);

        assertThat(now.given()).containsExactly("main.cf", "mail.log (new lines)");
        assertThat(now.peers())
                .filteredOn(peer -> peer.wasSeen())
                .singleElement()
                .satisfies(peer -> {
                    assertThat(peer.name()).isEqualTo("Google");
                    assertThat(peer.tls()).isEqualTo(1);
                    assertThat(peer.failed()).isZero();
                });
        assertThat(comparison(now).now().verdict()).isEqualTo(Verdict.NOTHING_WRONG);
        assertThat(engine.open(request, "mail.log (new lines)", 1, _ -> {}))
                .hasValueSatisfying(excerpt -> assertThat(excerpt.lines())
                        .hasSize(3)
                        .first()
                        .asString()
                        .startsWith("Dec 20 10:00:00"));
    }

    @Test
    void aTextPastedAfterTheChangeIsWhatCountsNow() {
        Input before = new Input.Text("main.cf", text("main.cf"));
        Input log = new Input.Text("mail.log", text("mail.log"));
        Report first = engine.run(given(before, log), _ -> {}, new Cancellation());
        Report now = again(given(before, log, new Input.Text("pasted.txt", mended())), first);

        assertThat(now.given()).containsExactly("pasted.txt");
        assertThat(comparison(now).gone()).extracting(Finding::cause).containsExactly(FLOOR);
    }

    @Test
    void nothingIsComparedWhereNothingIsNew() throws IOException {
        CheckRequest request = files(text("main.cf"), text("mail.log"));
        Report first = engine.run(request, _ -> {}, new Cancellation());

        assertThat(engine.runAgain(request, first, _ -> {}, new Cancellation())).isEmpty();
        assertThat(engine.redacted(first).standIns()).isNotEmpty();
    }

    @Test
    void everyFurtherCheckIsComparedWithTheFirstState() throws IOException {
        CheckRequest request = files(text("main.cf"), text("mail.log"));
        Report first = engine.run(request, _ -> {}, new Cancellation());
        mend();
        again(request, first);
        Files.writeString(folder.resolve("main.cf"), mended() + "smtpd_tls_loglevel = 2\n");

        assertThat(comparison(again(request, first)).gone())
                .extracting(Finding::cause)
                .containsExactly(FLOOR);
    }

    @Test
    void theComparisonIsToldAgainInAnotherLanguage() throws IOException {
        CheckRequest request = files(text("main.cf"), text("mail.log"));
        Report first = engine.run(request, _ -> {}, new Cancellation());
        mend();
        Report now = again(request, first);
        texts.speak(Locale.SIMPLIFIED_CHINESE);
        Report told = engine.retold(request, now);

        assertThat(comparison(told)).isEqualTo(comparison(now));
        assertThat(told.release()).hasValueSatisfying(words -> assertThat(words).startsWith("假定为 Postfix "));
        assertThat(engine.asText(told)).contains("修改前后", "已消失");
    }

    @Test
    void aStoppedLookComparesNothing() throws IOException {
        CheckRequest request = files(text("main.cf"), text("mail.log"));
        Report first = engine.run(request, _ -> {}, new Cancellation());
        mend();
        var stopped = new Cancellation();
        Report half =
                engine.runAgain(request, first, _ -> stopped.cancel(), stopped).orElseThrow();

        assertThat(half.supplement().comparison()).isEmpty();
        assertThat(comparison(again(request, first)).gone())
                .extracting(Finding::cause)
                .containsExactly(FLOOR);
    }

    @Test
    void aServerThatHasChangedIsLookedAtAnew() throws IOException {
        try (var server = new ChangingServer()) {
            CheckRequest request = new CheckRequest(
                    Optional.of(Problem.INBOUND),
                    server.address(),
                    List.of(new Input.Text("main.cf", "smtpd_tls_security_level = none\n")));
            Report first = engine.run(request, _ -> {}, new Cancellation());
            server.switchOn();
            Comparison comparison = comparison(again(request, first));

            assertThat(comparison.gone()).extracting(Finding::cause).containsExactly("tls-not-enabled");
            assertThat(comparison.ground().outdated()).containsExactly("main.cf");
            assertThat(comparison.accepts())
                    .hasToString("[Accepted[source=" + server.address()
                            + ", before=Optional.empty, now=Optional[[TLSv1.2]]]]");
        }
    }

    @Test
    void aSavedCaseIsLookedAtAnewWhenItIsCheckedAgain() throws IOException {
        try (var server = new ChangingServer()) {
            Path file = folder.resolve("firm.postern");
            Report saved = engine.run(
                    new CheckRequest(Optional.of(Problem.INBOUND), server.address(), List.of()),
                    _ -> {},
                    new Cancellation());
            engine.saveCase(saved, file);
            server.switchOn();
            CheckEngine later = new CheckEngine(texts);
            CheckRequest opened = later.openCase(List.of(file));
            Report first = later.run(opened, _ -> {}, new Cancellation());
            Report now =
                    later.runAgain(opened, first, _ -> {}, new Cancellation()).orElseThrow();

            assertThat(first.scans().getFirst().server().accepted()).isEmpty();
            assertThat(comparison(now).accepts())
                    .hasToString("[Accepted[source=" + server.address()
                            + ", before=Optional.empty, now=Optional[[TLSv1.2]]]]");
        }
    }

    private Report again(CheckRequest request, Report first) {
        return engine.runAgain(request, first, _ -> {}, new Cancellation()).orElseThrow();
    }

    private static Comparison comparison(Report report) {
        return report.supplement().comparison().orElseThrow();
    }

    private CheckRequest files(String mainCf, String log) throws IOException {
        return given(
                new Input.File(Files.writeString(folder.resolve("main.cf"), mainCf)),
                new Input.File(Files.writeString(folder.resolve("mail.log"), log)));
    }

    private void mend() throws IOException {
        Files.writeString(folder.resolve("main.cf"), mended());
    }

    private static CheckRequest given(Input... inputs) {
        return new CheckRequest(
                Optional.of(Problem.INBOUND), "", Arrays.stream(inputs).toList());
    }

    private static String text(String name) {
        return Objects.requireNonNull(Example.texts().get(name));
    }

    private static String mended() {
        return text("main.cf")
                .replace("smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3", "smtpd_tls_protocols = !SSLv2, !SSLv3");
    }
}
