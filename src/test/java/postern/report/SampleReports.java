package postern.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.MissingEvidence;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.tls.CipherSuite;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;

/// Reports for tests: one with a cause, one of a healthy server, one that decides nothing.
final class SampleReports {
    static final String PROTOCOLS = "!SSLv2,!TLSv1,!TLSv1.1,!SSLv3";
    static final String ROOT = "C=SE, O=AddTrust AB, OU=AddTrust External TTP Network, CN=AddTrust External CA Root";

    private SampleReports() {}

    /// TLS 1.2 only, Google fails, Facebook falls back, web.de gets in.
    static Report founding() {
        return new Report(
                "0.1.0",
                LocalDate.of(2014, 12, 19),
                List.of("main.cf", "mail.log", "s_client.txt"),
                List.of("A bounce was given, which adds nothing to the log."),
                Optional.of("Postfix 2.9, as the log shows"),
                new Diagnosis(foundingFindings(), List.of()),
                List.of(new ProposedSetting(
                        "smtpd_tls_protocols",
                        PROTOCOLS,
                        "!SSLv2, !SSLv3",
                        "!SSLv2, !SSLv3",
                        "protocol-floor-too-high")),
                List.of(google(), facebook(), webDe()),
                others(),
                List.of(SampleScans.founding()));
    }

    private static List<Finding> foundingFindings() {
        return List.of(
                new Finding(
                        "protocol-floor-too-high",
                        Role.CAUSE,
                        Certainty.PROVEN,
                        Problem.INBOUND,
                        Map.of(
                                "parameter", "smtpd_tls_protocols",
                                "value", PROTOCOLS,
                                "versions", "TLSv1.2",
                                "peers", "Google and Facebook"),
                        List.of(
                                Citation.line("main.cf", 10, "smtpd_tls_protocols=" + PROTOCOLS),
                                Citation.line(
                                        "mail.log",
                                        10,
                                        "Dec 19 09:41:20 mail postfix/smtpd[20311]: warning: TLS library problem: "
                                                + "20311:error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unknown "
                                                + "protocol:s23_srvr.c:647:"),
                                Citation.of("probe mail.example.com:25", "TLSv1 refused: alert 70, protocol version")),
                        List.of(
                                Change.mainCf("smtpd_tls_protocols", "!SSLv2, !SSLv3"),
                                Change.command("postfix reload"))),
                harmless("root-in-chain", Map.of("subject", ROOT), Citation.line("s_client.txt", 17, "3 s:" + ROOT)),
                harmless(
                        "verify-error-no-trust-store",
                        Map.of("reason", "verify error 19"),
                        Citation.line(
                                "s_client.txt", 4, "verify error:num=19:self signed certificate in certificate chain")),
                harmless(
                        "compatibility-level",
                        Map.of("value", "2"),
                        Citation.line("main.cf", 15, "compatibility_level = 2")),
                new Finding(
                        "deprecated-parameter",
                        Role.ADVICE,
                        Certainty.PROVEN,
                        Problem.INBOUND,
                        Map.of("parameter", "smtpd_use_tls", "replacement", "smtpd_tls_security_level"),
                        List.of(Citation.line("main.cf", 1, "smtpd_use_tls=yes")),
                        List.of(Change.mainCf("smtpd_use_tls", ""))));
    }

    private static Finding harmless(String cause, Map<String, CharSequence> values, Citation citation) {
        return new Finding(
                cause, Role.HARMLESS, Certainty.PROVEN, Problem.INBOUND, values, List.of(citation), List.of());
    }

    private static PeerForecast google() {
        return new PeerForecast(
                "Google",
                "gmail-2014-12",
                List.of("mail-wi0-x230.google.com"),
                0,
                3,
                0,
                new Forecast(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION), Delivery.FAILS),
                agreed(ProtocolVersion.TLSV1, "ECDHE-RSA-AES256-SHA"));
    }

    private static PeerForecast facebook() {
        return new PeerForecast(
                "Facebook",
                "facebook-2014-12",
                List.of("outcampmail003.ash2.facebook.com", "outcampmail004.ash2.facebook.com"),
                0,
                1,
                1,
                new Forecast(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION), Delivery.PLAINTEXT),
                agreed(ProtocolVersion.TLSV1, "ECDHE-RSA-AES256-SHA"));
    }

    private static PeerForecast webDe() {
        return new PeerForecast(
                "web.de",
                "",
                List.of("mout.web.de"),
                1,
                0,
                0,
                agreed(ProtocolVersion.TLSV1_2, "DHE-RSA-AES256-GCM-SHA384"),
                agreed(ProtocolVersion.TLSV1_2, "DHE-RSA-AES256-GCM-SHA384"));
    }

    private static Forecast agreed(ProtocolVersion version, String suite) {
        return new Forecast(new Outcome.Agreed(version, CipherSuite.named(suite)), Delivery.ENCRYPTED);
    }

    /// Two that get in either way, two that do only after the change, one of which nothing is known.
    private static List<PeerForecast> others() {
        var agreed = new Forecast(new Outcome.Agreed(ProtocolVersion.TLSV1_2, Optional.empty()), Delivery.ENCRYPTED);
        var fails = new Forecast(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION), Delivery.FAILS);
        var unknown = new Forecast(new Outcome.Undecided(Outcome.Missing.CLIENT_VERSIONS), Delivery.UNKNOWN);
        return List.of(
                other("A mail server of 2014", agreed, agreed),
                other("A printer of 2010", fails, agreed),
                other("A scanner of 2008", fails, agreed),
                other("A mail server of 2013", agreed, agreed),
                other("A telephone of 2009", unknown, unknown));
    }

    private static PeerForecast other(String name, Forecast now, Forecast after) {
        return new PeerForecast(name, "", List.of(), 0, 0, 0, now, after);
    }

    /// A server at which nothing is wrong.
    static Report healthy() {
        return new Report(
                "0.1.0",
                LocalDate.of(2026, 11, 25),
                List.of("main.cf", "mail.log"),
                List.of(),
                Optional.of("Postfix 3.10, as given"),
                new Diagnosis(
                        List.of(harmless(
                                "may-on-port-25",
                                Map.of("parameter", "smtpd_tls_security_level"),
                                Citation.line("main.cf", 3, "smtpd_tls_security_level = may"))),
                        List.of()),
                List.of(),
                List.of(webDe()),
                List.of(),
                List.of(SampleScans.founding()));
    }

    /// Nothing but a server that cannot be reached.
    static Report undecided() {
        return new Report(
                "0.1.0",
                LocalDate.of(2026, 11, 25),
                List.of(),
                List.of(),
                Optional.empty(),
                new Diagnosis(
                        List.of(),
                        List.of(
                                new MissingEvidence("missing.main-cf", "postconf -n"),
                                new MissingEvidence("missing.log", "grep postfix/ /var/log/mail.log | tail -n 2000"))),
                List.of(),
                List.of(),
                List.of(),
                List.of(SampleScans.unreachable()));
    }
}
