package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import postern.evidence.Evidence;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;

final class TlsReportMailTest {
    private static final String REPORT = """
            {"organization-name": "Example Inc.", "report-id": "1", "policies": [{"policy": {"policy-type": "sts",
            "policy-domain": "example.com"}, "summary": {"total-successful-session-count": 5,
            "total-failure-session-count": 2}, "failure-details": [{"result-type": "certificate-expired",
            "sending-mta-ip": "192.0.2.1", "receiving-mx-hostname": "mx.example.com", "failed-session-count": 2}]}]}
            """;

    @Test
    void takesAPackedReportOutOfItsMail() throws IOException {
        assertThat(TlsReportMail.reports(mail(packed()))).containsExactly(REPORT);
    }

    @Test
    void isEvidenceLikeTheReportItself() throws IOException {
        Evidence evidence = EvidenceReader.read(
                List.of(Input.of("report.eml", LocalDate.of(2026, 3, 1), mail(packed()))), Optional.empty());
        assertThat(evidence.observations())
                .singleElement()
                .isInstanceOfSatisfying(
                        TlsReport.class,
                        report -> assertThat(report.failures())
                                .extracting(TlsReport.Failure::resultType, TlsReport.Failure::sessions)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple("certificate-expired", 2L)));
    }

    @Test
    void leavesOutWhatCannotBeUnpacked() throws IOException {
        assertThat(TlsReportMail.reports(mail(packed().substring(0, 40)))).isEmpty();
    }

    @Property(tries = 500)
    void readsAnyBody(@ForAll String body) {
        assertThat(TlsReportMail.reports(mail(body))).hasSizeLessThan(21);
    }

    private static String packed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(REPORT.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getMimeEncoder().encodeToString(bytes.toByteArray());
    }

    private static String mail(String attachment) {
        return """
                From: tlsrpt@mail.sender.example.org
                Subject: Report Domain: example.com Submitter: mail.sender.example.org
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type="tlsrpt";
                  boundary="----=_NextPart_000_024E_01CC9B0A.AFE54C00"

                ------=_NextPart_000_024E_01CC9B0A.AFE54C00
                Content-Type: text/plain; charset="us-ascii"

                This is an aggregate TLS report.

                ------=_NextPart_000_024E_01CC9B0A.AFE54C00
                Content-Type: application/tlsrpt+gzip
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="mail.sender.example.org!example.com!1!2.json.gz"

                %s
                ------=_NextPart_000_024E_01CC9B0A.AFE54C00--
                """.formatted(attachment);
    }
}
