package postern.diagnosis.cause.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFinding;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.evidence.Problem;

/// A key that is too short or a signature made with SHA-1 or MD5: OpenSSL refuses them from security level 1 or 2 on
/// (`ssl/ssl_cert.c`, X509_V_ERR 66 to 68; SSL_CTX_set_security_level(3)).
public final class CertTooWeak implements Cause {
    private static final Pattern WEAK = Pattern.compile("(?i)ee key too small|ca key too small|ca md too weak"
            + "|(?:num=|error:num=|error )(?:66|67|68)[: ]|key is too (?:weak|small)|signature algorithm too weak"
            + "|(?:ee|ca) certificate key too weak|signature digest algorithm too weak");
    private static final Pattern DIGEST =
            Pattern.compile("(?i)md too weak|(?:digest|signature) algorithm too weak|(?:num=|error )68\\b");

    /// A key of RSA with less than 2048 bits (no curve has so many): s_client, x509, testssl.sh, sslscan, nmap.
    private static final Pattern SHORT = Pattern.compile(
            "(?:Server public key is|Public[ -]Key: \\(|Server key size +RSA|RSA Key Strength:|Public Key bits:) ?(?:512|768|1024|1536)\\b");

    /// The certificate that a delivering Postfix would show (`src/tls/tls_certkey.c`).
    private static final Pattern OWN =
            Pattern.compile("/smtp\\[\\d+]: warning: cannot (?:get|load) (?:\\w+ )?(?:certificate|private key)");

    private static final Pattern OLD_DIGEST =
            Pattern.compile("(?i)Signature Algorithm:? +(?:(?:md5|sha-?1)With|(?:MD5|SHA-?1) with )RSA");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> complained = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> WEAK.matcher(it.text()).find())
                        .map(it -> Citation.line(run.source(), it.line(), it.text())));
        List<Citation> said = Stream.concat(Logs.saying(WEAK, facts).stream(), complained)
                .distinct()
                .toList();
        List<ShownCertificates> refused = refused(facts);
        List<Citation> printed = said.isEmpty() && refused.isEmpty() ? printed(facts) : List.of();
        if (said.isEmpty() && refused.isEmpty() && printed.isEmpty()) {
            return onlySeen(facts);
        }
        boolean digest = said.stream()
                        .anyMatch(line -> DIGEST.matcher(line.text()).find())
                || (said.isEmpty()
                        && printed.stream()
                                .noneMatch(line -> SHORT.matcher(line.text()).find())
                        && refused.stream().noneMatch(it -> it.facts().contains(ChainFact.WEAK_KEY)));
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("reason", Phrase.of(digest ? "value.weak-signature" : "value.weak-key")),
                Stream.of(
                                said,
                                refused.stream()
                                        .map(ShownCertificates::citation)
                                        .toList(),
                                printed)
                        .flatMap(List::stream)
                        .toList(),
                fix(facts));
    }

    /// A weak certificate that a probe was shown: who checks will refuse it, most mail servers do not check.
    private List<Finding> onlySeen(Facts facts) {
        return facts.evidence().scans().isEmpty() || facts.direction() == Problem.OUTBOUND
                ? List.of()
                : ShownCertificates.in(facts).stream()
                        .filter(CertTooWeak::isWeak)
                        .limit(1)
                        .map(shown -> CertificateFinding.of(
                                id(), facts, Map.of("reason", reason(shown)), Stream.of(shown.citation())))
                        .toList();
    }

    private static boolean isWeak(ShownCertificates shown) {
        return shown.facts().contains(ChainFact.WEAK_KEY) || shown.facts().contains(ChainFact.WEAK_SIGNATURE);
    }

    private static Phrase reason(ShownCertificates shown) {
        return Phrase.of(shown.facts().contains(ChainFact.WEAK_KEY) ? "value.weak-key" : "value.weak-signature");
    }

    /// The same as tools print it without the certificate itself.
    private static List<Citation> printed(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND
                || ShownCertificates.refusals(facts).findAny().isEmpty()) {
            return List.of();
        }
        List<Citation> keys = Logs.saying(SHORT, facts);
        return keys.isEmpty() ? Logs.saying(OLD_DIGEST, facts) : keys;
    }

    /// Our own certificate, weak as it is shown, while somebody refuses it.
    private static List<ShownCertificates> refused(Facts facts) {
        return facts.direction() == Problem.OUTBOUND
                        || ShownCertificates.refusals(facts).findAny().isEmpty()
                ? List.of()
                : ShownCertificates.in(facts).stream()
                        .filter(CertTooWeak::isWeak)
                        .toList();
    }

    /// Our own client's certificate cannot be used and is seldom asked for. Met on delivery it is the peer's; until
    /// that has a new one, the check can be left out for its domain.
    private static List<Change> fix(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND
                && !Outgoing.saying(OWN, facts).isEmpty()) {
            return List.of(
                    Change.mainCf("smtp_tls_cert_file", ""),
                    Change.mainCf("smtp_tls_key_file", ""),
                    Change.command("postfix reload"));
        }
        if (facts.direction() == Problem.OUTBOUND) {
            List<Change> changes = new ArrayList<>(List.of(Change.at(Target.PEER)));
            changes.addAll(PolicyTable.change(facts, "encrypt"));
            return changes;
        }
        return CertificateFix.replace(facts);
    }
}
