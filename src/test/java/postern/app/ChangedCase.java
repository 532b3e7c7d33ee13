package postern.app;

import java.util.List;
import java.util.Optional;
import postern.diagnosis.Citation;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.SenderChange;
import postern.report.Comparison;
import postern.report.Report;
import postern.tls.CipherSuite;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;

/// The founding case after somebody has changed something.
public final class ChangedCase {
    public static final Forecast REFUSED =
            new Forecast(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION), Delivery.FAILS);
    public static final Forecast AGREED = new Forecast(
            new Outcome.Agreed(ProtocolVersion.TLSV1, CipherSuite.named("ECDHE-RSA-AES256-SHA")), Delivery.ENCRYPTED);

    private ChangedCase() {}

    /// Nothing is wrong any more.
    public static Report mended() {
        Report healthy = FoundingCase.healthy();
        Report now = new Report(
                healthy.version(),
                healthy.asOf(),
                healthy.given(),
                healthy.remarks(),
                healthy.release(),
                healthy.diagnosis(),
                healthy.settings(),
                healthy.peers(),
                healthy.others(),
                List.of(FoundingCase.scan(3)));
        return with(
                now,
                List.of(
                        new SenderChange("Google", "gmail", true, REFUSED, AGREED),
                        new SenderChange("web.de", "web-de", true, AGREED, AGREED)),
                new Comparison.Ground(List.of("main.cf"), List.of(), List.of(), List.of("mail.log")));
    }

    /// New settings are given that the server does not follow.
    ///
    /// @param report what is so without them
    public static Report notInEffect(Report report) {
        return with(
                report,
                List.of(),
                new Comparison.Ground(
                        List.of("main.cf"),
                        List.of(),
                        List.of("new.cf"),
                        List.of(),
                        Optional.of(new Comparison.Contradiction(
                                Citation.line("new.cf", 3, "smtpd_tls_protocols = TLSv1.2"),
                                FoundingCase.ENDPOINT,
                                List.of(ProtocolVersion.TLSV1_2),
                                List.of(ProtocolVersion.TLSV1, ProtocolVersion.TLSV1_2)))));
    }

    private static Report with(Report now, List<SenderChange> senders, Comparison.Ground ground) {
        return now.with(now.supplement()
                .withComparison(Comparison.of(FoundingCase.report(), now, _ -> false, senders, List.of(), ground)));
    }
}
