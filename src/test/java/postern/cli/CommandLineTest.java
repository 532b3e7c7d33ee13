package postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import postern.check.Example;
import postern.dns.LoopbackDns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CommandLineTest {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void theExampleEndsWithSomethingWrongAndNamesTheCauseFirst() throws IOException {
        Path file = folder.resolve("example.json");
        assertThat(run("example", "--format", "json", "-o", file.toString())).isEqualTo(1);
        JsonNode report = new JsonMapper().readTree(Files.readString(file));
        JsonNode first = report.get("findings").get(0);
        assertThat(report.get("schema").asString()).isEqualTo("postern/diagnosis/1");
        assertThat(first.get("cause").asString()).isEqualTo("protocol-floor-too-high");
        assertThat(first.get("role").asString()).isEqualTo("cause");
        assertThat(first.get("certainty").asString()).isEqualTo("proven");
        JsonNode google = report.get("peers").get(0);
        assertThat(google.get("name").asString()).isEqualTo("Google");
        assertThat(google.get("now").get("outcome").asString()).isEqualTo("refused");
        assertThat(google.get("after").get("outcome").asString()).isEqualTo("agreed");
    }

    @Test
    void theExamplesPdfReadsBackWithSettingsThatCanBeCopied() throws IOException {
        Path file = folder.resolve("example.pdf");
        assertThat(run("example", "--format", "pdf", "-o", file.toString())).isEqualTo(1);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text.lines().map(String::strip))
                    .contains(
                            "smtpd_tls_protocols = !SSLv2, !SSLv3",
                            "postconf -e 'smtpd_tls_protocols = !SSLv2, !SSLv3'");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentInformation().getTitle()).startsWith("TLS diagnosis");
        }
    }

    @Test
    void theLanguageAskedForIsThatOfReportsAndNotOfJson() throws IOException {
        Path log = Files.writeString(folder.resolve("mail.log"), "");
        Path text = folder.resolve("report.txt");
        run("diagnose", log.toString(), "--language", "zh", "-o", text.toString());
        assertThat(Files.readAllLines(text)).startsWith("TLS 诊断", "========").contains("mail.log 是空的。");

        Path chinese = folder.resolve("zh.json");
        Path english = folder.resolve("en.json");
        run("diagnose", log.toString(), "--language", "zh", "--format", "json", "-o", chinese.toString());
        run("diagnose", log.toString(), "--language", "en", "--format", "json", "-o", english.toString());
        assertThat(chinese).hasSameTextualContentAs(english);

        assertThat(run("diagnose", log.toString(), "--language", "xx")).isEqualTo(2);
        assertThat(errors.toString()).contains("\"xx\" is not a language that Postern speaks: en and zh.");
    }

    @Test
    void aSavedCaseOpensToTheSameDiagnosis() throws IOException {
        Path log = Files.writeString(folder.resolve("mail.log"), Example.texts().get("mail.log"));
        Path saved = folder.resolve("case.postern");
        Path first = folder.resolve("first.json");
        Path second = folder.resolve("second.json");

        assertThat(run(
                        "diagnose",
                        log.toString(),
                        "--save",
                        saved.toString(),
                        "--format",
                        "json",
                        "-o",
                        first.toString()))
                .isEqualTo(run("diagnose", saved.toString(), "--format", "json", "-o", second.toString()));
        assertThat(second).hasSameTextualContentAs(first);
    }

    @ParameterizedTest
    @CsvSource({
        "html, , domain1.example",
        "html, --no-redact, kanzlei-roth.de",
        "json, , kanzlei-roth.de",
        "json, --redact, domain1.example"
    })
    void whatIsSharedHasStandInsUnlessSaidOtherwise(String format, String option, String shown) throws IOException {
        Path given = Files.writeString(folder.resolve("main.cf"), """
                myhostname = mail.kanzlei-roth.de
                smtpd_tls_cert_file = /etc/ssl/mail.kanzlei-roth.de.pem
                smtpd_tls_security_level = may
                smtpd_tls_protocols = !SSLv2,!TLSv1,!TLSv1.1,!TLSv1.2
                """);
        Path out = folder.resolve("out");
        List<String> words = new java.util.ArrayList<>(
                List.of("diagnose", given.toString(), "--set", "smtpd_tls_cert_file=/etc/mail.kanzlei-roth.de.pem"));
        words.addAll(List.of("--format", format, "-o", out.toString()));
        if (option != null) {
            words.add(option);
        }
        run(words.toArray(String[]::new));
        assertThat(out).content().contains(shown);
        assertThat(Files.readString(out).contains("kanzlei-roth")).isEqualTo(shown.contains("kanzlei-roth"));
    }

    @Test
    void aFileThatDoesNotExistIsToldInASentence() {
        assertThat(run("diagnose", folder.resolve("nowhere.cf").toString())).isEqualTo(3);
        assertThat(errors.toString())
                .endsWith("nowhere.cf does not exist." + System.lineSeparator())
                .hasLineCount(1);
    }

    @Test
    void aFolderWithoutFilesAndARubbishArchiveAreToldInASentence() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path archive = Files.writeString(folder.resolve("case.zip"), "PK\u0003\u0004 rubbish");
        assertThat(run("diagnose", empty.toString(), archive.toString())).isEqualTo(3);
        assertThat(errors.toString())
                .isEqualTo(empty + " holds no files that can be read." + System.lineSeparator() + archive
                        + " holds no files that can be read." + System.lineSeparator());
    }

    @Test
    void aFolderToWriteToThatDoesNotExistIsToldInASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("main.cf"), "smtpd_tls_security_level = may\n");
        Path missing = folder.resolve("nowhere/report.pdf");
        assertThat(run("diagnose", file.toString(), "-o", missing.toString())).isEqualTo(3);
        assertThat(errors.toString())
                .isEqualTo(missing + " cannot be opened or written: the file or its folder does not exist."
                        + System.lineSeparator());
    }

    @Test
    void anEmptyFileIsToldInASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("main.cf"), "");
        assertThat(diagnose(file)).isEqualTo(3);
        assertThat(errors.toString())
                .isEqualTo("None of the inputs was recognised, so there was nothing to diagnose."
                        + System.lineSeparator());
    }

    @Test
    void aTextOfNoKnownKindIsToldInASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear colleague,\nit does not work.\n");
        assertThat(diagnose(file)).isEqualTo(3);
        assertThat(errors.toString())
                .isEqualTo("None of the inputs was recognised, so there was nothing to diagnose."
                        + System.lineSeparator());
    }

    @Test
    void aBinaryFileIsToldInASentence() throws IOException {
        byte[] bytes = new byte[100_000];
        new java.util.Random(1).nextBytes(bytes);
        assertThat(diagnose(Files.write(folder.resolve("mail.log"), bytes))).isEqualTo(3);
        assertThat(errors.toString()).hasLineCount(1);
    }

    @Test
    void aFileOf300MegabytesIsReadInTime() throws IOException {
        Path file = folder.resolve("mail.log");
        byte[] line =
                "Dec 19 09:41:20 mail postfix/qmgr[3902]: 7A01C8140B: removed\n".getBytes(StandardCharsets.US_ASCII);
        byte[] block = new byte[line.length * 10_000];
        for (int i = 0; i < 10_000; i++) {
            System.arraycopy(line, 0, block, i * line.length, line.length);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long size = 0; size < 300L << 20; size += block.length) {
                out.write(block);
            }
        }
        long start = System.nanoTime();
        assertThat(diagnose(file)).isEqualTo(0);
        assertThat(System.nanoTime() - start).isLessThan(15_000_000_000L);
    }

    @Test
    void aCorrectedFileKeepsEverythingButTheLineToChange() throws IOException {
        String text = Objects.requireNonNull(Example.texts().get("main.cf"));
        Path given = Files.writeString(folder.resolve("main.cf"), text);
        Path log = Files.writeString(folder.resolve("mail.log"), Example.texts().get("mail.log"));
        Path out = folder.resolve("out");

        assertThat(run("diagnose", given.toString(), log.toString(), "--corrected", "main.cf", "-o", out.toString()))
                .isEqualTo(1);
        assertThat(out)
                .hasContent(text.replace(
                        "smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3", "smtpd_tls_protocols=!SSLv2, !SSLv3"));
        assertThat(run("diagnose", given.toString(), log.toString(), "--corrected", "patch", "-o", out.toString()))
                .isEqualTo(1);
        assertThat(out).content().startsWith("--- main.cf\n+++ main.cf\n@@ -");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.cf   | No main.cf was given as the file itself, so there is none to correct.
            master.cf | No master.cf was given as the file itself, so there is none to correct.
            patch     | No change is proposed to a main.cf or master.cf that was given as the file itself.
            chain     | No chain of certificates was seen that can be put in order.
            """)
    void whatCannotBeCorrectedIsToldInASentence(String what, String sentence) throws IOException {
        Path log = Files.writeString(folder.resolve("mail.log"), Example.texts().get("mail.log"));

        assertThat(run("diagnose", log.toString(), "--corrected", what)).isEqualTo(3);
        assertThat(errors.toString().strip()).isEqualTo(sentence);
    }

    @Test
    void aClosedPortIsToldInASentence() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(run(
                        "diagnose",
                        "--server",
                        "127.0.0.1:" + port,
                        "-o",
                        folder.resolve("out").toString()))
                .isEqualTo(3);
        assertThat(errors.toString())
                .isEqualTo("127.0.0.1:" + port + " could not be looked at: Nothing listens there"
                        + System.lineSeparator());
    }

    @Test
    void aNameThatDoesNotResolveIsToldInASentence() {
        assertThat(run("scan", "nowhere.invalid", "-o", folder.resolve("out").toString()))
                .isEqualTo(3);
        assertThat(errors.toString())
                .isEqualTo("nowhere.invalid:25 could not be looked at: The name does not resolve"
                        + System.lineSeparator());
    }

    @Test
    void aServerThatIsNoServerIsWrongUsage() {
        assertThat(run("scan", "two words")).isEqualTo(2);
        assertThat(errors.toString()).contains("Give the name or the address of a mail server");
    }

    /// A page of help after it would hide the sentence.
    @Test
    void wrongUsageIsToldInASentenceAndWhereTheHelpIs() {
        assertThat(run("diagnose", "--as-of", "yesterday", "mail.log")).isEqualTo(2);
        assertThat(errors.toString().lines())
                .containsExactly(
                        "\"yesterday\" is not a date. Write it as 2014-12-19, or as a year.",
                        "\"postern diagnose --help\" lists what it takes.");
        assertThat(run("diagnose", "--problme", "inbound")).isEqualTo(2);
        assertThat(errors.toString()).contains("Unknown option: '--problme'", "Possible solutions: --problem");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ciphers --seclevel 7 HIGH  | --seclevel takes 0 to 5, not "7".
            ciphers --seclevel -1 HIGH | --seclevel takes 0 to 5, not "-1".
            ciphers -V -               | -V does not go with "-"
            ciphers -V --codes HIGH    | -V does not go with --codes.
            ciphers --openssl x HIGH   | --openssl does not know "x".
            postconf --postfix x a.cf  | --postfix does not know "x".
            """)
    void whatARequestCannotMeanIsWrongUsage(String command, String sentence) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).startsWith(sentence);
    }

    @Test
    void nothingGivenIsWrongUsage() {
        assertThat(run("diagnose")).isEqualTo(2);
    }

    @Test
    void severalFoldersGiveOneObjectALine() throws IOException {
        for (String name : List.of("one", "two")) {
            Path dir = Files.createDirectory(folder.resolve(name));
            Files.writeString(dir.resolve("main.cf"), "smtpd_tls_security_level = may\ncompatibility_level = 2\n");
        }
        Path out = folder.resolve("out.json");
        assertThat(run(
                        "diagnose",
                        folder.resolve("one").toString(),
                        folder.resolve("two").toString(),
                        "--format",
                        "json",
                        "-o",
                        out.toString()))
                .isEqualTo(0);
        assertThat(Files.readAllLines(out))
                .hasSize(2)
                .allSatisfy(line -> assertThat(
                                new JsonMapper().readTree(line).get("schema").asString())
                        .isEqualTo("postern/diagnosis/1"));
    }

    @Test
    void everyAddressOfAHostIsLookedAtAndWrittenOnALineOfItsOwn() throws IOException {
        try (Example example = Example.start();
                var dns = new LoopbackDns("mail.example.com. A 127.0.0.1\nmail.example.com. A 127.0.0.2\n")) {
            Path out = folder.resolve("scan.json");
            int port = example.endpoint().port();
            assertThat(run(
                            "scan",
                            "mail.example.com:" + port,
                            "--resolver",
                            "127.0.0.1:" + dns.port(),
                            "--format",
                            "json",
                            "-o",
                            out.toString()))
                    .isEqualTo(0);
            assertThat(Files.readAllLines(out))
                    .extracting(line ->
                            new JsonMapper().readTree(line).get("endpoint").asString())
                    .containsExactly("mail.example.com[127.0.0.1]:" + port, "mail.example.com[127.0.0.2]:" + port);
            assertThat(errors.toString())
                    .isEqualTo("mail.example.com[127.0.0.2]:" + port + " could not be looked at: Nothing listens there"
                            + System.lineSeparator());
        }
    }

    @Test
    void aDomainThatTakesNoMailHasNothingToScanAndTheDiagnosisSaysWhy() throws IOException {
        try (var dns = new LoopbackDns("example.com. MX 0 .\n")) {
            String resolver = "127.0.0.1:" + dns.port();
            assertThat(run("scan", "example.com", "--resolver", resolver)).isEqualTo(3);
            assertThat(errors.toString())
                    .isEqualTo("example.com says that it takes no mail (null MX, RFC 7505)." + System.lineSeparator());
            Path out = folder.resolve("domain.json");
            assertThat(run(
                            "diagnose",
                            "--domain",
                            "someone@example.com",
                            "--resolver",
                            resolver,
                            "--format",
                            "json",
                            "-o",
                            out.toString()))
                    .isEqualTo(1);
            JsonNode report = new JsonMapper().readTree(Files.readString(out));
            assertThat(report.get("findings").get(0).get("cause").asString()).isEqualTo("not-tls-routing");
        }
    }

    @Test
    void aResolverIsAnAddress() {
        assertThat(run("diagnose", "--domain", "example.com", "--resolver", "ns.example.com"))
                .isEqualTo(2);
    }

    @Test
    void anAddressIsNoDomain() {
        assertThat(run("diagnose", "--domain", "192.0.2.1")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"diagnose", "scan", "ciphers", "postconf", "log", "collector", "example"})
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
    }

    private int diagnose(Path file) {
        return run("diagnose", file.toString(), "-o", folder.resolve("out").toString());
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }
}
