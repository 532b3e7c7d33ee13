package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.evidence.Problem;
import postern.postfix.Setting;

/// The server shows a certificate that it, its package or its appliance made itself.
public final class CertSelfSignedOrDefault implements Cause {
    /// X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT.
    private static final int SELF_SIGNED = 18;

    /// Paths under which packages install the certificate they make: Debian's ssl-cert, Red Hat's and
    /// Dovecot's packages.
    private static final Pattern DEFAULT_PATH = Pattern.compile(
            ".*(?:ssl-cert-snakeoil\\.pem|/pki/tls/certs/(?:postfix|localhost)\\.(?:pem|crt)|/dovecot\\.pem)");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        return shown(facts).or(() -> complained(facts)).or(() -> configured(facts)).stream()
                .toList();
    }

    private Optional<Finding> shown(Facts facts) {
        return ShownCertificates.in(facts).stream()
                .filter(shown -> shown.facts().contains(ChainFact.SELF_SIGNED_LEAF))
                .flatMap(shown ->
                        shown.chain().leaf().stream().map(leaf -> finding(facts, leaf.shortName(), shown.citation())))
                .findFirst();
    }

    private Optional<Finding> complained(Facts facts) {
        return facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> it.code() == SELF_SIGNED && it.depth() <= 0)
                        .map(it -> finding(
                                facts,
                                run.chain()
                                        .leaf()
                                        .map(Certificate::shortName)
                                        .orElseGet(() -> Phrase.of("value.own-name")),
                                Citation.line(run.source(), it.line(), it.text()))))
                .findFirst();
    }

    /// The path of a package's certificate counts only where somebody was seen refusing it.
    private Optional<Finding> configured(Facts facts) {
        return facts.mailService().stream()
                .filter(_ -> ShownCertificates.refusals(facts).findAny().isPresent())
                .flatMap(service -> service.certificates().certificates().stream())
                .filter(setting -> DEFAULT_PATH.matcher(setting.value()).matches())
                .map((Setting setting) -> finding(facts, setting.value(), facts.citation(setting)))
                .findFirst();
    }

    private Finding finding(Facts facts, String subject, Citation citation) {
        return CertificateFinding.of(id(), facts, Map.of("subject", subject), Stream.of(citation));
    }
}
