package postern.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import postern.app.engine.Pictures;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.Service;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.probe.Trouble;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.report.Report;
import postern.tls.Answer;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// The case that made Postern: TLS 1.2 only, so that Google fails and Facebook arrives unencrypted.
public final class FoundingCase {
    public static final Endpoint ENDPOINT = new Endpoint("mail.example.com", 25, Service.SMTP);
    public static final ProposedSetting SETTING = new ProposedSetting(
            "smtpd_tls_protocols",
            "!SSLv2,!TLSv1,!TLSv1.1,!SSLv3",
            "!SSLv2, !SSLv3",
            "!SSLv2, !SSLv3",
            "protocol-floor-too-high");
    public static final List<String> SAID = List.of(
            "",
            "",
            "220 mail.example.com ESMTP Postfix",
            "250 STARTTLS",
            "220 2.0.0 Ready to start TLS",
            "",
            "mail.example.com, Example CA, Example Root (4 certificates)",
            "250 8BITMIME");

    private FoundingCase() {}

    public static Report report() {
        return new Report(
                "0.1",
                LocalDate.of(2014, 12, 19),
                List.of("main.cf", "mail.log", "s_client.txt"),
                List.of("The log holds 4 sessions with TLS of 3 senders."),
                Optional.of("Postfix 2.9 is assumed, because the log has the wording of that release."),
                new Diagnosis(findings(), List.of()),
                List.of(SETTING),
                peers(SETTING.value()),
                List.of(),
                List.of(scan(Step.values().length)));
    }

    /// Four certificates of which the last need not have been sent, two hours of log, two versions.
    public static Pictures pictures() {
        Instant ends = Instant.parse("2016-05-01T00:00:00Z");
        LocalDateTime nine = LocalDateTime.of(2014, 12, 19, 9, 0);
        return new Pictures(
                List.of(new Pictures.Chain(
                        ENDPOINT.toString(),
                        List.of(
                                new Pictures.Link("mail.example.com", "Example CA", Optional.of(ends), Set.of()),
                                new Pictures.Link("Example CA", "Example Root", Optional.of(ends), Set.of()),
                                new Pictures.Link(
                                        "Example Root",
                                        "Example Root",
                                        Optional.of(ends),
                                        Set.of(Pictures.Fault.EXTRA_ROOT))),
                        Pictures.End.SENT_ROOT,
                        "")),
                List.of(
                        new Pictures.Stretch(nine, ChronoUnit.HOURS, 1, 3, 1),
                        new Pictures.Stretch(nine.plusHours(1), ChronoUnit.HOURS, 4, 1, 0)),
                List.of(
                        new Pictures.Accepted(ENDPOINT.toString(), ProtocolVersion.TLSV1, Answer.NO, List.of(), true),
                        new Pictures.Accepted(
                                ENDPOINT.toString(),
                                ProtocolVersion.TLSV1_2,
                                Answer.YES,
                                List.of("ECDHE-RSA-AES256-GCM-SHA384"),
                                true)));
    }

    public static Report cancelled() {
        Report full = report();
        List<Stage> stages = new ArrayList<>(scan(3).stages());
        stages.add(new Stage(Step.EHLO, Optional.of(new Trouble.Cancelled()), Duration.ZERO, ""));
        return new Report(
                full.version(),
                full.asOf(),
                full.given(),
                full.remarks(),
                full.release(),
                full.diagnosis(),
                full.settings(),
                full.peers(),
                full.others(),
                List.of(scan(stages)));
    }

    /// The same server after somebody switched TLS off.
    public static Report withoutTls() {
        Report full = report();
        return new Report(
                full.version(),
                full.asOf(),
                full.given(),
                full.remarks(),
                full.release(),
                full.diagnosis(),
                full.settings(),
                full.peers(),
                full.others(),
                List.of(scan(3)));
    }

    /// A server that nobody answers on, and nothing else.
    public static Report refused() {
        Report full = report();
        return new Report(
                full.version(),
                full.asOf(),
                List.of(),
                List.of(),
                Optional.empty(),
                new Diagnosis(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(scan(List.of(
                        new Stage(Step.CONNECT, Optional.of(new Trouble.ConnectionRefused()), Duration.ZERO, "")))));
    }

    public static Report healthy() {
        Report full = report();
        return new Report(
                full.version(),
                full.asOf(),
                full.given(),
                full.remarks(),
                full.release(),
                new Diagnosis(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                full.scans());
    }

    /// A scan that has got through so many steps.
    public static Scan scan(int steps) {
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            stages.add(new Stage(List.of(Step.values()).get(i), Optional.empty(), Duration.ofMillis(12), SAID.get(i)));
        }
        return scan(stages);
    }

    public static Scan scan(List<Stage> stages) {
        Map<ProtocolVersion, VersionSupport> versions = stages.size() < Step.values().length
                ? Map.of()
                : Map.of(
                        ProtocolVersion.TLSV1_2,
                        new VersionSupport.Accepted(
                                Known.all(List.of(suite("ECDHE-RSA-AES256-GCM-SHA384"))), SuiteOrder.SERVER),
                        ProtocolVersion.TLSV1,
                        new VersionSupport.Refused("alert protocol_version"));
        return new Scan(
                ENDPOINT,
                12,
                Duration.ofMillis(900),
                stages,
                StartTls.OFFERED,
                new ServerTls(versions, Known.nothing(), Known.nothing(), OptionalInt.empty()),
                List.of());
    }

    /// Whether TLS 1.0 clients get in with this value.
    static List<PeerForecast> peers(String value) {
        boolean open = !value.contains("!TLSv1,") && !value.endsWith("!TLSv1") && !value.contains(">=TLSv1.2");
        Forecast after = agreed(ProtocolVersion.TLSV1, "ECDHE-RSA-AES256-SHA");
        Forecast fails = new Forecast(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION), Delivery.FAILS);
        Forecast plain = new Forecast(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION), Delivery.PLAINTEXT);
        Forecast good = agreed(ProtocolVersion.TLSV1_2, "DHE-RSA-AES256-GCM-SHA384");
        return List.of(
                new PeerForecast(
                        "Google", "gmail", List.of("mail-wi0-x230.google.com"), 0, 3, 0, fails, open ? after : fails),
                new PeerForecast(
                        "Facebook",
                        "facebook",
                        List.of("outcampmail003.ash2.facebook.com"),
                        0,
                        1,
                        1,
                        plain,
                        open ? after : plain),
                new PeerForecast("web.de", "web-de", List.of("mout.web.de"), 1, 0, 0, good, good),
                new PeerForecast("Microsoft 365", "microsoft-365", List.of(), 0, 0, 0, good, good),
                new PeerForecast("Yahoo", "yahoo", List.of(), 0, 0, 0, fails, open ? after : fails));
    }

    /// Software that senders may run: one that gets in either way, one that stays out unless old versions are on.
    static List<PeerForecast> others(String value) {
        return peers(value).stream()
                .filter(peer -> peer.name().equals("web.de") || peer.name().equals("Yahoo"))
                .map(peer -> new PeerForecast(
                        peer.name().equals("Yahoo") ? "A printer of 2010" : "A mail server of 2014",
                        "",
                        List.of(),
                        0,
                        0,
                        0,
                        peer.after(),
                        peer.after()))
                .toList();
    }

    private static Forecast agreed(ProtocolVersion version, String suite) {
        return new Forecast(new Outcome.Agreed(version, Optional.of(suite(suite))), Delivery.ENCRYPTED);
    }

    private static CipherSuite suite(String name) {
        return CipherSuite.named(name).orElseThrow();
    }

    private static List<Finding> findings() {
        return List.of(
                new Finding(
                        "protocol-floor-too-high",
                        Role.CAUSE,
                        Certainty.PROVEN,
                        Problem.INBOUND,
                        Map.of(
                                "parameter",
                                "smtpd_tls_protocols",
                                "value",
                                SETTING.current().orElseThrow(),
                                "versions",
                                "TLSv1.2",
                                "peers",
                                "Google and Facebook"),
                        List.of(
                                Citation.line("main.cf", 10, "smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3"),
                                Citation.line(
                                        "mail.log",
                                        10,
                                        "Dec 19 09:41:20 mail postfix/smtpd[20311]: warning: TLS library problem: "
                                                + "20311:error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:"
                                                + "unknown protocol:s23_srvr.c:647:"),
                                Citation.of("probe mail.example.com:25", "TLSv1 refused: alert protocol_version")),
                        List.of(
                                Change.mainCf("smtpd_tls_protocols", "!SSLv2, !SSLv3"),
                                Change.command("postfix reload"))),
                harmless("root-in-chain", Map.of("subject", "Example Root"), "certificate 4 of 4: CN=Example Root"),
                harmless(
                        "verify-error-no-trust-store",
                        Map.of("reason", "self signed certificate in certificate chain"),
                        "verify error:num=19:self signed certificate in certificate chain"),
                harmless("compatibility-level", Map.of("value", "2"), "compatibility_level = 2"));
    }

    private static Finding harmless(String cause, Map<String, CharSequence> values, String quote) {
        return new Finding(
                cause,
                Role.HARMLESS,
                Certainty.PROVEN,
                Problem.INBOUND,
                values,
                List.of(Citation.line("s_client.txt", 4, quote)),
                List.of());
    }
}
