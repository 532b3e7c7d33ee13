package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.probe.StartTls;
import postern.tls.Answer;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// Every file is the output of the real tool against a real server; only names and addresses were exchanged.
final class ToolReaderTest {
    private static final List<String> FILES = List.of(
            "gnutls-expired",
            "gnutls-nointer",
            "posttls-nointer",
            "sslscan-tls12",
            "nmap-legacy",
            "swaks-healthy",
            "testssl-nointer");

    /// {file, tool, STARTTLS, versions spoken, complaints as code@depth:line, own certificate}
    @ParameterizedTest
    @CsvSource(textBlock = """
            gnutls-healthy    | GNUTLS_CLI     | OFFERED     | TLSv1.3         |         | CN=mail.example.com
            gnutls-nointer    | GNUTLS_CLI     | UNKNOWN     |                 | 20@0:16 | CN=mail.example.com
            gnutls-expired    | GNUTLS_CLI     | UNKNOWN     |                 | 10@0:18 | CN=mail.example.com
            gnutls-selfsigned | GNUTLS_CLI     | UNKNOWN     |                 | 18@0:16 | CN=mail.example.com
            posttls-healthy   | POSTTLS_FINGER | OFFERED     | TLSv1.3         | 62@-1:2 | CN=mail.example.com
            posttls-nointer   | POSTTLS_FINGER | OFFERED     | TLSv1.3         | 20@0:2  | CN=mail.example.com
            sslscan-tls12     | SSLSCAN        | UNKNOWN     | TLSv1.2         |         | CN=mail.example.com
            sslscan-nostarttls| SSLSCAN        | NOT_OFFERED |                 |         |
            nmap-legacy       | NMAP           | UNKNOWN     | TLSv1 TLSv1.1 TLSv1.2 TLSv1.3 |  | CN=mail.example.com
            swaks-healthy     | SWAKS          | OFFERED     | TLSv1.3         |         | CN=mail.example.com
            swaks-nostarttls  | SWAKS          | NOT_OFFERED |                 |         |
            testssl-nointer   | TESTSSL        | OFFERED     | TLSv1.2 TLSv1.3 | 62@0:78 20@0:79 | CN=mail.example.com
            testssl-expired   | TESTSSL        | OFFERED     | TLSv1.2 TLSv1.3 | 62@0:78 10@0:82 20@1:79 | CN=mail.example.com
            """, delimiter = '|')
    void readsTheOutputOfEveryTool(
            String file, Tool tool, StartTls startTls, String versions, String complaints, String subject) {
        String text = SClientReaderTest.resource(file + ".txt");
        assertThat(ToolReader.looksLike(text)).isTrue();
        TestRun run = only(text);
        assertThat(run.tool()).isEqualTo(tool);
        assertThat(run.command()).isPresent();
        assertThat(run.startTls()).isEqualTo(startTls);
        assertThat(run.server().accepted().stream()
                        .map(ProtocolVersion::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(versions == null ? "" : versions);
        assertThat(run.complaints().stream()
                        .map(it -> it.code() + "@" + it.depth() + ":" + it.line())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(complaints == null ? "" : complaints);
        assertThat(run.leaf().map(leaf -> leaf.subject()).orElse("")).isEqualTo(subject == null ? "" : subject);
        assertThat(run.lines())
                .allSatisfy(line -> assertThat(text.lines().toList().get((int) line.number() - 1))
                        .contains(line.text()));
    }

    @Test
    void knowsWhatTheServerRefuses() {
        TestRun run = only(SClientReaderTest.resource("sslscan-tls12.txt"));
        assertThat(run.server().speaks(ProtocolVersion.TLSV1_1)).isEqualTo(Answer.NO);
        assertThat(run.server().speaks(ProtocolVersion.TLSV1_3)).isEqualTo(Answer.NO);
        TestRun nmap = only(SClientReaderTest.resource("nmap-legacy.txt"));
        assertThat(nmap.server().speaks(ProtocolVersion.SSLV3)).isEqualTo(Answer.NO);
        assertThat(nmap.server().speaks(ProtocolVersion.SSLV2)).isEqualTo(Answer.UNKNOWN);
        TestRun testssl = only(SClientReaderTest.resource("testssl-legacy.txt"));
        assertThat(testssl.server().speaks(ProtocolVersion.TLSV1)).isEqualTo(Answer.YES);
        assertThat(testssl.server().speaks(ProtocolVersion.SSLV3)).isEqualTo(Answer.NO);
    }

    @Test
    void readsWhatGnutlsCliDebugFindsOfEachVersion() {
        TestRun run = only("""
                $ gnutls-cli-debug -p 995 mail.example.com
                GnuTLS debug client 3.6.7
                Checking mail.example.com:995
                                        whether we need to disable TLS 1.2... no
                                        for SSL 3.0 (RFC6101) support... no
                                        for TLS 1.0 (RFC2246) support... yes
                                        for TLS 1.1 (RFC4346) support... no
                                        for TLS 1.2 (RFC5246) support... no
                """);

        assertThat(run.tool()).isEqualTo(Tool.GNUTLS_CLI);
        assertThat(run.server().accepted()).containsExactly(ProtocolVersion.TLSV1);
        assertThat(run.server().speaks(ProtocolVersion.SSLV3)).isEqualTo(Answer.NO);
        assertThat(run.server().speaks(ProtocolVersion.TLSV1_2)).isEqualTo(Answer.NO);
        assertThat(run.server().speaks(ProtocolVersion.TLSV1_3)).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void knowsTheWholeChainOnlyWhereItWasShown() {
        assertThat(only(SClientReaderTest.resource("gnutls-healthy.txt"))
                        .chain()
                        .certificates())
                .extracting(certificate -> certificate.subject() + " by " + certificate.issuer())
                .containsExactly(
                        "CN=mail.example.com by C=XX, O=Example Trust, CN=Example Issuing CA",
                        "C=XX, O=Example Trust, CN=Example Issuing CA by C=XX, O=Example Trust, CN=Example Root CA");
        assertThat(only(SClientReaderTest.resource("posttls-healthy.txt"))
                        .chain()
                        .certificates())
                .isEmpty();
        assertThat(only(SClientReaderTest.resource("testssl-nointer.txt"))
                        .chain()
                        .certificates())
                .hasSize(1);
        assertThat(only(SClientReaderTest.resource("testssl-expired.txt"))
                        .chain()
                        .certificates())
                .isEmpty();
    }

    @Test
    void readsWhatCheckTlsPrints() {
        TestRun run = only("""
                Trying TLS on mail.example.com[192.0.2.25:25] (10):
                [000.119] <-- 220 mail.example.com ESMTP Postfix
                [000.119] --> EHLO www.checktls.example
                [000.239] <-- 250-STARTTLS
                [000.239] We can use this server
                [000.239] TLS is an option on this server
                [000.239] --> STARTTLS
                [000.359] <-- 220 2.0.0 Ready to start TLS
                [000.360] STARTTLS command works on this server
                [000.612] Connection converted to SSL
                          SSLVersion in use: TLSv1_2
                          Cipher in use: ECDHE-RSA-AES256-GCM-SHA384
                          Certificate 1 of 1 in chain:
                          Cert VALIDATION ERROR(S): unable to get local issuer certificate; unable to verify the first certificate
                          So email is encrypted but the recipient domain is not verified
                          Cert Hostname VERIFIED (mail.example.com = mail.example.com | DNS:mail.example.com)
                          subject= /CN=mail.example.com
                          issuer= /C=US/O=Example Trust/CN=Example Issuing CA
                """);
        assertThat(run.tool()).isEqualTo(Tool.CHECKTLS);
        assertThat(run.version()).contains(ProtocolVersion.TLSV1_2);
        assertThat(run.suite()).isEqualTo(CipherSuite.named("ECDHE-RSA-AES256-GCM-SHA384"));
        assertThat(run.complaints())
                .extracting(VerifyComplaint::code, VerifyComplaint::depth, VerifyComplaint::line)
                .containsExactly(org.assertj.core.api.Assertions.tuple(20, 0, 14L));
        assertThat(run.chain().certificates())
                .extracting(certificate -> certificate.subject() + " by " + certificate.issuer())
                .containsExactly("CN=mail.example.com by C=US, O=Example Trust, CN=Example Issuing CA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnutls-healthy", "sslscan-tls12", "testssl-nointer", "swaks-healthy", "nmap-legacy"})
    void twoRunsWithoutTheirCommandsAreTwo(String file) {
        String text = SClientReaderTest.resource(file + ".txt");
        String shown = text.substring(text.indexOf('\n') + 1);
        assertThat(ToolReader.read("tool.txt", shown).runs()).hasSize(1);
        assertThat(ToolReader.read("tool.txt", shown + shown).runs()).hasSize(2);
    }

    @Test
    void aCommentThatNamesAToolIsNoRun() {
        String text = """
                # We look at this with testssl.sh and openssl s_client -connect mail.example.com:25
                # openssl s_client -connect mail.example.com:25 -starttls smtp
                smtpd_tls_security_level = may
                """;
        assertThat(ToolReader.read("main.cf", text).runs()).isEmpty();
        assertThat(SClientReader.readAll("main.cf", text)).isEmpty();
    }

    @Test
    void leavesTheLinesOfOthersInTheirPlaces() {
        ToolReader.Read read = ToolReader.read("post.txt", """
                $ gnutls-cli --starttls-proto=smtp mail.example.com -p 25
                - Status: The certificate is trusted.
                $ openssl s_client -connect mail.example.com:25 -starttls smtp
                CONNECTED(00000003)
                """);
        assertThat(read.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.tool()).isEqualTo(Tool.GNUTLS_CLI));
        assertThat(read.rest()).isEqualTo("""
                $ gnutls-cli --starttls-proto=smtp mail.example.com -p 25

                $ openssl s_client -connect mail.example.com:25 -starttls smtp
                CONNECTED(00000003)
                """);
    }

    @Property(tries = 300)
    void damagedOutputIsReadAsFarAsItGoes(
            @ForAll @IntRange(max = 6) int file, @ForAll int from, @ForAll int length, @ForAll String put) {
        String text = SClientReaderTest.resource(FILES.get(file) + ".txt");
        int start = Math.floorMod(from, text.length());
        int end = Math.min(text.length(), start + Math.floorMod(length, 300));
        String damaged = text.substring(0, start) + put + text.substring(end);
        ToolReader.Read read = ToolReader.read("damaged", damaged);
        assertThat(read.runs()).hasSizeLessThan(50);
        assertThat(read.rest().lines().count()).isEqualTo(damaged.lines().count());
    }

    @Test
    void longTextsAreReadInTime() {
        String text = Stream.of("posttls-finger: ", "- subject `", "| ssl-cert: Subject: ", " Chain of trust NOT ok (")
                .map(front -> front + "a: subject_CN=(, ".repeat(20_000) + "\n")
                .collect(Collectors.joining());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(ToolReader.read("long", text.repeat(20)).runs())
                        .hasSizeLessThan(51));
    }

    private static TestRun only(String text) {
        List<TestRun> runs = ToolReader.read("tool.txt", text).runs();
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }
}
