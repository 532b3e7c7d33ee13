package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.app.engine.CheckRequest;
import postern.app.engine.Input;
import postern.app.engine.Mark;
import postern.app.engine.Pictures;
import postern.app.engine.ServerReading;
import postern.app.engine.Understood;
import postern.app.text.Texts;
import postern.check.Example;
import postern.dns.LoopbackDns;
import postern.evidence.Problem;
import postern.probe.Cancellation;
import postern.report.Report;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

final class CheckEngineTest {
    @Test
    void showsTheServersThatTakeMailForADomain() throws Exception {
        try (var dns = new LoopbackDns("""
                example.com. MX 20 mx2.example.com.
                example.com. MX 10 mx1.example.com.
                """)) {
            assertThat(engine(dns).lookUp("someone@example.com"))
                    .isInstanceOfSatisfying(ServerReading.Named.class, named -> {
                        assertThat(named.endpoints())
                                .extracting(Object::toString)
                                .containsExactly("mx1.example.com:25", "mx2.example.com:25");
                        assertThat(named.sentence())
                                .isEqualTo("Mail for example.com goes to mx1.example.com, mx2.example.com. "
                                        + "Each of these servers is looked at.");
                    });
        }
    }

    @Test
    void saysSoOfADomainThatTakesNoMail() throws Exception {
        try (var dns = new LoopbackDns("example.com. MX 0 .\n")) {
            assertThat(engine(dns).lookUp("example.com")).isInstanceOfSatisfying(ServerReading.Named.class, named -> {
                assertThat(named.endpoints()).isEmpty();
                assertThat(named.sentence()).isEqualTo("example.com says in the DNS that it takes no mail (null MX).");
            });
        }
    }

    @Test
    void leavesAHostAsItIs() throws Exception {
        try (var dns = new LoopbackDns("mail.example.com. A 192.0.2.1\n")) {
            CheckEngine engine = engine(dns);
            assertThat(engine.lookUp("mail.example.com")).isEqualTo(engine.readServer("mail.example.com"));
            assertThat(engine.lookUp("mail.example.com:587")).isEqualTo(engine.readServer("mail.example.com:587"));
        }
    }

    @TempDir
    private Path folder = Path.of("");

    private static CheckRequest pasted(Map<String, String> texts) {
        return new CheckRequest(
                Optional.of(Problem.INBOUND),
                "",
                texts.entrySet().stream()
                        .<Input>map(text -> new Input.Text(text.getKey(), text.getValue()))
                        .toList());
    }

    @Test
    void marksMisspeltSettingsAndFailedSessions() {
        CheckEngine engine = new CheckEngine(Texts.in(Locale.ENGLISH));
        CheckRequest request = pasted(Map.of(
                "main.cf",
                "smtpd_tls_security_level = may\nsmtpd_tls_protocls = !SSLv2\n",
                "mail.log",
                Example.texts().get("mail.log")));
        assertThat(engine.marks(request, "main.cf", new Cancellation()))
                .extracting(Mark::line)
                .contains(2L);
        assertThat(engine.marks(request, "mail.log", new Cancellation()))
                .extracting(Mark::words)
                .anyMatch(words -> words.matches("TLS with mail-wi0-x230.google.com\\[.*] failed"));
    }

    @Test
    void theReportSpeaksTheLanguageOfTheWindowAlsoAfterItHasChanged() {
        Texts texts = Texts.in(Locale.SIMPLIFIED_CHINESE);
        CheckEngine engine = new CheckEngine(texts);
        Report report = engine.run(pasted(Map.of("mail.log", "")), _ -> {}, new Cancellation());
        assertThat(engine.asText(report)).startsWith("TLS 诊断\n").contains("\nmail.log 是空的。\n");
        assertThat(engine.readServer("a b"))
                .isInstanceOfSatisfying(
                        ServerReading.NotUnderstood.class,
                        reading -> assertThat(reading.sentence()).startsWith("请填写邮件服务器的名称或地址"));
        texts.speak(Locale.ENGLISH);
        assertThat(engine.asText(report)).startsWith("TLS diagnosis\n");
    }

    @Test
    void whatIsSaidAboutInputsIsToldAgainInAnotherLanguage() {
        Texts texts = Texts.in(Locale.ENGLISH);
        CheckEngine engine = new CheckEngine(texts);
        CheckRequest request = pasted(Map.of("main.cf", "smtpd_tls_security_level = may\n", "mail.log", ""));
        Report report = engine.run(request, _ -> {}, new Cancellation());
        assertThat(report.remarks()).containsExactly("mail.log is empty.");
        texts.speak(Locale.SIMPLIFIED_CHINESE);
        Report told = engine.retold(request, report);
        assertThat(told.remarks()).containsExactly("mail.log 是空的。");
        assertThat(told.release()).hasValueSatisfying(words -> assertThat(words).startsWith("假定为 Postfix "));
        assertThat(told.withRemarks(report.remarks()).withRelease(report.release()))
                .isEqualTo(report);
        assertThat(engine.redacted(told).report().remarks()).contains("mail.log 是空的。");
        texts.speak(Locale.ENGLISH);
        assertThat(engine.retold(request, report)).isEqualTo(report);
    }

    @Test
    void drawsWhatTheExampleShows() {
        CheckEngine engine = new CheckEngine(Texts.in(Locale.ENGLISH));
        Report report = engine.run(pasted(Example.texts()), _ -> {}, new Cancellation());
        Pictures pictures = engine.pictures(report);
        assertThat(pictures.chains()).singleElement().satisfies(chain -> {
            assertThat(chain.links()).extracting(Pictures.Link::name).first().isEqualTo("mail.example.com");
            assertThat(chain.links().getLast().faults()).containsExactly(Pictures.Fault.EXTRA_ROOT);
        });
        assertThat(pictures.log()).hasSizeGreaterThan(1);
        assertThat(pictures.versions())
                .filteredOn(version -> version.accepted() == Answer.YES)
                .extracting(Pictures.Accepted::version)
                .containsExactly(ProtocolVersion.TLSV1_2);
    }

    @Test
    void opensASavedCaseWithoutTheNetwork() throws IOException {
        CheckEngine engine = new CheckEngine(Texts.in(Locale.ENGLISH));
        Report report = engine.run(pasted(Example.texts()), _ -> {}, new Cancellation());
        Path file = folder.resolve("firm.postern");
        engine.saveCase(report, file);
        CheckRequest again = new CheckEngine(Texts.in(Locale.ENGLISH)).openCase(List.of(file));
        assertThat(again).isEqualTo(new CheckRequest(Optional.of(Problem.INBOUND), "", List.of(new Input.File(file))));
        Report reopened = new CheckEngine(Texts.in(Locale.ENGLISH)).run(again, _ -> {}, new Cancellation());
        assertThat(reopened.diagnosis().findings()).isEqualTo(report.diagnosis().findings());
    }

    @Test
    void readsADroppedFolderAndADroppedZipAlike() throws IOException {
        Path files = Files.createDirectory(folder.resolve("case"));
        Path zip = folder.resolve("case.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, String> text : Example.texts().entrySet()) {
                Files.writeString(files.resolve(text.getKey()), text.getValue());
                out.putNextEntry(new ZipEntry("case/" + text.getKey()));
                out.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        CheckEngine engine = new CheckEngine(Texts.in(Locale.ENGLISH));
        List<Understood> ofFolder = engine.understand(new Input.File(files), _ -> {}, new Cancellation());
        assertThat(ofFolder).hasSize(Example.texts().size()).noneMatch(Understood::problem);
        assertThat(engine.understand(new Input.File(zip), _ -> {}, new Cancellation()))
                .containsExactlyInAnyOrderElementsOf(ofFolder);
    }

    @Test
    void understandsAText() {
        List<Understood> understood = new CheckEngine(Texts.in(Locale.ENGLISH))
                .understand(
                        new Input.Text("main.cf", "smtpd_tls_security_level = may\nmyhostname = mail.example.com\n"),
                        _ -> {},
                        new Cancellation());
        assertThat(understood).singleElement().satisfies(line -> {
            assertThat(line.remark()).isEqualTo("2 settings.");
            assertThat(line.problem()).isFalse();
        });
    }

    private static CheckEngine engine(LoopbackDns dns) {
        return new CheckEngine(Texts.in(Locale.ENGLISH), Optional.of(dns.resolver()));
    }
}
