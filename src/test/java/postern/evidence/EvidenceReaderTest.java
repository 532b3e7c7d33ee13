package postern.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.junit.jupiter.params.provider.ValueSource;
import postern.maillog.LogLine;
import postern.transcript.Collector;
import postern.transcript.ServerState;

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
            '# Undeliverable mail is returned to sender\nsmtpd_tls_security_level = may' | MAIN_CF
            '# May  2 10:00:00 mail postfix/smtpd[1]: x\nsmtpd_tls_security_level = may' | MAIN_CF
            'smtp_fallback_relay =\nmyhostname = mail\nmydomain = a\nmyorigin = b\nnotify_classes = c\n  undeliverable' | MAIN_CF
            'host names are fine, but which has address records I do not know.'     | UNKNOWN
            '$ host -t mx example.com'                                              | DNS
            'dig +short TLSA _25._tcp.mail.example.com @192.0.2.53'                  | DNS
            'example.com mail is handled by 10 mail.example.com.'                   | DNS
            'host = mail.example.net\\nport = 587\\ntls = on\\ntls_starttls = off'   | UNKNOWN
            'remotehost = imap.example.net\\nremoteport = 143\\nssl = yes'         | UNKNOWN
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
    void takesTheOutputOfTheCollectorApartEvenIfItWasQuoted() {
        String collected = """
                Here is what it printed:
                > root@mail:~# sh collector.sh
                > ----- postern: collector 1 -----
                >
                > ----- postern: main.cf -----
                > smtpd_tls_security_level = may
                >
                > ----- postern: ports -----
                > LISTEN 0 100 0.0.0.0:25 0.0.0.0:*
                >
                > ----- postern: end -----
                Thanks!
                """;
        Evidence evidence = EvidenceReader.read(List.of(Input.of("mail.txt", DAY, collected)), Optional.of(DAY));
        assertThat(evidence.mainCf().orElseThrow().content().entry("smtpd_tls_security_level"))
                .hasValueSatisfying(entry -> assertThat(entry.firstLine()).isEqualTo(6));
        assertThat(evidence.observations())
                .singleElement()
                .isInstanceOfSatisfying(
                        ServerState.class,
                        state -> assertThat(state.listeners()).hasSize(1));
    }

    /// The attributes of a policy, on a line of their own, look like a setting.
    @Test
    void aTableThatLooksLikeSettingsDoesNotTakeThePlaceOfMainCf() {
        Input table = Input.of("tls_policy", DAY, "example.net may\nexample.org encrypt\n  ciphers=high\n");
        Input mainCf = Input.of("main.cf", DAY, "smtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n");
        for (List<Input> order : List.of(List.of(table, mainCf), List.of(mainCf, table))) {
            Evidence evidence = EvidenceReader.read(order, Optional.of(DAY));
            assertThat(evidence.mainCf().orElseThrow().source()).isEqualTo("main.cf");
            assertThat(evidence.texts())
                    .anySatisfy(text ->
                            assertThat(text.lines()).extracting(LogLine::text).contains("example.org encrypt"));
        }
    }

    @Test
    void takesTheOutputOfTheCollectorApart() {
        String collected = """
                me@mail:~$ sh collector.sh
                ----- postern: collector 1 -----

                ----- postern: versions -----
                postfix=3.7.11

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
        assertThat(evidence.mainCf()
                        .orElseThrow()
                        .content()
                        .entries()
                        .getFirst()
                        .firstLine())
                .isEqualTo(8);
        assertThat(evidence.masterCf()).isPresent();
        assertThat(evidence.logs()).hasSize(1);
        assertThat(evidence.observations())
                .singleElement()
                .isInstanceOfSatisfying(
                        ServerState.class, state -> assertThat(state.versions()).containsEntry("postfix", "3.7.11"));
        assertThat(evidence.remarks()).isEmpty();
        assertThat(evidence.given())
                .containsExactly("collected.txt: main.cf", "collected.txt: master.cf", "collected.txt: mail.log");
    }

    /// {a line, what stays of it}
    @ParameterizedTest
    @CsvSource(textBlock = """
            AUTH PLAIN AHVzZXIAc2VjcmV0                        | AUTH PLAIN (blanked)
            '~> AUTH LOGIN dXNlcg=='                           | '~> AUTH LOGIN (blanked)'
            'Authorization: Bearer eyJhbGciOi'                 | 'Authorization: Bearer (blanked)'
            'curl said ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8' | 'curl said (blanked)'
            'AKIAIOSFODNN7EXAMPLE is in the log'               | '(blanked) is in the log'
            'x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N' | 'x (blanked)'
            'smtp_sasl_password_maps = static:me:secret'       | 'smtp_sasl_password_maps = static:me:(blanked)'
            'password = secret'                                | 'password = (blanked)'
            '$ swaks --server mail.example.com -au me -ap s3cret -tls' | '$ swaks --server mail.example.com -au me -ap (blanked) -tls'
            'smtp_sasl_password_maps = hash:/etc/postfix/sasl' | 'smtp_sasl_password_maps = hash:/etc/postfix/sasl'
            '250-AUTH PLAIN LOGIN'                             | '250-AUTH PLAIN LOGIN'
            'ssl_key_password = </etc/dovecot/password'        | 'ssl_key_password = </etc/dovecot/password'
            'password = /Secret1'                              | 'password = (blanked)'
            'ssl_key_password = "two words"'                   | 'ssl_key_password = (blanked)'
            'dnpass = secret'                                  | 'dnpass = (blanked)'
            'bind_pw = secret'                                 | 'bind_pw = (blanked)'
            'connect = host=db dbname=mail password=secret'    | 'connect = host=db dbname=mail password=(blanked)'
            '{"password": "a\\"b", "host": "mail"}'            | '{"password": (blanked), "host": "mail"}'
            '"api_key" : "0123abcd"'                           | '"api_key" : (blanked)'
            'OVH_API_KEY=0123abcd'                             | 'OVH_API_KEY=(blanked)'
            'curl --user name:secret https://mail.example.com/' | 'curl --user name:(blanked) https://mail.example.com/'
            'curl -u "name:two words" https://mail.example.com/' | 'curl -u "name:(blanked)" https://mail.example.com/'
            '$ swaks --auth-password "two words" -tls'         | '$ swaks --auth-password (blanked) -tls'
            'docker run --user 1000:1000 mail'                 | 'docker run --user 1000:1000 mail'
            'openssl rsa -passin pass:secret -in key.pem'      | 'openssl rsa -passin (blanked) -in key.pem'
            'hosts = mysql://mail:secret@db.example.com/mail'  | 'hosts = mysql://mail:(blanked)@db.example.com/mail'
            '[smtp.example.com]:587 me@example.com:secret'     | '[smtp.example.com]:587 me@example.com:(blanked)'
            'smtp.example.com me@example.com:secret'           | 'smtp.example.com me@example.com:(blanked)'
            'transport_maps = static:smtp:[relay.example.com]:25' | 'transport_maps = static:smtp:[relay.example.com]:25'
            '[mail.example.com]:587 secure match=mail.example.com:relay.example.com' | '[mail.example.com]:587 secure match=mail.example.com:relay.example.com'
            'example.com smtp:[relay.example.com]:25'          | 'example.com smtp:[relay.example.com]:25'
            'auth_verbose_passwords = no'                      | 'auth_verbose_passwords = no'
            'smtp_sasl_password_maps = static:{me:two words}'  | 'smtp_sasl_password_maps = static:{me:(blanked)}'
            'smtp_sasl_password_maps = inline:{ {[a.example.com]:587 = me:sec,ret} }' | 'smtp_sasl_password_maps = inline:{ {[a.example.com]:587 = (blanked) } }'
            'smtp_tls_policy_maps = inline:{ {a.example.com = encrypt} }' | 'smtp_tls_policy_maps = inline:{ {a.example.com = encrypt} }'
            'a1 LOGIN me secret'                               | 'a1 LOGIN me (blanked)'
            'C: PASS secret'                                   | 'C: PASS (blanked)'
            'PASS NEW [192.0.2.1]:25'                          | 'PASS NEW [192.0.2.1]:25'
            'warning: unknown[192.0.2.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6' | 'warning: unknown[192.0.2.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6'
            """, delimiter = '|')
    void blanksWhatLogsIn(String line, String kept) {
        assertThat(Secrets.blank(line).text()).isEqualTo(kept);
    }

    @Test
    void blanksAPasswordInATableThatGoesOnInTheNextLines() {
        assertThat(Secrets.blank("""
                smtp_sasl_password_maps = inline:{
                    a.example.com=me:secret,
                    { b.example.com = me:s3cret } }
                smtp_tls_policy_maps =
                    inline:{ a.example.com=encrypt }
                """).text()).isEqualTo("""
                smtp_sasl_password_maps = inline:{
                    a.example.com= (blanked)\s
                    { b.example.com = (blanked) } }
                smtp_tls_policy_maps =
                    inline:{ a.example.com=encrypt }
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\nMIIE\nAAAA\n-----END PRIVATE KEY-----\nssl = yes\n",
                "-----BEGIN RSA PRIVATE KEY-----\r\nMIIE\r\n-----END RSA PRIVATE KEY-----\r\nssl = yes\r\n",
                "-----BEGIN PRIVATE KEY-----\rMIIE\r-----END PRIVATE KEY-----\rssl = yes\r",
                "-----BEGIN EC PRIVATE KEY-----MIIE-----END EC PRIVATE KEY-----\nssl = yes\n",
                "{\"key\": \"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n\"}\nssl = yes\n",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\nMIIE\n-----END PGP PRIVATE KEY BLOCK-----\nssl = yes\n",
            })
    void blanksAKeyHoweverItsLinesEnd(String text) {
        Secrets.Blanked blanked = Secrets.blank(text);
        assertThat(blanked.found()).isTrue();
        assertThat(blanked.text()).doesNotContain("MIIE").contains("ssl = yes");
        assertThat(blanked.text().lines()).hasSameSizeAs(text.lines().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C: ", "In:  ", " ~> ", "< client.example.com[192.0.2.1]: "})
    void blanksTheAnswerWhateverStandsBeforeIt(String before) {
        String asked =
                before.startsWith("<") ? "> client.example.com[192.0.2.1]: 334 UGFzc3dvcmQ6" : "334 UGFzc3dvcmQ6";
        assertThat(Secrets.blank(asked + "\r\n" + before + "c2VjcmV0\r\n235 ok\r\n")
                        .text())
                .isEqualTo(asked + "\r\n" + before + "(blanked)\r\n235 ok\r\n");
    }

    @Test
    void whatIsBlankedInALineIsBlankedInItsPartsToo() {
        Evidence evidence = EvidenceReader.read(
                List.of(Input.of(
                        "mail.log",
                        DAY,
                        "May  2 10:00:01 mail postfix/smtpd[1]: fatal: bad string length 0 < 1:"
                                + " smtp_sasl_password_maps = static:me:s3cret\n"
                                + "May  2 10:00:01 mail postfix/smtpd[1]: warning: /etc/postfix/main.cf, line 9:"
                                + " overriding earlier entry: smtp_sasl_password_maps=static:me:s3cret\n")),
                Optional.of(DAY));
        assertThat(evidence.logs().getFirst().events()).isNotEmpty();
        assertThat(evidence.logs().toString()).contains("static:me").doesNotContain("s3cret");
    }

    @Test
    void blanksTheAnswersOfALogin() {
        assertThat(Secrets.blank("AUTH LOGIN\n334 VXNlcm5hbWU6\ndXNlcg==\n334 UGFzc3dvcmQ6\nc2VjcmV0\n235 ok\n")
                        .text())
                .isEqualTo("AUTH LOGIN\n334 VXNlcm5hbWU6\n(blanked)\n334 UGFzc3dvcmQ6\n(blanked)\n235 ok\n");
    }

    @Test
    void aSecretInALogIsBlankedToo() {
        Evidence evidence = EvidenceReader.read(
                List.of(Input.of(
                        "mail.log",
                        DAY,
                        LOG + "May  2 10:00:01 mail postfix/smtpd[1]: warning: TLS something strange: AUTH PLAIN"
                                + " AHVzZXIAc2VjcmV0\n"
                                + "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqTLSG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDTESTLETTERSONLYxx\n"
                                + "-----END PRIVATE KEY-----\n")),
                Optional.of(DAY));
        assertThat(evidence.logs().toString())
                .doesNotContain("AHVzZXIAc2VjcmV0")
                .doesNotContain("MIIEvQIBADANBgkq");
        assertThat(evidence.remarks()).anySatisfy(remark -> assertThat(remark).contains("private key or a password"));
    }

    @Test
    void logsThatWereRotatedComeInTheOrderOfTime() throws IOException {
        Files.writeString(folder.resolve("mail.log"), LOG);
        Files.writeString(folder.resolve("mail.log.1"), LOG.replace("May  2", "May  1"));
        Files.write(folder.resolve("mail.log.2.gz"), gzip(LOG.replace("May  2", "Apr 30")));
        assertThat(read(folder).logs())
                .extracting(log -> log.source())
                .containsExactly("mail.log.2.gz", "mail.log.1", "mail.log");
    }

    @Test
    void textsOfWindowsProgramsAreTextsToo() throws IOException {
        Files.write(
                folder.resolve("main.cf"),
                "\ufeffsmtpd_tls_security_level = may\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(read(folder).mainCf().orElseThrow().content().entry("smtpd_tls_security_level"))
                .hasValueSatisfying(entry -> assertThat(entry.value()).isEqualTo("may"));
    }

    @Test
    void saysHowToUnpackWhatItCannotOpen() throws IOException {
        Path packed = Files.write(folder.resolve("mail.log.xz"), new byte[] {(byte) 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0});
        assertThat(CaseFolder.open(List.of(packed)).failures())
                .singleElement()
                .asString()
                .contains("xz -d");
    }

    @Test
    void opensALogThatIsPackedWithZstd() throws IOException {
        byte[] log = LOG.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(log.length + 100).order(ByteOrder.LITTLE_ENDIAN);
        int header = log.length << 3 | 1;
        frame.putInt(0xfd2fb528).put((byte) 0xe0).putLong(log.length).putShort((short) header);
        frame.put((byte) (header >> 16)).put(log);
        Files.write(folder.resolve("mail.log.1.zst"), Arrays.copyOf(frame.array(), frame.position()));

        assertThat(read(folder).logs()).singleElement().satisfies(read -> {
            assertThat(read.source()).isEqualTo("mail.log.1.zst");
            assertThat(read.lines()).isEqualTo(LOG.lines().count());
        });
    }

    /// Both packings carry a checksum of what they hold.
    @Test
    void remarksOnPackedLogsWhoseChecksumDoesNotFit() throws IOException {
        byte[] gzip = gzip(LOG);
        gzip[gzip.length - 5] ^= 1;
        Files.write(folder.resolve("mail.log.2.gz"), gzip);
        byte[] log = LOG.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(log.length + 100).order(ByteOrder.LITTLE_ENDIAN);
        int header = log.length << 3 | 1;
        frame.putInt(0xfd2fb528).put((byte) 0xe4).putLong(log.length).putShort((short) header);
        frame.put((byte) (header >> 16)).put(log).putInt(0);
        Files.write(folder.resolve("mail.log.1.zst"), Arrays.copyOf(frame.array(), frame.position()));

        Evidence evidence = read(folder);

        assertThat(evidence.logs()).isEmpty();
        assertThat(evidence.given()).containsExactlyInAnyOrder("mail.log.1.zst", "mail.log.2.gz");
        assertThat(evidence.remarks())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "mail.log.1.zst could not be read to its end: The Zstandard data is damaged.",
                        "mail.log.2.gz could not be read to its end: Corrupt GZIP trailer");
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
