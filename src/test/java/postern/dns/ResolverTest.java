package postern.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import postern.tls.Answer;

final class ResolverTest {
    private static final String ZONE = """
            example.com. MX 20 Mx2.Example.com.
            example.com. MX 10 mx1.example.com.
            mx1.example.com. A 192.0.2.1
            mx1.example.com. AAAA 2001:db8::1
            alias.example.com. CNAME mx1.example.com.
            dangling.example.com. CNAME gone.example.com.
            1.2.0.192.in-addr.arpa. PTR mx1.example.com.
            text.example.com. TXT "v=STSv1; " "id=1;"
            _25._tcp.mx1.example.com. TLSA 3 1 1 0011223344556677889900112233445566778899001122334455667788990011
            """;

    @Test
    void readsWhatIsThere() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            Resolver resolver = dns.resolver();
            assertThat(resolver.mailExchangers("example.com").records())
                    .containsExactly(new MxRecord(10, "mx1.example.com"), new MxRecord(20, "mx2.example.com"));
            assertThat(resolver.ipv4("mx1.example.com").records()).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
            assertThat(resolver.ipv6("mx1.example.com").records())
                    .containsExactly(InetAddress.ofLiteral("2001:db8::1"));
            assertThat(resolver.names(InetAddress.ofLiteral("192.0.2.1")).records())
                    .containsExactly("mx1.example.com");
            assertThat(resolver.texts("text.example.com").records()).containsExactly("v=STSv1; id=1;");
            assertThat(resolver.tlsa("mx1.example.com", 25).records())
                    .extracting(TlsaRecord::toString)
                    .containsExactly("3 1 1 0011223344556677889900112233445566778899001122334455667788990011");
        }
    }

    @Test
    void tellsNoSuchNameFromNoDataAndBothFromAliases() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            assertThat(dns.resolver().ipv4("nobody.example.com")).isEqualTo(new Lookup.NoSuchName<>(List.of(), false));
            assertThat(dns.resolver().ipv4("example.com")).isEqualTo(new Lookup.NoData<>(List.of(), false));
            assertThat(dns.resolver().ipv4("alias.example.com"))
                    .isEqualTo(new Lookup.Found<>(
                            List.of(InetAddress.ofLiteral("192.0.2.1")), List.of("mx1.example.com"), false));
            assertThat(dns.resolver().ipv4("dangling.example.com"))
                    .isEqualTo(new Lookup.NoSuchName<>(List.of("gone.example.com"), false));
        }
    }

    @Test
    void followsAnAliasThatTheResolverDidNotFollow() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            dns.answering("half.example.com.", "A", (question, _) -> {
                Message reply = dns.reply(question, Rcode.NOERROR);
                reply.addRecord(
                        new org.xbill.DNS.CNAMERecord(
                                question.getQuestion().getName(), DClass.IN, 300, Name.fromString("mx1.example.com.")),
                        Section.ANSWER);
                return reply.toWire();
            });
            assertThat(dns.resolver().ipv4("half.example.com").records())
                    .containsExactly(InetAddress.ofLiteral("192.0.2.1"));
        }
    }

    @Test
    void saysWhetherTheResolverVouches() throws IOException {
        try (var dns = new LoopbackDns(ZONE + ". NS a.example.com.\n").authenticated()) {
            assertThat(dns.resolver().mailExchangers("example.com").authenticated())
                    .isTrue();
            assertThat(dns.resolver().ipv4("nobody.example.com").authenticated())
                    .isTrue();
            assertThat(dns.resolver().validates()).isEqualTo(Answer.YES);
        }
        try (var dns = new LoopbackDns(ZONE + ". NS a.example.com.\n")) {
            assertThat(dns.resolver().validates()).isEqualTo(Answer.NO);
        }
        try (var dns = new LoopbackDns("").failing(".", "NS", Rcode.SERVFAIL)) {
            assertThat(dns.resolver().validates()).isEqualTo(Answer.UNKNOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({"SERVFAIL,SERVER_FAILURE", "REFUSED,REFUSED", "NOTIMP,MALFORMED", "FORMERR,MALFORMED"})
    void tellsFailuresApart(String code, Failure expected) throws IOException {
        try (var dns = new LoopbackDns(ZONE).failing("example.com.", "MX", Rcode.value(code))) {
            assertThat(dns.resolver().mailExchangers("example.com").failure()).contains(expected);
        }
    }

    @Test
    void aFailureThatVanishesWithoutCheckingIsBogus() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            dns.answering(
                    "example.com.",
                    "MX",
                    (question, _) -> dns.reply(
                                    question, question.getHeader().getFlag(Flags.CD) ? Rcode.NOERROR : Rcode.SERVFAIL)
                            .toWire());
            assertThat(dns.resolver().mailExchangers("example.com").failure()).contains(Failure.BOGUS);
        }
    }

    @Test
    void aFailureThatPassesIsNotBogus() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            dns.answering(
                    "example.com.",
                    "MX",
                    (question, _) -> dns.reply(question, dns.questions() == 1 ? Rcode.SERVFAIL : Rcode.NOERROR)
                            .toWire());
            assertThat(dns.resolver().mailExchangers("example.com").failure()).contains(Failure.SERVER_FAILURE);
        }
    }

    @Test
    void believesAResolverThatSaysWhyItFailed() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            dns.answering("example.com.", "MX", (question, _) -> {
                Message reply = dns.reply(question, Rcode.SERVFAIL);
                reply.addRecord(
                        new OPTRecord(
                                1232,
                                0,
                                0,
                                0,
                                List.of(new ExtendedErrorCodeOption(ExtendedErrorCodeOption.SIGNATURE_EXPIRED))),
                        Section.ADDITIONAL);
                return reply.toWire();
            });
            assertThat(dns.resolver().mailExchangers("example.com").failure()).contains(Failure.BOGUS);
        }
    }

    @Test
    void nobodyThereIsNotNothingThere() throws IOException {
        int free;
        try (var dns = new LoopbackDns("")) {
            free = dns.port();
        }
        Resolver nobody = Resolver.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), free));
        assertThat(nobody.mailExchangers("example.com").failure()).contains(Failure.UNREACHABLE);
    }

    @Test
    void silenceIsATimeout() throws IOException {
        try (var dns = new LoopbackDns(ZONE).answering("example.com.", "MX", (_, _) -> new byte[0])) {
            assertThat(dns.resolver().mailExchangers("example.com").failure()).contains(Failure.TIMED_OUT);
        }
    }

    @Test
    void aCircleOfAliasesEnds() throws IOException {
        try (var dns = new LoopbackDns("a.example.com. CNAME b.example.com.\nb.example.com. CNAME a.example.com.\n")) {
            assertThat(dns.resolver().ipv4("a.example.com").failure()).contains(Failure.ALIAS_LOOP);
        }
    }

    @Test
    void aTruncatedAnswerIsAskedForAgainOverTcp() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            dns.answering("big.example.com.", "TXT", (question, overTcp) -> {
                Message reply = dns.reply(question, Rcode.NOERROR);
                if (!overTcp) {
                    reply.getHeader().setFlag(Flags.TC);
                    return reply.toWire();
                }
                for (int index = 0; index < 250; index++) {
                    reply.addRecord(
                            new TXTRecord(question.getQuestion().getName(), DClass.IN, 300, index + "x".repeat(200)),
                            Section.ANSWER);
                }
                return reply.toWire();
            });
            assertThat(dns.resolver().texts("big.example.com").records()).hasSize(100);
        }
    }

    @Test
    void anAnswerToAnotherQuestionIsNone() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            dns.answering("example.com.", "MX", (question, _) -> {
                Message reply = dns.reply(question, Rcode.NOERROR);
                reply.getHeader().setID(question.getHeader().getID() ^ 1);
                return reply.toWire();
            });
            dns.answering("mx1.example.com.", "A", (question, _) -> {
                Message reply = dns.reply(question, Rcode.NOERROR);
                reply.addRecord(
                        new org.xbill.DNS.ARecord(
                                Name.fromString("other.example.com."),
                                DClass.IN,
                                300,
                                InetAddress.ofLiteral("192.0.2.66")),
                        Section.ANSWER);
                return reply.toWire();
            });
            assertThat(dns.resolver().mailExchangers("example.com").failure()).isPresent();
            assertThat(dns.resolver().ipv4("mx1.example.com").records()).isEmpty();
        }
    }

    @Test
    void damagedBytesAreAFailure() throws IOException {
        try (var dns = new LoopbackDns(ZONE)) {
            dns.answering("example.com.", "MX", (question, _) -> {
                byte[] reply = dns.reply(question, Rcode.NOERROR).toWire();
                reply[7] = 9;
                return reply;
            });
            assertThat(dns.resolver().mailExchangers("example.com").failure()).contains(Failure.MALFORMED);
        }
    }

    @Test
    void whatIsNoNameIsNotAsked() {
        Resolver nobody = Resolver.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        assertThat(nobody.ipv4("a..b").failure()).contains(Failure.NOT_ASKED);
        assertThat(nobody.ipv4("x".repeat(64) + ".example.com").failure()).contains(Failure.NOT_ASKED);
    }
}
