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
import postern.tls.Known;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;
import postern.tls.VersionSupport;

/// Texts that mean something to a browser, a terminal or another reader, and a report full of them.
final class HostileTexts {
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
    static final List<String> ALL =
            Stream.concat(WELL_KNOWN.stream(), FURTHER.stream()).toList();

    private HostileTexts() {}

    /// The same hostile text wherever text from outside can stand.
    static Report everywhere(String text) {
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
