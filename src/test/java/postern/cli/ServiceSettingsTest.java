package postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import postern.check.Example;
import postern.report.JsonShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `diagnose --set` for an option of a service in master.cf.
final class ServiceSettingsTest {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nowhere/inet/smtpd_tls_protocols | There is no service nowhere/inet in the master.cf that was given. Its services: smtp/inet, submission/inet.
            submission/smtpd_tls_protocols   | "submission/smtpd_tls_protocols" names no setting. Write NAME=VALUE for main.cf, or SERVICE/TYPE/NAME=VALUE for a service of master.cf, for example submission/inet/smtpd_tls_security_level=encrypt.
            """)
    void aSettingOfNoServiceIsWrongUsage(String name, String sentence) throws IOException {
        assertThat(run("diagnose", services().toString(), "--set", name + "=TLSv1.3"))
                .isEqualTo(2);
        assertThat(errors.toString().lines().findFirst()).contains(sentence);
    }

    @Test
    void aServiceWithoutAMasterCfIsWrongUsage() throws IOException {
        Path log = Files.writeString(folder.resolve("mail.log"), Example.texts().get("mail.log"));

        assertThat(run("diagnose", log.toString(), "--set", "submission/inet/smtpd_tls_protocols=TLSv1.3"))
                .isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("submission/inet is a service of master.cf, and no master.cf was given.");
    }

    @Test
    void anOptionOfAServiceIsForecastAndWrittenAsThePublishedSchemaSays() throws IOException {
        Path main = Files.writeString(folder.resolve("main.cf"), Example.texts().get("main.cf"));
        Path json = folder.resolve("out.json");

        run(
                "diagnose",
                main.toString(),
                services().toString(),
                "--set",
                "submission/inet/smtpd_tls_security_level=encrypt",
                "--format",
                "json",
                "-o",
                json.toString());
        JsonNode report = new JsonMapper().readTree(Files.readString(json));
        assertThat(JsonShape.complaints(report)).isEmpty();
        assertThat(report.get("service").asString()).isEqualTo("submission/inet");
        assertThat(report.get("remedy").get("commands").get(0).asString())
                .isEqualTo("postconf -P 'submission/inet/smtpd_tls_security_level=encrypt'");
        assertThat(report.get("others")).isNotEmpty();
    }

    private Path services() throws IOException {
        return Files.writeString(folder.resolve("master.cf"), """
                smtp       inet  n       -       y       -       -       smtpd
                submission inet  n       -       y       -       -       smtpd
                  -o smtpd_tls_security_level=may
                """);
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }
}
