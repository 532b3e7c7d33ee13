package postern.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.dns.Stated.Security.INSECURE;
import static postern.dns.Stated.Security.SECURE;
import static postern.dns.Stated.Security.UNSTATED;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class DnsTextReaderTest {
    private static final String DIGEST = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final TlsaRecord TLSA = new TlsaRecord(3, 1, 1, DIGEST);

    @Test
    void readsLinesOfAZone() {
        DnsText text = read("""
                example.com.  300 IN MX 10 Mx.Example.net.
                example.com.      MX 20 mx2.example.net.     (insecure: zone not signed)
                _25._tcp.mx.example.net. IN TLSA 3 1 1 %s ; AD=1
                _mta-sts.example.com. TXT "v=STSv1; id=20260101"
                """.formatted(DIGEST));
        assertThat(text.mx())
                .extracting(Stated::owner, Stated::security, Stated::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "example.com", UNSTATED, new MxRecord(10, "mx.example.net")),
                        org.assertj.core.groups.Tuple.tuple(
                                "example.com", INSECURE, new MxRecord(20, "mx2.example.net")));
        assertThat(text.tlsa())
                .extracting(Stated::owner, Stated::security, Stated::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("_25._tcp.mx.example.net", SECURE, TLSA));
        assertThat(text.stsIds()).extracting(Stated::value).containsExactly("20260101");
    }

    @Test
    void shortAnswersBelongToTheCommandBeforeThem() {
        DnsText text = read("""
                $ dig +dnssec +short TLSA _25._tcp.mx.example.com @192.0.2.53
                3 1 1 00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDD EEFF
                $ dig example.com mx +short
                10 mx.example.com.
                $ uptime
                20 up.
                """);
        assertThat(text.tlsa())
                .extracting(Stated::owner, Stated::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("_25._tcp.mx.example.com", TLSA));
        assertThat(text.mx())
                .extracting(Stated::owner, Stated::value)
                .first()
                .isEqualTo(org.assertj.core.groups.Tuple.tuple("example.com", new MxRecord(10, "mx.example.com")));
    }

    @Test
    void readsHost() {
        DnsText text = read("""
                example.com mail is handled by 10 mx.example.com.
                _25._tcp.mx.example.com has TLSA record 3 1 1 00112233445566778899AABBCCDDEEFF00112233 445566778899AABBCCDDEEFF
                Host _25._tcp.mx2.example.com not found: 2(SERVFAIL)
                Host nobody.example.com not found: 3(NXDOMAIN)
                """);
        assertThat(text.mx()).extracting(Stated::value).containsExactly(new MxRecord(10, "mx.example.com"));
        assertThat(text.tlsa()).extracting(Stated::value).containsExactly(TLSA);
        assertThat(text.failures())
                .extracting(Stated::owner, Stated::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("_25._tcp.mx2.example.com", Failure.SERVER_FAILURE));
    }

    @Test
    void readsDigInFull() {
        DnsText text = read("""
                ; <<>> DiG 9.18 <<>> +dnssec _25._tcp.mx.example.com tlsa
                ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1
                ;; flags: qr rd ra ad; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1
                ;; QUESTION SECTION:
                ;_25._tcp.mx.example.com.\tIN\tTLSA
                ;; ANSWER SECTION:
                _25._tcp.mx.example.com. 3600 IN\tTLSA\t3 1 1 00112233445566778899AABBCCDDEEFF00112233445566778899AABB CCDDEEFF
                ;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 2
                ;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 1
                ;_25._tcp.mx2.example.com.\tIN\tTLSA
                """);
        assertThat(text.tlsa())
                .extracting(Stated::security, Stated::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(SECURE, TLSA));
        assertThat(text.failures())
                .extracting(Stated::owner, Stated::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("_25._tcp.mx2.example.com", Failure.SERVER_FAILURE));
    }

    @Test
    void readsAPolicyAmongOtherLines() {
        DnsText text = read("""
                https://mta-sts.example.com/.well-known/mta-sts.txt
                version: STSv1
                mode: enforce
                mx: mx.example.com
                max_age: 604800
                next
                """);
        assertThat(text.policies())
                .extracting(Stated::line, Stated::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        2L,
                        new StsPolicyReading.Valid(
                                new StsPolicy(StsPolicy.Mode.ENFORCE, List.of("mx.example.com"), 604800))));
    }

    @Test
    void recognisesTheseAndNoLogOrConfiguration() {
        assertThat(DnsText.looksLike("example.com. 300 IN MX 10 mx.example.com."))
                .isTrue();
        assertThat(DnsText.looksLike("$ dig +short mx example.com")).isTrue();
        assertThat(DnsText.looksLike("version: STSv1\nmode: none")).isTrue();
        assertThat(DnsText.looksLike("smtpd_tls_security_level = may\n# MX 10 mail"))
                .isFalse();
        assertThat(DnsText.looksLike("May  1 10:00:00 mx postfix/smtp[1]: connect to mx.example.com[192.0.2.1]:25"))
                .isFalse();
    }

    @Property(tries = 500)
    void noLineIsTooStrange(@ForAll List<String> lines) {
        var reader = new DnsTextReader();
        lines.forEach(line -> reader.take(1, line));
        assertThat(reader.text()).isNotNull();
    }

    private static DnsText read(String text) {
        var reader = new DnsTextReader();
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            reader.take(++number, line);
        }
        return reader.text();
    }
}
