package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.diagnosis.cause.certificate.CertSelfSignedOrDefault;
import postern.diagnosis.cause.elsewhere.NotTlsRouting;
import postern.diagnosis.cause.harmless.CertNamesMxNotDomain;
import postern.diagnosis.cause.harmless.DaneInsecureDomainSecureMx;
import postern.diagnosis.cause.harmless.MxClosedClientPorts;
import postern.diagnosis.cause.harmless.SomeMxLackStarttls;
import postern.diagnosis.cause.mode.TlsRequiredPeerHasNone;
import postern.diagnosis.cause.policy.DaneTaNotInChain;
import postern.diagnosis.cause.policy.DaneTlsaMismatch;
import postern.diagnosis.cause.policy.MtaStsPolicyMismatch;
import postern.diagnosis.cause.policy.MtaStsPolicyUnreachable;
import postern.diagnosis.cause.policy.TlsaLookupFailure;
import postern.dns.Failure;
import postern.dns.Lookup;
import postern.dns.MailDomain;
import postern.dns.MailHost;
import postern.dns.MailRoute;
import postern.dns.MtaSts;
import postern.dns.PolicyFetch;
import postern.dns.StsPolicyReading;
import postern.dns.TlsReporting;
import postern.dns.TlsaRecord;
import postern.evidence.Problem;
import postern.probe.Scan;
import postern.tls.Answer;

/// Causes that rest on what is published in the DNS and at the policy host, looked up or pasted.
final class PublishedDnsCausesTest {
    private static final String DIGEST = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String OTHER = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";
    private static final String POLICY = """
            version: STSv1
            mode: enforce
            mx: mail.example.com
            max_age: 604800
            """;

    private static Clue clue() {
        return Clue.on(LocalDate.of(2024, 6, 1));
    }

    // MTA-STS: the policy host

    @Test
    void aPolicyHostThatGivesNoneIsProven() {
        for (PolicyFetch fetch : List.of(
                new PolicyFetch.NoHost(),
                new PolicyFetch.CertificateRejected("certificate expired"),
                new PolicyFetch.OtherStatus(404),
                new PolicyFetch.OtherStatus(301),
                new PolicyFetch.TooLarge())) {
            Finding finding = only(new MtaStsPolicyUnreachable(), clue().looked(domain(fetch)));
            assertThat(finding.role()).isEqualTo(Role.CAUSE);
            assertThat(finding.certainty()).isEqualTo(Certainty.PROVEN);
            assertThat(finding.fix()).extracting(change -> change.target()).containsExactly(Target.FILE, Target.DNS);
        }
    }

    @Test
    void aTimeoutOfOursAndAPolicyThatCameAreNone() {
        for (PolicyFetch fetch : List.of(
                new PolicyFetch.NoAnswer(false, "Read timed out"),
                new PolicyFetch.Unknown(Failure.TIMED_OUT),
                new PolicyFetch.Fetched(StsPolicyReading.of(POLICY)))) {
            assertSilent(new MtaStsPolicyUnreachable(), clue().looked(domain(fetch)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"result-type\": \"sts-policy-fetch-error\",",
                "\"result-type\" : \"sts-webpki-invalid\"",
                "$ curl https://mta-sts.example.com/.well-known/mta-sts.txt\ncurl: (60) SSL certificate problem: certificate has expired",
                "$ curl -sI https://mta-sts.example.com/.well-known/mta-sts.txt\nHTTP/1.1 404 Not Found",
                "$ curl -sI https://mta-sts.example.com/.well-known/mta-sts.txt\nHTTP/2 301 \nlocation: https://www.example.com/",
                "$ curl https://mta-sts.example.com/\ncurl: (6) Could not resolve host: mta-sts.example.com",
                "MTA-STS policy file could not be retrieved",
                "Failed to fetch the MTA-STS policy"
            })
    void pastedAttemptsThatFailSaySo(String text) {
        assertThat(only(new MtaStsPolicyUnreachable(), clue().with("check.txt", text))
                        .certainty())
                .isEqualTo(Certainty.LIKELY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ curl https://mta-sts.example.com/.well-known/mta-sts.txt\nversion: STSv1\nmode: enforce",
                "$ curl -sI https://mta-sts.example.com/.well-known/mta-sts.txt\nHTTP/1.1 200 OK",
                "$ curl -sI https://www.example.com/\nHTTP/1.1 404 Not Found",
                "$ curl https://mta-sts.example.com/\ncurl: (28) Operation timed out",
                "\"result-type\": \"sts-policy-invalid\"",
                "\"policy-type\": \"no-policy-found\""
            })
    void othersSayNothingOfThePolicyHost(String text) {
        assertSilent(new MtaStsPolicyUnreachable(), clue().with("check.txt", text));
    }

    // MTA-STS: the policy

    @Test
    void anMxHostThatThePolicyDoesNotListIsAMismatch() {
        PolicyFetch fetched = new PolicyFetch.Fetched(StsPolicyReading.of(POLICY));
        assertSilent(new MtaStsPolicyMismatch(), clue().looked(domain(fetched)));
        assertThat(only(
                                new MtaStsPolicyMismatch(),
                                clue().looked(domain(
                                        new PolicyFetch.Fetched(StsPolicyReading.of(POLICY.replace("mail.", "old."))))))
                        .certainty())
                .isEqualTo(Certainty.PROVEN);
        assertSilent(
                new MtaStsPolicyMismatch(),
                clue().looked(domain(new PolicyFetch.Fetched(
                        StsPolicyReading.of(POLICY.replace("mail.", "old.").replace("enforce", "none"))))));
    }

    @Test
    void aPolicyThatIsNotEnforcedKeepsNoMailAway() {
        for (String policy : List.of("<html>", POLICY.replace("mail.", "old.").replace("enforce", "testing"))) {
            assertThat(only(
                                    new MtaStsPolicyMismatch(),
                                    clue().looked(domain(new PolicyFetch.Fetched(StsPolicyReading.of(policy)))))
                            .role())
                    .isEqualTo(Role.CONTRIBUTING);
        }
    }

    @Test
    void aPolicyThatCannotBeFetchedDoesNotExplainMailThatFails() {
        Clue failing = clue().about(Problem.INBOUND)
                .with(
                        "bounce.txt",
                        "Final-Recipient: rfc822; a@example.com\nAction: failed\nDiagnostic-Code: smtp; 554 5.7.1 no\n")
                .looked(domain(new PolicyFetch.NoHost()));
        assertThat(only(new MtaStsPolicyUnreachable(), failing).role()).isEqualTo(Role.CONTRIBUTING);
    }

    @Test
    void anEnforcedPolicyAsksForACertificateOfAPublicCa() {
        PolicyFetch enforced = new PolicyFetch.Fetched(StsPolicyReading.of(POLICY));
        PolicyFetch testing = new PolicyFetch.Fetched(StsPolicyReading.of(POLICY.replace("enforce", "testing")));
        Scan scan = Clue.sending();
        assertThat(only(new CertSelfSignedOrDefault(), clue().probed(scan).looked(domain(enforced)))
                        .role())
                .isEqualTo(Role.CAUSE);
        assertSilent(new CertSelfSignedOrDefault(), clue().probed(scan).looked(domain(testing)));
    }

    @Test
    void aPastedPolicyIsComparedWithPastedRecords() {
        String records = "example.com. 300 IN MX 10 mail.example.com.\nexample.com. 300 IN MX 20 mx2.example.com.\n";
        only(new MtaStsPolicyMismatch(), clue().with("dns.txt", records + POLICY));
        assertSilent(new MtaStsPolicyMismatch(), clue().with("dns.txt", records + POLICY.replace("mail.", "*.")));
        assertSilent(new MtaStsPolicyMismatch(), clue().with("dns.txt", POLICY));
    }

    // DANE

    @Test
    void anIssuerThatNobodySendsIsNotAMismatchOfTheKey() {
        Clue clue = clue().with(
                        "probe.txt",
                        "_25._tcp.mail.example.com. IN TLSA 2 1 1 " + DIGEST + "\nNo matching DANE TLSA records\n");
        assertThat(only(new DaneTaNotInChain(), clue).certainty()).isEqualTo(Certainty.LIKELY);
        assertSilent(new DaneTlsaMismatch(), clue);
    }

    @Test
    void aRecordOfTheServersKeyIsAMismatchOfTheKey() {
        Clue clue = clue().with(
                        "probe.txt",
                        "_25._tcp.mail.example.com. IN TLSA 3 1 1 " + DIGEST + "\nNo matching DANE TLSA records\n");
        assertSilent(new DaneTaNotInChain(), clue);
        only(new DaneTlsaMismatch(), clue);
    }

    @Test
    void recordsAloneProveNothing() {
        for (String record : List.of("2 1 1 ", "3 1 1 ")) {
            Clue clue = clue().with("dns.txt", "_25._tcp.mail.example.com. IN TLSA " + record + DIGEST + "\n");
            assertSilent(new DaneTaNotInChain(), clue);
            assertSilent(new DaneTlsaMismatch(), clue);
        }
        assertSilent(
                new DaneTlsaMismatch(),
                clue().with("dns.txt", "_443._tcp.www.example.com. IN TLSA 3 1 1 " + DIGEST + "\n" + OTHER + "  -\n"));
        only(
                new DaneTlsaMismatch(),
                clue().with("dns.txt", "_25._tcp.mail.example.com. IN TLSA 3 1 1 " + DIGEST + "\n" + OTHER + "  -\n"));
    }

    @Test
    void aLookupThatFailsForTlsaAloneIsTheZonesFault() {
        MailHost broken = host(new Lookup.Failed<>(Failure.BOGUS, "SERVFAIL"));
        assertThat(only(new TlsaLookupFailure(), clue().looked(domain(broken))).fix())
                .extracting(change -> change.target())
                .containsExactly(Target.DNS);
        MailHost unreachable = new MailHost(
                "mail.example.com",
                OptionalInt.of(10),
                new Lookup.Failed<>(Failure.TIMED_OUT, ""),
                new Lookup.Failed<>(Failure.TIMED_OUT, ""),
                new Lookup.Failed<>(Failure.SERVER_FAILURE, ""),
                List.of());
        assertSilent(new TlsaLookupFailure(), clue().looked(domain(unreachable)));
        only(
                new TlsaLookupFailure(),
                clue().with("dns.txt", "Host _25._tcp.mail.example.com not found: 2(SERVFAIL)\n"));
        assertSilent(
                new TlsaLookupFailure(),
                clue().with("dns.txt", "Host _25._tcp.mail.example.com not found: 3(NXDOMAIN)\n"));
    }

    @Test
    void daneForAnUnsignedDomainIsHarmlessUnlessItIsDaneOnly() {
        String dns = "example.com. MX 10 mx.example.net. (insecure)\n_25._tcp.mx.example.net. TLSA 3 1 1 " + DIGEST
                + " (secure)\n";
        Clue dane = clue().with("main.cf", "smtp_dns_support_level = dnssec\nsmtp_tls_security_level = dane\n")
                .with("dns.txt", dns);
        assertThat(only(new DaneInsecureDomainSecureMx(), dane).role()).isEqualTo(Role.HARMLESS);
        assertSilent(new DaneInsecureDomainSecureMx(), dane.with("tls_policy.txt", "example.com dane-only\n"));
        assertSilent(
                new DaneInsecureDomainSecureMx(),
                clue().with("main.cf", "smtp_tls_security_level = may\nsmtp_tls_loglevel = 1\n")
                        .with("dns.txt", dns));
    }

    // Look guilty, and are not

    @Test
    void aCertificateThatNamesTheMxHostIsRight() {
        String names = "X509v3 Subject Alternative Name: DNS:mx.example.net, DNS:*.example.net\n";
        String dns = "example.com. 300 IN MX 10 mx.example.net.\n";
        assertThat(only(
                                new CertNamesMxNotDomain(),
                                clue().with("dns.txt", dns)
                                        .with("check.txt", names + "certificate not valid for example.com\n"))
                        .role())
                .isEqualTo(Role.HARMLESS);
        assertSilent(
                new CertNamesMxNotDomain(),
                clue().with("dns.txt", dns).with("check.txt", names + "certificate not valid for mx.example.net\n"));
        assertSilent(
                new CertNamesMxNotDomain(),
                clue().with("dns.txt", dns)
                        .with("check.txt", names.replace("net", "org") + "certificate not valid for example.com\n"));
    }

    @Test
    void aHostWithoutStarttlsIsHarmlessWhereItsNeighbourTakesTheMail() {
        String passedOver = "Jun  1 10:00:00 mail postfix/smtp[7]: 3A1F0C00E1: to=<a@example.org>, "
                + "relay=mx1.example.net[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=4.7.4, status=deferred "
                + "(TLS is required, but was not offered by host mx1.example.net[192.0.2.1])\n";
        String delivered = "Jun  1 10:10:00 mail postfix/smtp[8]: Untrusted TLS connection established to "
                + "mx2.example.net[192.0.2.2]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\n"
                + "Jun  1 10:10:01 mail postfix/smtp[8]: 3A1F0C00E1: to=<a@example.org>, "
                + "relay=mx2.example.net[192.0.2.2]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)\n";
        Clue both = clue().about(Problem.OUTBOUND).with("mail.log", passedOver + delivered);
        assertThat(only(new SomeMxLackStarttls(), both).role()).isEqualTo(Role.HARMLESS);
        assertSilent(new TlsRequiredPeerHasNone(), both);
        Clue alone = clue().about(Problem.OUTBOUND).with("mail.log", passedOver);
        assertSilent(new SomeMxLackStarttls(), alone);
        only(new TlsRequiredPeerHasNone(), alone);
        Clue stranger = clue().about(Problem.OUTBOUND)
                .with("mail.log", passedOver + delivered.replace("mx2.example.net", "mx2.example.org"));
        assertSilent(new SomeMxLackStarttls(), stranger);
        only(new TlsRequiredPeerHasNone(), stranger);
    }

    @Test
    void closedPortsForMailProgramsOnSomebodysMxHostAreHarmless() {
        String dns = "example.com. 300 IN MX 10 mx.example.net.\n";
        String refused = "connect to mx.example.net port 587: Connection refused\n";
        assertThat(only(
                                new MxClosedClientPorts(),
                                clue().about(Problem.OUTBOUND)
                                        .with("dns.txt", dns)
                                        .with("probe.txt", refused))
                        .role())
                .isEqualTo(Role.HARMLESS);
        assertSilent(
                new MxClosedClientPorts(),
                clue().about(Problem.CLIENTS).with("dns.txt", dns).with("probe.txt", refused));
        assertSilent(
                new MxClosedClientPorts(),
                clue().about(Problem.OUTBOUND)
                        .with("dns.txt", dns)
                        .with("probe.txt", refused.replace("mx.example.net", "imap.example.net")));
        assertSilent(
                new MxClosedClientPorts(),
                clue().about(Problem.OUTBOUND)
                        .with("dns.txt", dns)
                        .with("probe.txt", "connect to mx.example.net port 25: Connection refused\n"));
    }

    // Routes that lead nowhere

    @Test
    void aDomainThatTakesNoMailIsNoTlsMatter() {
        for (MailRoute route : List.of(
                new MailRoute.NullMx(),
                new MailRoute.Nowhere(true),
                new MailRoute.Nowhere(false),
                new MailRoute.Exchangers(List.of(homeless()), 0, false))) {
            assertThat(only(new NotTlsRouting(), clue().looked(domain(route, new MtaSts.NotPublished())))
                            .fix())
                    .extracting(change -> change.target())
                    .containsExactly(Target.DNS);
        }
        assertSilent(
                new NotTlsRouting(),
                clue().looked(domain(
                        new MailRoute.Unknown(Failure.SERVER_FAILURE, ""), new MtaSts.Unknown(Failure.TIMED_OUT))));
    }

    private static MailHost homeless() {
        return new MailHost(
                "mail.example.com",
                OptionalInt.of(10),
                new Lookup.NoSuchName<>(List.of(), false),
                new Lookup.NoSuchName<>(List.of(), false),
                new Lookup.NoSuchName<>(List.of(), false),
                List.of());
    }

    private static MailHost host(Lookup<TlsaRecord> tlsa) {
        return new MailHost(
                "mail.example.com",
                OptionalInt.of(10),
                new Lookup.Found<>(List.of(InetAddress.ofLiteral("192.0.2.25")), List.of(), true),
                new Lookup.NoData<>(List.of(), true),
                tlsa,
                List.of());
    }

    private static MailDomain domain(PolicyFetch fetch) {
        return domain(
                new MailRoute.Exchangers(List.of(host(new Lookup.NoSuchName<>(List.of(), true))), 0, true),
                new MtaSts.Published("v=STSv1; id=1", "1", fetch));
    }

    private static MailDomain domain(MailHost... hosts) {
        return domain(new MailRoute.Exchangers(Arrays.asList(hosts), 0, true), new MtaSts.NotPublished());
    }

    private static MailDomain domain(MailRoute route, MtaSts mtaSts) {
        return new MailDomain("example.com", Answer.YES, route, mtaSts, new TlsReporting.NotPublished());
    }

    private static Finding only(Cause cause, Clue clue) {
        List<Finding> findings = clue.examinedBy(cause);
        assertThat(findings).as(cause.id()).hasSize(1);
        return findings.getFirst();
    }

    private static void assertSilent(Cause cause, Clue clue) {
        assertThat(clue.examinedBy(cause)).as(cause.id()).isEmpty();
    }
}
