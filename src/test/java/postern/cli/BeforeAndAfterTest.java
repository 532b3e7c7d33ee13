package postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import postern.check.Example;
import postern.report.JsonShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `diagnose --before`: a case beside what it was before a change.
final class BeforeAndAfterTest {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void aCaseIsShownBeforeAndAfterAChange() throws IOException {
        Path old = saved();
        Path now = Files.writeString(folder.resolve("main.cf"), mended());
        Path text = folder.resolve("report.txt");

        assertThat(compare(old, now, text, "--language", "en")).isZero();
        List<String> lines = Files.readAllLines(text);
        assertThat(lines)
                .containsSubsequence(
                        "NOTHING WRONG",
                        "Before and after",
                        "What is compared       Before              Now",
                        "TLS versions accepted  TLSv1.2             TLSv1, TLSv1.1, TLSv1.2",
                        "TLS versions that other mail servers need are      Cause, proven  Gone");
        assertThat(Files.readString(text)).containsPattern("Google +Does not arrive +Arrives encrypted");
    }

    @Test
    void aCaseBeforeAndAfterAChangeIsWrittenAsThePublishedSchemaSays() throws IOException {
        Path old = saved();
        Path now = Files.writeString(folder.resolve("main.cf"), mended());
        Path json = folder.resolve("report.json");

        compare(old, now, json, "--format", "json");
        JsonNode report = new JsonMapper().readTree(Files.readString(json));
        assertThat(JsonShape.complaints(report)).isEmpty();
        JsonNode comparison = report.get("comparison");
        assertThat(comparison.get("before").get("verdict").asString()).isEqualTo("wrong");
        assertThat(comparison.get("now").get("verdict").asString()).isEqualTo("nothing-wrong");
        assertThat(comparison.get("gone").get(0).get("cause").asString()).isEqualTo("protocol-floor-too-high");
        assertThat(comparison.get("versions")).hasToString("""
                [{"source":"main.cf","before":["TLSv1.2"],"now":["TLSv1","TLSv1.1","TLSv1.2"]}]""");
        assertThat(comparison.get("senders").get(0)).hasToString("""
                {"name":"Google","seen":true,\
                "before":{"outcome":"refused","reason":"protocol-version","then":"fails"},\
                "now":{"outcome":"agreed","version":"TLSv1","suite":"ECDHE-RSA-AES256-SHA","then":"encrypted"}}""");
        assertThat(comparison.get("leftOut")).hasToString("[\"mail.log\"]");
    }

    @Test
    void newSettingsThatAreNotInEffectAreToldFirstInEveryFormat() throws IOException {
        try (Example example = Example.start()) {
            Path given =
                    Files.writeString(folder.resolve("main.cf"), Example.texts().get("main.cf"));
            Path old = folder.resolve("old.postern");
            run(
                    "diagnose",
                    given.toString(),
                    "--server",
                    example.endpoint().toString(),
                    "--as-of",
                    "2014-12-19",
                    "--save",
                    old.toString(),
                    "-o",
                    folder.resolve("old.txt").toString());
            Path now = Files.writeString(folder.resolve("main.cf"), mended());
            for (String format : List.of("text", "markdown", "html", "json")) {
                Path report = folder.resolve(format);
                assertThat(compare(old, now, report, "--language", "en", "--no-redact", "--format", format))
                        .isEqualTo(1);
            }
            String words = "“smtpd_tls_protocols=!SSLv2,!SSLv3” (main.cf:16) means TLSv1, TLSv1.1 and TLSv1.2, but "
                    + example.endpoint() + " goes on as before, with TLSv1.2. Reload Postfix (postfix reload)";
            assertThat(String.join(" ", Files.readAllLines(folder.resolve("text"))))
                    .contains("NEW SETTINGS ARE NOT IN EFFECT YET " + words);
            assertThat(Files.readString(folder.resolve("html")))
                    .contains(
                            "New settings are not in effect yet",
                            "means TLSv1, TLSv1.1 and TLSv1.2, but",
                            "goes on as before");
            assertThat(Files.readString(folder.resolve("markdown"))).contains("New settings are not in effect yet");
            JsonNode report = new JsonMapper().readTree(Files.readString(folder.resolve("json")));
            assertThat(JsonShape.complaints(report)).isEmpty();
            assertThat(report.get("comparison").get("against")).hasToString("""
                            {"setting":{"source":"main.cf","line":16,"text":"smtpd_tls_protocols=!SSLv2,!SSLv3"},\
                            "server":"%s","said":["TLSv1","TLSv1.1","TLSv1.2"],"done":["TLSv1.2"]}""".formatted(example.endpoint()));
        }
    }

    @Test
    void aCaseWithNothingNewCannotBeCompared() throws IOException {
        assertThat(run("diagnose", "--before", saved().toString())).isEqualTo(2);
        assertThat(errors.toString())
                .startsWith(
                        "Nothing of today is given to compare with: add a file as it is now, or a server with --server.");
    }

    @Test
    void anEarlierCaseThatDoesNotExistIsToldInASentence() {
        assertThat(run("diagnose", "--before", folder.resolve("old.postern").toString()))
                .isEqualTo(3);
        assertThat(errors.toString())
                .endsWith("old.postern does not exist." + System.lineSeparator())
                .hasLineCount(1);
    }

    /// A case of before beside a file of the day after.
    private int compare(Path old, Path now, Path report, String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "diagnose",
                                "--before",
                                old.toString(),
                                now.toString(),
                                "--as-of",
                                "2014-12-20",
                                "-o",
                                report.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /// The settings and the log of the built-in case.
    private Path saved() throws IOException {
        Path given =
                Files.writeString(folder.resolve("main.cf"), Example.texts().get("main.cf"));
        Path log = Files.writeString(folder.resolve("mail.log"), Example.texts().get("mail.log"));
        Path saved = folder.resolve("old.postern");
        run(
                "diagnose",
                given.toString(),
                log.toString(),
                "--as-of",
                "2014-12-19",
                "--save",
                saved.toString(),
                "-o",
                folder.resolve("old.txt").toString());
        return saved;
    }

    private static String mended() {
        return Objects.requireNonNull(Example.texts().get("main.cf"))
                .replace("smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3", "smtpd_tls_protocols=!SSLv2,!SSLv3");
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }
}
