package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class TlsReportReaderTest {
    private static final int POLICIES = 2;

    /// The example of RFC 8460 appendix B, shortened.
    private static final String REPORT = """
            {
              "organization-name": "Company-X",
              "date-range": {
                "start-datetime": "2016-04-01T00:00:00Z",
                "end-datetime": "2016-04-01T23:59:59Z"
              },
              "contact-info": "sts-reporting@company-x.example",
              "report-id": "5065427c-23d3-47ca-b6e0-946ea0e8c4be",
              "policies": [{
                "policy": {
                  "policy-type": "sts",
                  "policy-string": ["version: STSv1","mode: testing","mx: *.mail.company-y.example","max_age: 86400"],
                  "policy-domain": "company-y.example",
                  "mx-host": ["*.mail.company-y.example"]
                },
                "summary": {
                  "total-successful-session-count": 5326,
                  "total-failure-session-count": 303
                },
                "failure-details": [{
                  "result-type": "certificate-expired",
                  "sending-mta-ip": "2001:db8:abcd:0012::1",
                  "receiving-mx-hostname": "mx1.mail.company-y.example",
                  "failed-session-count": 100
                }, {
                  "result-type": "starttls-not-supported",
                  "sending-mta-ip": "2001:db8:abcd:0013::1",
                  "receiving-mx-hostname": "mx2.mail.company-y.example",
                  "receiving-ip": "203.0.113.56",
                  "failed-session-count": "200",
                  "additional-information": "https://reports.company-x.example/"
                }]
              }]
            }
            """;

    @Test
    void readsTheReportOfTheStandard() {
        TlsReport report = TlsReportReader.read("report.json", REPORT).orElseThrow();
        assertThat(report.organization()).isEqualTo("Company-X");
        assertThat(report.from()).contains(Instant.parse("2016-04-01T00:00:00Z"));
        assertThat(report.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.type()).isEqualTo(TlsReport.PolicyType.STS);
            assertThat(policy.domain()).isEqualTo("company-y.example");
            assertThat(policy.lines()).contains("mode: testing");
            assertThat(policy.mxHosts()).containsExactly("*.mail.company-y.example");
            assertThat(policy.successful()).isEqualTo(5326);
            assertThat(policy.failed()).isEqualTo(303);
        });
        assertThat(report.failures())
                .extracting(
                        TlsReport.Failure::resultType,
                        TlsReport.Failure::sessions,
                        it -> it.line().number())
                .containsExactly(tuple("certificate-expired", 100L, 21L), tuple("starttls-not-supported", 200L, 26L));
        assertThat(report.failures().getFirst().line().text())
                .isEqualTo("result-type: certificate-expired, failed-session-count: 100,"
                        + " sending-mta-ip: 2001:db8:abcd:0012::1, receiving-mx-hostname: mx1.mail.company-y.example");
    }

    @Test
    void knowsAReportByItsContent() {
        assertThat(TlsReportReader.looksLike(REPORT)).isTrue();
        assertThat(TlsReportReader.looksLike(REPORT.replaceAll("\\s", ""))).isTrue();
        assertThat(TlsReportReader.looksLike("{\"policies\": []}")).isFalse();
        assertThat(TlsReportReader.read("x", "{\"policies\": 7}")).isEmpty();
        assertThat(TlsReportReader.read("x", "{")).isEmpty();
    }

    @Property(tries = 300)
    void aDamagedReportIsReadOrNone(@ForAll int at, @ForAll char put) {
        var damaged = new StringBuilder(REPORT);
        damaged.setCharAt(Math.floorMod(at, REPORT.length()), put);
        assertThat(TlsReportReader.read("report.json", damaged.toString()).stream()
                        .flatMap(report -> report.policies().stream()))
                .hasSizeLessThanOrEqualTo(POLICIES);
    }

    @Property(tries = 200)
    void anyOtherTextIsNoReport(@ForAll String text) {
        assertThat(TlsReportReader.read("any", text)).isEmpty();
    }
}
