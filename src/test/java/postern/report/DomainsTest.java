package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.dns.Failure;
import postern.dns.HostAddress;
import postern.dns.Lookup;
import postern.dns.MailDomain;
import postern.dns.MailHost;
import postern.dns.MailRoute;
import postern.dns.MtaSts;
import postern.dns.PolicyFetch;
import postern.dns.StsPolicyReading;
import postern.dns.TlsReporting;
import postern.dns.TlsaRecord;
import postern.tls.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is published about a domain, in the report's text and JSON.
final class DomainsTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.25");
    private static final MailHost HOST = new MailHost(
            "mail.example.com",
            OptionalInt.of(10),
            new Lookup.Found<>(List.of(ADDRESS), List.of("host.example.net"), true),
            new Lookup.Failed<>(Failure.TIMED_OUT, ""),
            new Lookup.Found<>(List.of(new TlsaRecord(3, 1, 1, "00".repeat(32))), List.of(), true),
            List.of(new HostAddress(ADDRESS, new Lookup.NoSuchName<>(List.of(), false), Answer.NO)));

    @Test
    void tellsEachFactInWords() {
        String text = TextReport.of(
                with(domain(
                        new MailRoute.Exchangers(List.of(HOST), 0, true),
                        published("version: STSv1\nmode: testing\nmx: mail.example.com\nmax_age: 86400"))),
                ReportText.in(java.util.Locale.ENGLISH));
        assertThat(text.replaceAll("\\s+", " "))
                .contains("What is published about example.com")
                .contains("MTA-STS: mode testing, for mail.example.com")
                .contains("TLS reports: not known: the resolver refused")
                .contains("an alias of")
                .contains("host.example.net");
    }

    static List<MailDomain> everyKind() {
        return List.of(
                domain(new MailRoute.Exchangers(List.of(HOST), 3, false), published("<html>")),
                domain(new MailRoute.Implicit(HOST), new MtaSts.NotPublished()),
                domain(new MailRoute.NullMx(), new MtaSts.RecordInvalid(List.of("v=STSv1;"))),
                domain(new MailRoute.Nowhere(true), new MtaSts.Unknown(Failure.BOGUS)),
                domain(new MailRoute.Nowhere(false), fetched(new PolicyFetch.NoHost())),
                domain(new MailRoute.Unknown(Failure.ALIAS_LOOP, "a"), fetched(new PolicyFetch.OtherStatus(404))),
                domain(new MailRoute.NullMx(), fetched(new PolicyFetch.CertificateRejected("\u001b[2J"))),
                domain(new MailRoute.NullMx(), fetched(new PolicyFetch.TooLarge())),
                new MailDomain(
                        "example.com",
                        Answer.UNKNOWN,
                        new MailRoute.NullMx(),
                        new MtaSts.NotPublished(),
                        new TlsReporting.NotPublished()),
                domain(new MailRoute.NullMx(), fetched(new PolicyFetch.NoAnswer(false, "reset"))),
                domain(new MailRoute.NullMx(), fetched(new PolicyFetch.Unknown(Failure.UNREACHABLE))));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindFitsTheSchemaAndHasWords(MailDomain domain) throws IOException {
        Report report = with(domain);
        var json = new ByteArrayOutputStream();
        JsonReport.write(report, json);
        JsonNode node = new JsonMapper().readTree(json.toByteArray());
        assertThat(JsonShape.complaints(node)).isEmpty();
        assertThat(node.get("domain").get("name").asString()).isEqualTo("example.com");
        assertThat(json.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
        assertThat(TextReport.of(report, ReportText.in(java.util.Locale.ENGLISH)))
                .contains("What is published about example.com")
                .doesNotContain("\u001b");
    }

    private static MtaSts published(String policy) {
        return fetched(new PolicyFetch.Fetched(StsPolicyReading.of(policy)));
    }

    private static MtaSts fetched(PolicyFetch fetch) {
        return new MtaSts.Published("v=STSv1; id=1", "1", fetch);
    }

    private static MailDomain domain(MailRoute route, MtaSts mtaSts) {
        return new MailDomain("example.com", Answer.YES, route, mtaSts, new TlsReporting.Unknown(Failure.REFUSED));
    }

    private static Report with(MailDomain domain) {
        Report report = SampleReports.founding();
        return new Report(
                report.version(),
                report.asOf(),
                report.given(),
                report.remarks(),
                report.release(),
                report.diagnosis(),
                report.settings(),
                report.peers(),
                report.others(),
                report.scans(),
                Optional.of(domain),
                report.configuration(),
                report.chains());
    }
}
