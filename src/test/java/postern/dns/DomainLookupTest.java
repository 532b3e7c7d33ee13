package postern.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import postern.tls.Answer;

final class DomainLookupTest {
    @Test
    void gathersEverythingThatIsPublished() throws Exception {
        try (var dns = new LoopbackDns("""
                        . NS a.example.net.
                        example.com. MX 10 mx1.example.com.
                        example.com. MX 20 mx2.example.com.
                        mx1.example.com. A 192.0.2.1
                        mx1.example.com. AAAA 2001:db8::1
                        mx2.example.com. A 192.0.2.2
                        1.2.0.192.in-addr.arpa. PTR mx1.example.com.
                        2.2.0.192.in-addr.arpa. PTR other.example.com.
                        _25._tcp.mx1.example.com. TLSA 3 1 1 0011
                        _mta-sts.example.com. TXT "v=STSv1; id=20260101;"
                        mta-sts.example.com. A 127.0.0.1
                        _smtp._tls.example.com. TXT "v=TLSRPTv1; rua=mailto:tls@example.com, https://example.com/r"
                        """).authenticated();
                var https = new LoopbackHttps(
                        "mta-sts.example.com",
                        "HTTP/1.1 200 OK\r\n\r\nversion: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 1\n")) {
            MailDomain domain = look(dns, https.port());
            assertThat(domain.validating()).isEqualTo(Answer.YES);
            assertThat(domain.route().hosts())
                    .extracting(MailHost::name)
                    .containsExactly("mx1.example.com", "mx2.example.com");
            MailHost first = domain.route().hosts().getFirst();
            assertThat(first.addresses())
                    .extracting(address -> address.getHostAddress())
                    .containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1");
            assertThat(first.tlsa().records()).containsExactly(new TlsaRecord(3, 1, 1, "0011"));
            assertThat(first.reverse()).extracting(HostAddress::confirmed).containsExactly(Answer.YES, Answer.NO);
            assertThat(domain.route().hosts().getLast().reverse())
                    .extracting(HostAddress::confirmed)
                    .containsExactly(Answer.NO);
            assertThat(domain.route().hosts().getLast().tlsa()).isInstanceOf(Lookup.NoSuchName.class);
            assertThat(domain.tlsReporting())
                    .isEqualTo(new TlsReporting.Published(List.of("mailto:tls@example.com", "https://example.com/r")));
            assertThat(domain.mtaSts())
                    .isEqualTo(new MtaSts.Published(
                            "v=STSv1; id=20260101;",
                            "20260101",
                            new PolicyFetch.Fetched(new StsPolicyReading.Valid(
                                    new StsPolicy(StsPolicy.Mode.ENFORCE, List.of("mx1.example.com"), 1)))));
        }
    }

    @Test
    void nullMxTakesNoMail() throws Exception {
        try (var dns = new LoopbackDns("example.com. MX 0 .\nexample.com. A 192.0.2.1\n")) {
            assertThat(look(dns).route()).isEqualTo(new MailRoute.NullMx());
        }
    }

    @Test
    void withoutMxTheDomainItselfIsTheHost() throws Exception {
        try (var dns = new LoopbackDns("example.com. A 192.0.2.1\n")) {
            assertThat(look(dns).route())
                    .isInstanceOfSatisfying(
                            MailRoute.Implicit.class,
                            implicit -> assertThat(implicit.host().name()).isEqualTo("example.com"));
        }
    }

    @Test
    void nothingAndNoDomainAreToldApart() throws Exception {
        try (var dns = new LoopbackDns("example.com. TXT \"hello\"\n")) {
            assertThat(look(dns).route()).isEqualTo(new MailRoute.Nowhere(true));
        }
        try (var dns = new LoopbackDns("example.org. TXT \"hello\"\n")) {
            assertThat(look(dns).route()).isEqualTo(new MailRoute.Nowhere(false));
        }
    }

    @Test
    void whatCannotBeLookedUpIsUnknownAndNotAbsent() throws Exception {
        try (var dns = new LoopbackDns("")
                .failing("example.com.", "MX", Rcode.SERVFAIL)
                .failing("_mta-sts.example.com.", "TXT", Rcode.REFUSED)
                .failing("_smtp._tls.example.com.", "TXT", Rcode.SERVFAIL)) {
            MailDomain domain = look(dns);
            assertThat(domain.route()).isEqualTo(new MailRoute.Unknown(Failure.SERVER_FAILURE, "SERVFAIL"));
            assertThat(domain.mtaSts()).isEqualTo(new MtaSts.Unknown(Failure.REFUSED));
            assertThat(domain.tlsReporting()).isEqualTo(new TlsReporting.Unknown(Failure.SERVER_FAILURE));
        }
    }

    @Test
    void anAliasAsMxIsSeenAndItsTlsaFoundAtTheEnd() throws Exception {
        try (var dns = new LoopbackDns("""
                        example.com. MX 10 mail.example.com.
                        mail.example.com. CNAME host.example.net.
                        host.example.net. A 192.0.2.1
                        _25._tcp.host.example.net. TLSA 3 1 1 0011
                        """)) {
            MailHost host = look(dns).route().hosts().getFirst();
            assertThat(host.aliases()).containsExactly("host.example.net");
            assertThat(host.tlsa().records()).hasSize(1);
        }
    }

    @Test
    void behindAnInsecureAliasTheNameItselfHasTheTlsa() throws Exception {
        String zone = """
                . NS a.example.net.
                example.com. MX 10 mail.example.com.
                mail.example.com. CNAME host.example.net.
                host.example.net. A 192.0.2.1
                _25._tcp.mail.example.com. TLSA 3 1 1 0022
                _25._tcp.host.example.net. TLSA 3 1 1 0011
                """;
        try (var dns = new LoopbackDns(zone).authenticated()) {
            assertThat(tlsa(dns)).containsExactly(new TlsaRecord(3, 1, 1, "0011"));
        }
        try (var dns = new LoopbackDns(zone).authenticated()) {
            dns.answering("mail.example.com.", "A", (question, _) -> {
                Message reply = dns.known(question);
                reply.getHeader().unsetFlag(Flags.AD);
                return reply.toWire();
            });
            assertThat(tlsa(dns)).containsExactly(new TlsaRecord(3, 1, 1, "0022"));
        }
    }

    @Test
    void whereTheEndOfTheAliasCannotBeAskedTheRecordsAreUnknown() throws Exception {
        try (var dns =
                new LoopbackDns("""
                        . NS a.example.net.
                        example.com. MX 10 mail.example.com.
                        mail.example.com. CNAME host.example.net.
                        host.example.net. A 192.0.2.1
                        _25._tcp.mail.example.com. TLSA 3 1 1 0022
                        """).authenticated().failing("_25._tcp.host.example.net.", "TLSA", Rcode.SERVFAIL)) {
            assertThat(look(dns).route().hosts().getFirst().tlsa().failure()).contains(Failure.SERVER_FAILURE);
        }
    }

    private static List<TlsaRecord> tlsa(LoopbackDns dns) throws Exception {
        return look(dns).route().hosts().getFirst().tlsa().records();
    }

    @Test
    void theVersionComesFirstAndTheFieldsInAnyOrder() throws Exception {
        try (var dns = new LoopbackDns("""
                        example.com. MX 0 .
                        _mta-sts.example.com. TXT "v=STSv1; x=1; id=7;"
                        _mta-sts.example.com. TXT "v=STSv10; id=8;"
                        _mta-sts.example.com. TXT "id=9; v=STSv1;"
                        _smtp._tls.example.com. TXT "v=TLSRPTv1;x=1;rua=mailto:tls@example.com"
                        _smtp._tls.example.com. TXT "v=TLSRPTv11;rua=mailto:other@example.com"
                        """)) {
            MailDomain domain = look(dns);
            assertThat(domain.mtaSts())
                    .isEqualTo(new MtaSts.Published("v=STSv1; x=1; id=7;", "7", new PolicyFetch.NoHost()));
            assertThat(domain.tlsReporting()).isEqualTo(new TlsReporting.Published(List.of("mailto:tls@example.com")));
        }
    }

    @Test
    void severalOrDamagedRecordsAreNone() throws Exception {
        try (var dns = new LoopbackDns("""
                        example.com. MX 0 .
                        _mta-sts.example.com. TXT "v=STSv1; id=1;"
                        _mta-sts.example.com. TXT "v=STSv1; id=2;"
                        _smtp._tls.example.com. TXT "v=TLSRPTv1;"
                        """)) {
            MailDomain domain = look(dns);
            assertThat(domain.mtaSts())
                    .isEqualTo(new MtaSts.RecordInvalid(List.of("v=STSv1; id=1;", "v=STSv1; id=2;")));
            assertThat(domain.tlsReporting()).isEqualTo(new TlsReporting.Invalid(List.of("v=TLSRPTv1;")));
        }
    }

    @Test
    void aPolicyHostWithoutAddressIsUnreachable() throws Exception {
        try (var dns = new LoopbackDns("example.com. MX 0 .\n_mta-sts.example.com. TXT \"v=STSv1; id=1\"\n")) {
            assertThat(look(dns).mtaSts())
                    .isEqualTo(new MtaSts.Published("v=STSv1; id=1", "1", new PolicyFetch.NoHost()));
        }
    }

    @Test
    void moreHostsThanAnybodyHasAreCountedNotAsked() throws Exception {
        StringBuilder zone = new StringBuilder();
        for (int index = 10; index < 50; index++) {
            zone.append("example.com. MX ")
                    .append(index)
                    .append(" mx")
                    .append(index)
                    .append(".example.com.\n");
        }
        try (var dns = new LoopbackDns(zone.toString())) {
            assertThat(look(dns).route()).isInstanceOfSatisfying(MailRoute.Exchangers.class, exchangers -> {
                assertThat(exchangers.hosts()).hasSize(20);
                assertThat(exchangers.unlisted()).isEqualTo(20);
            });
        }
    }

    @Test
    void afterACancellationNothingIsAsked() throws Exception {
        try (var dns = new LoopbackDns("example.com. MX 0 .\n")) {
            MailDomain domain = DomainLookup.of("example.com", dns.resolver(), () -> true);
            assertThat(domain.route()).isEqualTo(new MailRoute.Unknown(Failure.NOT_ASKED, ""));
            assertThat(domain.mtaSts()).isEqualTo(new MtaSts.Unknown(Failure.NOT_ASKED));
            assertThat(domain.validating()).isEqualTo(Answer.UNKNOWN);
            assertThat(dns.questions()).isZero();
            look(dns);
            assertThat(dns.questions()).isPositive();
        }
    }

    private static MailDomain look(LoopbackDns dns) throws Exception {
        return look(dns, 1);
    }

    private static MailDomain look(LoopbackDns dns, int httpsPort) throws Exception {
        var policyHost = new PolicyHost(LoopbackHttps.trusting(), httpsPort, Duration.ofSeconds(5));
        return new DomainLookup(dns.resolver(), policyHost, () -> false).look("Example.com.");
    }
}
