package postern.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.certificate.ChainAssessment;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.ServedChain;
import postern.probe.Service;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.probe.Trouble;
import postern.tls.Answer;
import postern.tls.CipherSuite;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Looks at servers for tests: one with a chain that has its root sent along, one that got nowhere.
final class SampleScans {
    private SampleScans() {}

    static Scan founding() {
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
                        certificate(authority, SampleReports.ROOT),
                        certificate(SampleReports.ROOT, SampleReports.ROOT))),
                new ChainAssessment(
                        Set.of(ChainFact.ROOT_INCLUDED), ChainTrust.TRUSTED, List.of(), Answer.YES, Optional.empty()));
    }

    private static Certificate certificate(String subject, String issuer) {
        return new Certificate(subject, issuer, Optional.empty());
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
}
