package postern.report;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.certificate.ChainAssessment;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.MissingEvidence;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.ServedChain;
import postern.probe.Service;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.probe.Trouble;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.tls.Answer;
import postern.tls.CipherSuite;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Reports for tests.
final class SampleReports {
    static final String PROTOCOLS = "!SSLv2,!TLSv1,!TLSv1.1,!SSLv3";
    static final String ROOT = "C=SE, O=AddTrust AB, OU=AddTrust External TTP Network, CN=AddTrust External CA Root";

    /// Text that means something to a browser, a terminal, a PDF reader, a spreadsheet or a file system.
    private static final List<String> WELL_KNOWN = List.of(
            "<script>alert(1)</script>",
            "</title></style></pre><b>",
            "&amp;&#60;b&#62; &bogus; &",
            "\"' onmouseover='x' \"",
            "]]><!-- -->",
            "<!ENTITY x SYSTEM \"file:///etc/passwd\">&x;",
            "${body} ${style} {0} {value} '{'",
            "\u001b[31mred\u001b[0m\u001b]0;title\u0007",
            "\u009b2J\u0085\u0090",
            "a\u0000b\u0008\u007f",
            "one\r\ntwo\nthree",
            "left \u202etxt.exe\u202c \u2066x\u2069 \u200f\u200e\u061c",
            "zero\u200bwidth\ufeff\u2060",
            "\ud800 alone, \udc00 too, \uffff\ufffe",
            "line\u2028separator\u2029",
            ") Tj ET (\\( \\) BT /Font endstream endobj %%EOF",
            "=cmd|' /C calc'!A0",
            "../../etc/passwd",
            "url(https://example.com/x.png)",
            "中文 العربية 日本語 😀 e\u0301",
            "x".repeat(10_000));

    private static final List<String> FURTHER = List.of(
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<iframe src=javascript:alert(1)></iframe>",
            "<a href='javascript:alert(1)'>x</a>",
            "<style>body{display:none}</style>",
            "<link rel=stylesheet href=//example.com/x.css>",
            "<meta http-equiv=refresh content='0;url=//example.com'>",
            "<base href=//example.com/>",
            "<object data=x.swf></object>",
            "<bookmark name='x' href='#y'/>",
            "<?xml-stylesheet href='x'?>",
            "<![CDATA[<b>]]>",
            "&lt;script&gt;",
            "&#x3c;b&#x3e;",
            "javascript:alert(1)",
            "data:text/html;base64,PHNjcmlwdD4=",
            "expression(alert(1))",
            "\\3c script\\3e",
            "![x](https://example.com/x.png)",
            "[x](javascript:alert(1))",
            "[x]: https://example.com 'y'",
            "```\n# heading\n```",
            "````",
            "| a | b |",
            "@everyone #1 !1 GH-1",
            "# heading",
            "- [ ] box",
            "> quote",
            "**bold** __x__ ~~y~~",
            "* * *",
            "http://example.com/ www.example.com",
            "+1+1",
            "-1+1",
            "@SUM(A1:A9)",
            "\t=1+1",
            "\r=1+1",
            "\"=HYPERLINK(\"\"https://example.com\"\")",
            "..\\..\\windows\\win.ini",
            "C:\\con\\con",
            "/dev/null",
            "file:///etc/passwd",
            "name\u0000.cf",
            "$(reboot) `reboot`",
            "'; rm -rf / #",
            "${jndi:ldap://example.com/x}",
            "%s%n%x %0a%0d",
            "{0,choice,0#x}",
            "#{7*7} {{7*7}}",
            "<< /Type /Catalog >> startxref",
            "/JavaScript /JS (app.alert(1))",
            "q 1 0 0 1 0 0 cm Q",
            "\u0007\u0008\u000c",
            "\u001b]8;;https://example.com\u0007x\u001b]8;;\u0007",
            "\u001b[2J\u001b[H",
            "\u001bP+q\u001b\\",
            "\u009d0;x\u009c",
            "\u200e",
            "\u200f",
            "\u202a",
            "\u202b",
            "\u202c",
            "\u202d",
            "\u2066",
            "\u2067",
            "\u2068",
            "\u2069",
            "\u061c",
            "\u00ad",
            "\u180e",
            "\ufff9x\ufffay\ufffb",
            "\udb40\udc41",
            "\ue000",
            "\udbff\udfff",
            "a\u0300\u0301\u0302\u0303".repeat(50),
            "\ufdfa".repeat(20),
            "<".repeat(500),
            "&".repeat(500),
            "'\"".repeat(200),
            "<b ".repeat(100));

    /// A hundred texts that mean something somewhere.
    static final List<String> HOSTILE =
            Stream.concat(WELL_KNOWN.stream(), FURTHER.stream()).toList();

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
                List.of(foundingScan()));
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

    static Scan foundingScan() {
        return new Scan(
                new Endpoint("mail.example.com", 25, Service.SMTP),
                41,
                Duration.ofMillis(1934),
                List.of(
                        stage(Step.CONNECT, 4, ""),
                        stage(Step.GREETING, 12, "220 mail.example.com ESMTP Postfix"),
                        stage(
                                Step.EHLO,
                                2,
                                "250-mail.example.com 250-PIPELINING 250-SIZE 10240000 250-STARTTLS 250 8BITMIME"),
                        stage(Step.STARTTLS, 1, "220 2.0.0 Ready to start TLS"),
                        stage(Step.HANDSHAKE, 31, ""),
                        stage(Step.CERTIFICATE, 0, "")),
                StartTls.OFFERED,
                new ServerTls(
                        Map.of(
                                ProtocolVersion.SSLV3,
                                new VersionSupport.Refused("alert 70, protocol version"),
                                ProtocolVersion.TLSV1,
                                new VersionSupport.Refused("alert 70, protocol version"),
                                ProtocolVersion.TLSV1_1,
                                new VersionSupport.Refused("alert 70, protocol version"),
                                ProtocolVersion.TLSV1_2,
                                new VersionSupport.Accepted(
                                        Known.all(List.of(
                                                suite("ECDHE-RSA-AES256-GCM-SHA384"),
                                                suite("ECDHE-RSA-AES128-GCM-SHA256"),
                                                suite("DHE-RSA-AES256-GCM-SHA384"),
                                                suite("ECDHE-RSA-AES256-SHA384"),
                                                suite("ECDHE-RSA-AES256-SHA"),
                                                suite("AES256-SHA"))),
                                        SuiteOrder.SERVER),
                                ProtocolVersion.TLSV1_3,
                                new VersionSupport.Unknown("the time was up")),
                        Known.all(List.of(KeyType.RSA)),
                        Known.all(List.of(NamedGroup.P_256, NamedGroup.X25519)),
                        OptionalInt.of(2048)),
                List.of(foundingChain()));
    }

    private static Stage stage(Step step, int millis, String said) {
        return new Stage(step, Optional.empty(), Duration.ofMillis(millis), said);
    }

    private static CipherSuite suite(String name) {
        return CipherSuite.named(name).orElseThrow();
    }

    private static ServedChain foundingChain() {
        String intermediate = "C=GB, ST=Greater Manchester, L=Salford, O=COMODO CA Limited, "
                + "CN=COMODO RSA Domain Validation Secure Server CA";
        String authority = "C=GB, ST=Greater Manchester, L=Salford, O=COMODO CA Limited, "
                + "CN=COMODO RSA Certification Authority";
        return new ServedChain(
                Optional.of("mail.example.com"),
                new CertificateChain(List.of(
                        certificate("OU=Domain Control Validated, CN=mail.example.com", intermediate),
                        certificate(intermediate, authority),
                        certificate(authority, ROOT),
                        certificate(ROOT, ROOT))),
                new ChainAssessment(
                        Set.of(ChainFact.ROOT_INCLUDED), ChainTrust.TRUSTED, List.of(), Answer.YES, Optional.empty()));
    }

    private static Certificate certificate(String subject, String issuer) {
        return new Certificate(subject, issuer, Optional.empty());
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
                List.of(foundingScan()));
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
                List.of(unreachable()));
    }

    static Scan unreachable() {
        return new Scan(
                new Endpoint("2001:db8::25", 25, Service.SMTP),
                1,
                Duration.ofSeconds(5),
                List.of(new Stage(Step.CONNECT, Optional.of(new Trouble.TimedOut()), Duration.ofSeconds(5), "")),
                StartTls.UNKNOWN,
                new ServerTls(Map.of(), Known.nothing(), Known.nothing(), OptionalInt.empty()),
                List.of());
    }

    /// The same hostile text wherever text from outside can stand.
    static Report hostile(String text) {
        var certificate = new Certificate(text, text, Optional.empty());
        var forecast = new Forecast(new Outcome.Refused(RefusalReason.NO_SHARED_CIPHER), Delivery.FAILS);
        return new Report(
                "0.1.0",
                LocalDate.of(2026, 11, 25),
                List.of(text),
                List.of(text),
                Optional.of(text),
                new Diagnosis(
                        List.of(new Finding(
                                "cipher-list-too-strict",
                                Role.CAUSE,
                                Certainty.LIKELY,
                                Problem.INBOUND,
                                Map.of("parameter", text, "value", text, "peers", text),
                                List.of(Citation.line(text, 1, text)),
                                List.of(Change.command(text)))),
                        List.of(new MissingEvidence("missing.log", text))),
                List.of(new ProposedSetting(text, text, text, text, "cipher-list-too-strict")),
                List.of(new PeerForecast(text, text, List.of(text, text, text), 1, 2, 3, forecast, forecast)),
                List.of(new PeerForecast(text, text, List.of(), 0, 0, 0, forecast, forecast)),
                List.of(new Scan(
                        new Endpoint(text, 25, Service.SMTP),
                        1,
                        Duration.ofSeconds(1),
                        List.of(new Stage(
                                Step.GREETING, Optional.of(new Trouble.WrongProtocol()), Duration.ZERO, text)),
                        StartTls.UNKNOWN,
                        new ServerTls(
                                Map.of(
                                        ProtocolVersion.TLSV1,
                                        new VersionSupport.Refused(text),
                                        ProtocolVersion.TLSV1_2,
                                        new VersionSupport.Unknown(text)),
                                Known.nothing(),
                                Known.nothing(),
                                OptionalInt.empty()),
                        List.of(new ServedChain(
                                Optional.of(text),
                                new CertificateChain(List.of(certificate)),
                                new ChainAssessment(
                                        Set.of(ChainFact.INCOMPLETE),
                                        ChainTrust.UNTRUSTED,
                                        List.of(text),
                                        Answer.NO,
                                        Optional.of(text)))))));
    }
}
