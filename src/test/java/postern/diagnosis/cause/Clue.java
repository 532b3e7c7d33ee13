package postern.diagnosis.cause;

import java.time.LocalDate;
import java.util.ArrayList;
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
import postern.diagnosis.Cause;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.dns.MailDomain;
import postern.evidence.Evidence;
import postern.evidence.EvidenceReader;
import postern.evidence.Given;
import postern.evidence.Input;
import postern.evidence.Problem;
import postern.openssl.OpenSslRelease;
import postern.postfix.MainCf;
import postern.postfix.PostfixRelease;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.ServedChain;
import postern.probe.Service;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.tls.Answer;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Evidence put together for a test, read as it would be from files.
public final class Clue {
    static final Endpoint SERVER = new Endpoint("mail.example.com", 25, Service.SMTP);
    public static final LocalDate DAY_2014 = LocalDate.of(2014, 12, 19);
    public static final LocalDate DAY_2024 = LocalDate.of(2024, 5, 2);

    private final LocalDate day;
    private final List<Input> inputs = new ArrayList<>();
    private Optional<MailDomain> domain = Optional.empty();
    private final List<Scan> scans = new ArrayList<>();
    private Optional<Problem> problem = Optional.empty();
    private Optional<PostfixRelease> postfix = Optional.empty();
    private Optional<OpenSslRelease> openssl = Optional.empty();

    private Clue(LocalDate day) {
        this.day = day;
    }

    public static Clue on(LocalDate day) {
        return new Clue(day);
    }

    public Clue with(String file, String text) {
        inputs.add(Input.of(file, day, text));
        return this;
    }

    public Clue about(Problem stated) {
        problem = Optional.of(stated);
        return this;
    }

    public Clue running(String postfixRelease, String opensslRelease) {
        postfix = PostfixRelease.parse(postfixRelease);
        openssl = OpenSslRelease.parse(opensslRelease);
        return this;
    }

    public Clue looked(MailDomain published) {
        domain = Optional.of(published);
        return this;
    }

    public Clue probed(Scan scan) {
        scans.add(scan);
        return this;
    }

    public Evidence evidence() {
        Evidence read = EvidenceReader.read(inputs, Optional.of(day));
        return new Evidence(
                read.asOf(),
                problem,
                postfix,
                openssl,
                read.mainCf(),
                read.masterCf(),
                read.logs(),
                read.bounces(),
                read.transcripts(),
                read.dialogues(),
                read.texts(),
                read.observations(),
                scans,
                domain,
                read.given(),
                read.remarks());
    }

    public List<Finding> examinedBy(Cause cause) {
        return cause.examine(Facts.of(evidence()));
    }

    /// What the cause says once the changes to main.cf that it wants itself are made.
    public List<Finding> examinedAfterItsFix(Cause cause) {
        Evidence evidence = evidence();
        MainCf mainCf = evidence.mainCf().orElseThrow().content();
        for (Change change : cause.examine(Facts.of(evidence)).getFirst().fix()) {
            if (change.target() == Target.MAIN_CF && change.value().isPresent()) {
                String parameter = change.parameter().orElseThrow();
                String value = change.value().orElseThrow();
                mainCf = value.isEmpty() ? mainCf.without(parameter) : mainCf.with(parameter, value);
            }
        }
        return cause.examine(Facts.of(evidence.withMainCf(new Given<>("main.cf", mainCf))));
    }

    /// What a look at a server showed.
    public static Scan scan(StartTls startTls, String greeting, String capabilities, ServedChain... chains) {
        ServerTls server = new ServerTls(
                Map.of(ProtocolVersion.TLSV1_2, new VersionSupport.Accepted(Known.nothing(), SuiteOrder.UNKNOWN)),
                Known.nothing(),
                Known.nothing(),
                OptionalInt.empty());
        return new Scan(
                SERVER,
                1,
                java.time.Duration.ofMillis(20),
                List.of(
                        new Stage(Step.GREETING, Optional.empty(), java.time.Duration.ZERO, greeting),
                        new Stage(Step.EHLO, Optional.empty(), java.time.Duration.ZERO, capabilities)),
                startTls,
                server,
                List.of(chains));
    }

    /// A look at a server that offers STARTTLS and sends a chain with these facts.
    public static Scan sending(ChainFact... facts) {
        CertificateChain chain = new CertificateChain(List.of(
                new Certificate("CN=mail.example.com", "CN=Example CA", Optional.empty()),
                new Certificate("CN=Example CA", "CN=Example Root", Optional.empty()),
                new Certificate("CN=Example Root", "CN=Example Root", Optional.empty())));
        return scan(
                StartTls.OFFERED,
                "220 mail.example.com ESMTP Postfix",
                "250-mail.example.com\n250 STARTTLS",
                new ServedChain(
                        Optional.empty(),
                        chain,
                        new ChainAssessment(
                                Set.of(facts), ChainTrust.UNTRUSTED, List.of(), Answer.UNKNOWN, Optional.empty())));
    }

    /// Lines of a failed handshake.
    public static String failed(String host, String error) {
        return """
                Dec 19 09:41:20 mail postfix/smtpd[1]: connect from %1$s[192.0.2.7]
                Dec 19 09:41:20 mail postfix/smtpd[1]: SSL_accept error from %1$s[192.0.2.7]: -1
                Dec 19 09:41:20 mail postfix/smtpd[1]: warning: TLS library problem: %2$s
                Dec 19 09:41:20 mail postfix/smtpd[1]: lost connection after STARTTLS from %1$s[192.0.2.7]
                Dec 19 09:41:20 mail postfix/smtpd[1]: disconnect from %1$s[192.0.2.7]
                """.formatted(host, error);
    }
}
