package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.certificate.CertTooWeak;
import postern.diagnosis.cause.cipher.DhParamsTooSmall;
import postern.diagnosis.cause.file.NoCertificateConfigured;
import postern.diagnosis.cause.handshake.LargeClientHelloDropped;
import postern.diagnosis.cause.handshake.PeerTlsBroken;
import postern.diagnosis.cause.handshake.SessionResumptionBroken;
import postern.diagnosis.cause.mode.TlsNotEnabled;
import postern.diagnosis.cause.protocol.PeerVersionIntolerant;
import postern.probe.Observed;
import postern.probe.Resumption;
import postern.probe.Scan;
import postern.probe.SeenTraits;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.probe.Trouble;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// What a look at a server tells where nothing else is given.
final class BareScanTest {

    @Test
    void aShortPrimeIsAdvice() {
        assertThat(found(new DhParamsTooSmall(), accepting(1024, "DHE-RSA-AES256-GCM-SHA384")))
                .containsExactly("dh-params-too-small advice proven");
        assertThat(found(new DhParamsTooSmall(), accepting(2048, "DHE-RSA-AES256-GCM-SHA384")))
                .isEmpty();
    }

    @Test
    void aWeakCertificateIsAdvice() {
        assertThat(found(new CertTooWeak(), Clue.sending(ChainFact.WEAK_KEY)))
                .containsExactly("cert-too-weak advice proven");
        assertThat(found(new CertTooWeak(), Clue.sending(ChainFact.WEAK_SIGNATURE)))
                .containsExactly("cert-too-weak advice proven");
        assertThat(found(new CertTooWeak(), Clue.sending())).isEmpty();
    }

    @Test
    void aServerWithNothingButAnonymousSuitesHasNoCertificate() {
        assertThat(found(new NoCertificateConfigured(), accepting(2048, "ADH-AES256-SHA", "AECDH-AES256-SHA")))
                .containsExactly("no-certificate-configured cause likely");
        assertThat(found(new NoCertificateConfigured(), accepting(2048, "ADH-AES256-SHA", "AES256-SHA")))
                .isEmpty();
    }

    @Test
    void starttlsThatIsAnnouncedAndFailsIsBroken() {
        assertThat(found(new PeerTlsBroken(), refusing("454 4.7.0 TLS not available due to local problem")))
                .containsExactly("peer-tls-broken cause likely");
        assertThat(found(new PeerTlsBroken(), refusing("454 4.7.0 Error: too many new TLS sessions")))
                .isEmpty();
        assertThat(found(new PeerTlsBroken(), Clue.scan(StartTls.BROKEN, "220 mail.example.com", "250 STARTTLS")))
                .containsExactly("peer-tls-broken cause likely");
        assertThat(found(new PeerTlsBroken(), Clue.scan(StartTls.OFFERED, "220 mail.example.com", "250 STARTTLS")))
                .isEmpty();
    }

    @Test
    void aServerThatHangsUpOnNewerVersionsAloneIsIntolerant() {
        Scan accepting = accepting(2048, "ECDHE-RSA-AES256-GCM-SHA384");
        Scan cutOff = with(accepting, StartTls.OFFERED, new Stage(Step.HANDSHAKE, closed(), Duration.ZERO, ""));
        assertThat(found(new PeerVersionIntolerant(), cutOff)).containsExactly("peer-version-intolerant cause likely");
        assertThat(found(new PeerVersionIntolerant(), accepting)).isEmpty();
    }

    @Test
    void aServerThatAnswersShortHellosAloneDropsThoseWithPostQuantumKeyExchange() {
        assertThat(found(new LargeClientHelloDropped(), answering(700)))
                .containsExactly("large-client-hello-dropped cause likely");
        assertThat(found(new LargeClientHelloDropped(), answering(16_000))).isEmpty();
    }

    @Test
    void sessionsThatCannotBeTakenUpAreBrokenUnlessTheHelloIsTooLong() {
        assertThat(found(new SessionResumptionBroken(), resuming(Resumption.FAILS, 16_000)))
                .containsExactly("session-resumption-broken cause likely");
        assertThat(found(new SessionResumptionBroken(), resuming(Resumption.FAILS, 500)))
                .isEmpty();
        assertThat(found(new SessionResumptionBroken(), resuming(Resumption.STARTS_ANEW, 16_000)))
                .isEmpty();
    }

    private static Scan answering(int longest) {
        return resuming(Resumption.RESUMES, longest);
    }

    private static Scan resuming(Resumption resumption, int longest) {
        Scan plain = accepting(2048, "ECDHE-RSA-AES256-GCM-SHA384");
        return new Scan(
                plain.endpoint(),
                plain.connections(),
                plain.took(),
                plain.stages(),
                plain.startTls(),
                plain.server(),
                plain.chains(),
                SeenTraits.of(Map.of(ProtocolVersion.TLSV1_3, new Observed.Seen<>(resumption)), longest),
                List.of());
    }

    @Test
    void aMissingAnnouncementDoesNotTellWhoTookItOut() {
        assertThat(found(
                        new TlsNotEnabled(),
                        Clue.scan(StartTls.NOT_OFFERED, "220 mail.example.com ESMTP", "250 mail.example.com")))
                .containsExactly("tls-not-enabled cause possible");
    }

    private static Optional<Trouble> closed() {
        return Optional.of(new Trouble.Closed());
    }

    private static Scan refusing(String reply) {
        return with(
                Clue.scan(StartTls.REFUSED, "220 mail.example.com", "250 STARTTLS"),
                StartTls.REFUSED,
                new Stage(Step.STARTTLS, Optional.of(new Trouble.ErrorReply(454)), Duration.ZERO, reply));
    }

    private static Scan with(Scan scan, StartTls startTls, Stage stage) {
        return new Scan(
                scan.endpoint(),
                scan.connections(),
                scan.took(),
                List.of(stage),
                startTls,
                scan.server(),
                scan.chains());
    }

    private static Scan accepting(int dhBits, String... suites) {
        Scan plain = Clue.scan(StartTls.OFFERED, "220 mail.example.com ESMTP", "250 STARTTLS");
        List<CipherSuite> accepted = Arrays.stream(suites)
                .map(name -> CipherSuite.named(name).orElseThrow())
                .toList();
        ServerTls server = new ServerTls(
                Map.of(ProtocolVersion.TLSV1_2, new VersionSupport.Accepted(Known.all(accepted), SuiteOrder.SERVER)),
                Known.nothing(),
                Known.nothing(),
                OptionalInt.of(dhBits));
        return new Scan(
                plain.endpoint(),
                plain.connections(),
                plain.took(),
                plain.stages(),
                plain.startTls(),
                server,
                plain.chains());
    }

    private static List<String> found(Cause cause, Scan scan) {
        return Clue.on(Clue.DAY_2024).probed(scan).examinedBy(cause).stream()
                .map(BareScanTest::said)
                .toList();
    }

    private static String said(Finding finding) {
        Role role = finding.role();
        Certainty certainty = finding.certainty();
        return finding.cause() + " " + role.id() + " " + certainty.id();
    }
}
