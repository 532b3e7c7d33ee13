package postern.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.transcript.Collector;

final class EvidenceReaderTest {
    private static final LocalDate DAY = LocalDate.of(2024, 5, 2);
    private static final String LOG = "May  2 10:00:00 mail postfix/smtpd[1]: connect from mx.example.net[192.0.2.7]\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            'smtpd_tls_security_level = may\\nsmtpd_tls_auth_only = yes'            | MAIN_CF
            'smtp inet n - y - - smtpd\\n  -o smtpd_tls_auth_only=yes'              | MASTER_CF
            'May  2 10:00:00 mail postfix/smtpd[1]: connect from a.example[192.0.2.7]' | MAIL_LOG
            '2024-05-02T10:00:00+02:00 mail postfix/smtp[7]: setting up TLS'        | MAIL_LOG
            'CONNECTED(00000003)\\nverify error:num=19:self signed certificate'      | S_CLIENT
            'Delivery to the following recipient failed permanently:'               | BOUNCE
            'Dear colleague, it does not work.'                                     | UNKNOWN
            ''                                                                      | EMPTY
            """, delimiter = '|')
    void knowsAnInputByWhatItHolds(String text, InputKind kind) throws IOException {
        Input input = Input.of("pasted", DAY, text == null ? "" : text.replace("\\n", "\n"));
        assertThat(EvidenceReader.recognise(input)).isEqualTo(kind);
    }

    @Test
    void takesFilesFoldersGzipAndZipAlike() throws IOException {
        Files.writeString(folder.resolve("main.cf"), "smtpd_tls_security_level = may\n");
        Files.write(folder.resolve("mail.log.gz"), gzip(LOG));
        Path archive = Files.write(folder.resolve("case.zip"), zip("inner/s_client.txt", "CONNECTED(00000003)\n"));
        Evidence evidence = read(folder);
        assertThat(evidence.mainCf()).isPresent();
        assertThat(evidence.logs())
                .singleElement()
                .satisfies(log -> assertThat(log.lines()).isEqualTo(1));
        assertThat(evidence.transcripts()).hasSize(1);
        assertThat(evidence.given()).containsExactly("s_client.txt", "mail.log.gz", "main.cf");
        assertThat(archive).exists();
    }

    @Test
    void blanksAPrivateKeyAndSaysSo() {
        Evidence evidence = EvidenceReader.read(List.of(Input.of("pasted.txt", DAY, """
                        CONNECTED(00000003)
                        -----BEGIN PRIVATE KEY-----
                        MIIEvQIBADANBgkq
                        -----END PRIVATE KEY-----
                            Master-Key: 0123456789ABCDEF
                        """)), Optional.of(DAY));
        assertThat(evidence.remarks()).anySatisfy(remark -> assertThat(remark).contains("private key"));
        assertThat(evidence.texts().toString())
                .doesNotContain("MIIEvQIBADANBgkq")
                .doesNotContain("0123456789ABCDEF");
    }

    @Test
    void takesTheOutputOfTheCollectorApart() {
        String collected = """
                ----- postern: collector 1 -----

                ----- postern: main.cf -----
                smtpd_tls_security_level = may

                ----- postern: master.cf -----
                smtp inet n - y - - smtpd

                ----- postern: mail.log -----
                %s
                ----- postern: end -----
                """.formatted(LOG);
        assertThat(Collector.looksLike(collected)).isTrue();
        Evidence evidence = EvidenceReader.read(List.of(Input.of("collected.txt", DAY, collected)), Optional.of(DAY));
        assertThat(evidence.mainCf().orElseThrow().content().entries()).hasSize(1);
        assertThat(evidence.masterCf()).isPresent();
        assertThat(evidence.logs()).hasSize(1);
        assertThat(evidence.given())
                .containsExactly("collected.txt: main.cf", "collected.txt: master.cf", "collected.txt: mail.log");
    }

    @Test
    void judgesForTheDayOfTheNewestLogLine() {
        Evidence evidence =
                EvidenceReader.read(List.of(Input.of("mail.log", LocalDate.of(2024, 6, 1), LOG)), Optional.empty());
        assertThat(evidence.asOf()).isEqualTo(DAY);
    }

    @Property(tries = 300)
    void anyBytesAreReadOrRemarkedOn(@ForAll byte[] bytes) {
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        Input input = new Input("any", DAY, () -> new java.io.ByteArrayInputStream(copy));
        assertThat(EvidenceReader.read(List.of(input), Optional.of(DAY)).given())
                .containsExactly("any");
    }

    private static Evidence read(Path path) {
        CaseFolder.Contents contents = CaseFolder.open(List.of(path));
        assertThat(contents.failures()).isEmpty();
        return EvidenceReader.read(contents.inputs(), Optional.of(DAY));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
