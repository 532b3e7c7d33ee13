package postern.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import postern.casefile.CaseFile;
import postern.casefile.SavedCase;
import postern.dns.DomainLookup;
import postern.dns.LoopbackDns;
import postern.evidence.Input;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import postern.redaction.Redaction;
import postern.report.JsonReport;
import postern.report.JsonShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SavedCaseTest {
    @TempDir
    private Path folder;

    private Example example;
    private CheckRequest request;
    private Check.Result result;

    @BeforeAll
    void lookAtTheExample() throws IOException {
        example = Example.start();
        request = thorough(example.request());
        result = Check.run(request, ScanListener.NONE, new Cancellation());
    }

    @AfterAll
    void stop() {
        example.close();
    }

    private static CheckRequest thorough(CheckRequest plain) {
        return new CheckRequest(
                plain.problem(),
                plain.server(),
                plain.inputs(),
                plain.remarks(),
                plain.asOf(),
                plain.postfix(),
                plain.openssl(),
                plain.anchors(),
                plain.ehloName(),
                true,
                plain.settings(),
                plain.domain(),
                plain.resolver());
    }

    private SavedCase saved() {
        return Cases.of(request, result, List.of(), Map.of("smtpd_tls_protocols", "!SSLv2"));
    }

    private Path saved(SavedCase saved) throws IOException {
        Path file = folder.resolve("example.postern");
        CaseFile.save(saved, "1.2.3", file);
        return file;
    }

    @Test
    void opensWithoutNetworkToTheSameDiagnosis() throws IOException {
        Cases.Opened opened = Cases.open(List.of(saved(Cases.of(request, result, List.of(), Map.of()))));
        assertThat(opened.failures()).isEmpty();
        CheckRequest again = Cases.request(opened.saved().orElseThrow(), opened.failures());

        assertThat(json(Check.run(again, ScanListener.NONE, new Cancellation())))
                .isEqualTo(json(result));
    }

    @Test
    void keepsAllThatProbesSaw() throws IOException {
        SavedCase opened = CaseFile.open(saved(saved())).saved();
        assertThat(opened.scans()).isEqualTo(result.report().scans()).isNotEmpty();
        assertThat(opened.server()).isEqualTo(request.server());
        assertThat(opened.settings()).containsExactly(Map.entry("smtpd_tls_protocols", "!SSLv2"));
        assertThat(opened.asOf()).contains(Example.day());
    }

    @Test
    void keepsWhatWasPublishedAboutADomain() throws IOException {
        try (var dns = new LoopbackDns("""
                example.org. MX 10 mx.example.org.
                mx.example.org. A 192.0.2.25
                _25._tcp.mx.example.org. TLSA 3 1 1 0011
                _mta-sts.example.org. TXT "v=STSv1; id=1;"
                _smtp._tls.example.org. TXT "v=TLSRPTv1; rua=mailto:tls@example.org"
                """)) {
            var published = DomainLookup.of("example.org", dns.resolver(), () -> false);
            SavedCase told = new SavedCase(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("3.7"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("example.org"),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(published),
                    Map.of());
            assertThat(CaseFile.open(saved(told)).saved()).isEqualTo(told);
        }
    }

    @Test
    void theManifestFitsItsSchema() throws IOException {
        assertThat(JsonShape.complaints(manifest(saved(saved())))).isEmpty();
    }

    @Test
    void whatAnotherVersionWroteIsKept() throws IOException {
        Path file = saved(saved());
        ObjectNode manifest = (ObjectNode) manifest(file);
        manifest.put("schema", "postern/case/2").putObject("notes").put("text", "called back");
        ((ObjectNode) manifest.get("scans").get(0)).put("quantum", true);
        replace(file, manifest);

        CaseFile.Opened opened = CaseFile.open(file);
        assertThat(opened.failures()).singleElement().asString().contains("another version of Postern (1.2.3)");
        assertThat(opened.saved().scans()).isEqualTo(result.report().scans());
        assertThat(manifest(saved(opened.saved())).at("/notes/text").asString()).isEqualTo("called back");
    }

    @Test
    void aPartThatCannotBeReadLeavesTheOthers() throws IOException {
        Path file = saved(saved());
        ObjectNode manifest = (ObjectNode) manifest(file);
        manifest.put("asOf", "some day");
        ((ObjectNode) manifest.get("scans").get(0)).put("startTls", "PERHAPS");
        replace(file, manifest);

        CaseFile.Opened opened = CaseFile.open(file);
        assertThat(opened.failures())
                .containsExactly(
                        "example.postern: the part “asOf” cannot be read",
                        "example.postern: the part “scans” cannot be read");
        assertThat(opened.saved().inputs()).hasSameSizeAs(request.inputs());
    }

    @Test
    void aCaseCutInTheMiddleOpensAsFarAsItGoes() throws IOException {
        Path file = saved(saved());
        byte[] bytes = Files.readAllBytes(file);
        for (int length = bytes.length - 1; length > 60; length -= 97) {
            Files.write(file, Arrays.copyOf(bytes, length));
            CaseFile.Opened opened = CaseFile.open(file);
            assertThat(opened.failures().getFirst())
                    .isEqualTo("example.postern: the case file is damaged; what could be read of it is used");
            assertThat(opened.saved().inputs()).isNotEmpty();
        }
    }

    @Test
    void damageInTheMiddleIsToldAndNeverStopsTheRest() throws IOException {
        Path file = saved(saved());
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at += 211) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x55;
            Files.write(file, damaged);
            try {
                CheckRequest again = Cases.request(CaseFile.open(file).saved(), List.of());
                again.inputs().forEach(SavedCaseTest::readWhole);
            } catch (IOException nothing) {
                assertThat(nothing).hasMessageContaining("nothing in this case file can be read");
            }
        }
    }

    private static void readWhole(Input input) {
        try (var content = input.content().open()) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Test
    void namesOfMembersArePathsToNowhere() throws IOException {
        Path file = folder.resolve("evil.postern");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : List.of("../../../tmp/evil.cf", "/etc/passwd", "inputs/..\\..\\evil.log")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("smtpd_tls_security_level = may\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(CaseFile.open(file).saved().inputs())
                .extracting(Input::name)
                .containsExactlyInAnyOrder("evil.cf", "passwd", "..\\..\\evil.log");
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).doesNotContain("evil.cf");
        }
    }

    @Test
    void aMemberThatUnpacksToGigabytesTakesNoMemory() throws IOException {
        Path file = folder.resolve("bomb.postern");
        byte[] zeros = new byte[1 << 20];
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("inputs/01-main.cf"));
            for (int megabyte = 0; megabyte < 1024; megabyte++) {
                zip.write(zeros);
            }
        }
        byte[] cut = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(cut, cut.length - 30));
        assertThat(CaseFile.open(file).saved().inputs()).hasSize(1);
    }

    @Test
    void aFileThatIsNoArchiveIsToldInASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.postern"), "Dear colleague");
        assertThatThrownBy(() -> CaseFile.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": nothing in this case file can be read");
    }

    @Test
    void secretsAreNotSaved() throws IOException {
        Input input =
                Input.of("main.cf", LocalDate.of(2026, 1, 1), "smtp_sasl_password_maps = static:anna:Geheim123\n");
        SavedCase opened = CaseFile.open(
                        saved(Cases.of(request.withInputs(List.of(input)), result, List.of(), Map.of())))
                .saved();
        try (var content = opened.inputs().getFirst().content().open()) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("smtp_sasl_password_maps = static:anna:(blanked)\n");
        }
    }

    @Test
    void aRedactedCaseKeepsWhatTheProbeFound() throws IOException {
        var redaction = new Redaction();
        SavedCase redacted = CaseFile.open(saved(saved().redacted(redaction))).saved();
        Check.Result again = Check.run(Cases.request(redacted, List.of()), ScanListener.NONE, new Cancellation());
        assertThat(again.report().diagnosis().findings())
                .extracting(finding -> finding.cause() + finding.role() + finding.certainty())
                .isEqualTo(result.report().diagnosis().findings().stream()
                        .map(finding -> finding.cause() + finding.role() + finding.certainty())
                        .toList());
        assertThat(again.report()
                        .scans()
                        .getFirst()
                        .chains()
                        .getFirst()
                        .assessment()
                        .facts())
                .isEqualTo(result.report()
                        .scans()
                        .getFirst()
                        .chains()
                        .getFirst()
                        .assessment()
                        .facts());
    }

    private static String json(Check.Result result) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(result.report(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode manifest(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile());
                var content = zip.getInputStream(zip.getEntry("case.json"))) {
            return JsonMapper.shared().readTree(content.readAllBytes());
        }
    }

    private static void replace(Path file, JsonNode manifest) throws IOException {
        Path old = Files.move(file, file.resolveSibling("old.zip"));
        try (var from = new ZipFile(old.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals("case.json")) {
                    to.write(JsonMapper.shared().writeValueAsBytes(manifest));
                } else {
                    from.getInputStream(entry).transferTo(to);
                }
            }
        }
        Files.delete(old);
    }
}
