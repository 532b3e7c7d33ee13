package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.cause.answer.CertificateFinding;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PackagedCertificate;
import postern.diagnosis.cause.clue.PrintedNames;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.clue.StsPolicies;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.diagnosis.cause.harmless.SClientNotice;
import postern.diagnosis.cause.sni.SniNotSent;
import postern.dovecot.TlsSetting;
import postern.evidence.Problem;
import postern.maillog.Bounce;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.probe.Service;

/// The server shows a certificate that it, its package or its appliance made itself.
public final class CertSelfSignedOrDefault implements Cause {
    /// X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT.
    private static final int SELF_SIGNED = 18;

    /// Go, Node.js, Python and others, of a name that the certificate lacks.
    private static final Pattern FOR_NOBODY =
            Pattern.compile("(?i)certificate is valid for localhost(?:\\.localdomain\\d?)?(?:, localhost\\S*)*, not "
                    + "|does(?: not|n't) match (?:either of )?'?localhost(?:\\.localdomain\\d?)?(?![\\w.-])");
    /// The alerts of RFC 8446 section 6.2 with which a client refuses a certificate, in whosever words.
    private static final Pattern ALERT = Pattern.compile(
            "(?i)\\balert (?:number )?4[268]\\b|\\balert:? (?:unknown ca|bad certificate|certificate unknown)\\b");
    private static final Pattern OWN =
            Pattern.compile("certificate verification failed for .*(?:self[- ]signed certificate(?! in)|num=18:)");
    private static final Pattern ISSUER = Pattern.compile(
            "certificate verification failed for .*(?:untrusted issuer|issuer .* certificate unavailable)");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return PeerCertificate.finding(this, facts, Map.of(), delivering(facts));
        }
        if (!SniNotSent.placeholder(facts).isEmpty()) {
            return List.of();
        }
        return shown(facts)
                .or(() -> ofPrivateIssuer(facts))
                .or(() -> complained(facts))
                .or(() -> printed(facts))
                .or(() -> said(facts))
                .or(() -> configured(facts))
                .or(() -> hungUp(facts))
                .stream()
                .toList();
    }

    /// A certificate that its owner issued, or an authority of their own.
    private static List<Citation> delivering(Facts facts) {
        return Stream.concat(
                        PeerCertificate.failures(facts, OWN).stream(),
                        PeerCertificate.failures(facts, ISSUER).stream().filter(PeerCertificate::namesPrivateIssuer))
                .toList();
    }

    private Optional<Finding> shown(Facts facts) {
        return ShownCertificates.in(facts).stream()
                .filter(shown -> shown.facts().contains(ChainFact.SELF_SIGNED_LEAF))
                .flatMap(shown ->
                        shown.chain().leaf().stream().map(leaf -> finding(facts, leaf.shortName(), shown.citation())))
                .findFirst();
    }

    /// Under an enforced MTA-STS policy only a certificate of a public CA will do (RFC 8461 section 4.2).
    private Optional<Finding> ofPrivateIssuer(Facts facts) {
        return StsPolicies.enforced(facts)
                ? facts.evidence().scans().stream()
                        .filter(scan -> scan.endpoint().service() == Service.SMTP)
                        .flatMap(scan -> scan.chains().stream()
                                .filter(served -> served.assessment().trust() == ChainTrust.UNTRUSTED
                                        && !served.assessment().facts().contains(ChainFact.INCOMPLETE))
                                .flatMap(served -> served.chain().leaf().stream())
                                .map(leaf -> finding(
                                        facts,
                                        leaf.shortName(),
                                        Facts.citation(scan, Phrase.of("seen.issuer", leaf.issuer())))))
                        .findFirst()
                : Optional.empty();
    }

    /// A run that came as far as a mail, and failed at what was typed, failed at no certificate.
    private Optional<Finding> complained(Facts facts) {
        List<String> mistyped =
                SClientNotice.typed(facts).stream().map(Citation::source).toList();
        return facts.evidence().transcripts().stream()
                .filter(run -> !mistyped.contains(run.source()))
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> it.code() == SELF_SIGNED && it.depth() <= 0)
                        .map(it -> finding(
                                facts,
                                Phrase.or(run.leaf().map(Certificate::shortName), "value.own-name"),
                                Citation.line(run.source(), it.line(), it.text()))))
                .findFirst();
    }

    private Optional<Finding> printed(Facts facts) {
        return PrintedNames.in(facts).stream()
                .filter(PrintedNames::isOwnIssue)
                .map(names -> finding(facts, names.subject(), names.citation()))
                .findFirst();
    }

    /// Clients that cannot say why hang up: the same one more than once, with a package's certificate in use.
    private Optional<Finding> hungUp(Facts facts) {
        List<Citation> hangUps = facts.realSenders().stream()
                .filter(sender -> sender.failed() > 1 && sender.tls() == 0 && sender.delivered() == 0)
                .flatMap(sender -> sender.sessions()
                        .filter(CertSelfSignedOrDefault::isSilent)
                        .limit(2))
                .map(facts::citation)
                .toList();
        return facts.mailService().stream()
                .flatMap(service -> service.certificates().certificates().stream())
                .filter(setting -> PackagedCertificate.is(setting.value()))
                .flatMap(setting -> Findings.cause(
                        this,
                        facts,
                        Certainty.POSSIBLE,
                        Map.of("subject", setting.value()),
                        hangUps.isEmpty()
                                ? List.of()
                                : Stream.concat(Stream.of(facts.citation(setting)), hangUps.stream())
                                        .toList(),
                        CertificateFix.replace(facts))
                        .stream())
                .findFirst();
    }

    private static boolean isSilent(TlsSession session) {
        return session.outcome() instanceof SessionOutcome.Failed failed
                && failed.error().isEmpty()
                && failed.reason().contains("lost connection");
    }

    /// A client says that the certificate is its own issuer, or made for no name but that of every machine.
    private Optional<Finding> said(Facts facts) {
        return Stream.concat(ClientWords.SELF_SIGNED.in(facts).stream(), Logs.saying(FOR_NOBODY, facts).stream())
                .map(line -> finding(facts, Phrase.of("value.own-name"), line))
                .findFirst();
    }

    /// The path of a package's certificate counts only where somebody was seen refusing it.
    private Optional<Finding> configured(Facts facts) {
        boolean refused = ShownCertificates.refusals(facts).findAny().isPresent()
                || facts.evidence().bounces().stream()
                        .anyMatch(bounce -> bounce.sendAs() || bounce.kind() == Bounce.Kind.CERTIFICATE_REJECTED)
                || !ClientWords.any(facts).isEmpty()
                || !Logs.saying(ShownCertificates.CHECKED, facts).isEmpty()
                || !Logs.saying(ALERT, facts).isEmpty();
        return packaged(facts)
                .filter(_ -> refused)
                .map(line -> finding(facts, line.text(), line))
                .findFirst();
    }

    /// Settings that name a certificate as packages make it.
    private static Stream<Citation> packaged(Facts facts) {
        Stream<Citation> postfix = facts.mailService().stream()
                .flatMap(service -> service.certificates().certificates().stream())
                .filter(setting -> PackagedCertificate.is(setting.value()))
                .map(facts::citation);
        Stream<Citation> dovecot = facts.dovecot().stream()
                .flatMap(DovecotServer::settings)
                .filter(found -> TlsSetting.of(found.setting().name())
                        .filter(TlsSetting.CERTIFICATE::equals)
                        .isPresent())
                .filter(found -> PackagedCertificate.is(found.setting().value()))
                .map(DovecotServer.Found::citation);
        return Stream.concat(postfix, dovecot);
    }

    private Finding finding(Facts facts, CharSequence subject, Citation citation) {
        return CertificateFinding.of(id(), facts, Map.of("subject", subject), Stream.of(citation));
    }
}
