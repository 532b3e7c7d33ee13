package postern.diagnosis.cause.cipher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.dovecot.TlsSetting;
import postern.evidence.Problem;
import postern.openssl.ErrorCategory;
import postern.tls.KeyType;

/// The only certificate has an elliptic-curve key, and a sender that offers RSA alone finds no suite (RFC 8422 section
/// 5.3), while others get in.
public final class EcdsaOnlyCertificate implements Cause {
    /// A choice of suites by their kind of authentication, ciphers(1).
    private static final Pattern RSA_ALONE = Pattern.compile("s_client .*-cipher\\s+['\"]?(?:a?RSA|kRSA)\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        List<SenderTraffic> failing = facts.realSenders().stream()
                .filter(sender -> sender.tls() == 0
                        && !mayTake(sender)
                        && sender.failure(error -> error.category() == ErrorCategory.NO_COMMON_CIPHER)
                                .isPresent())
                .toList();
        boolean othersGetIn = facts.senders().stream().anyMatch(sender -> sender.tls() > 0);
        boolean excerpt = facts.senders().size() <= failing.size();
        if (facts.direction() == Problem.OUTBOUND
                || (failing.isEmpty() && rsaFails(facts).isEmpty())
                || !(othersGetIn || excerpt)
                || !onlyEc(facts)
                || CertificateTypeExcluded.applies(facts)
                || !new EcdsaCurveNotEnabled().examine(facts).isEmpty()) {
            return List.of();
        }
        List<Citation> evidence = Stream.concat(
                        rsaFails(facts).stream(),
                        failing.stream()
                                .flatMap(sender ->
                                        sender
                                                .failure(error -> error.category() == ErrorCategory.NO_COMMON_CIPHER)
                                                .stream())
                                .map(facts::citation))
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(
                        "peers",
                        failing.isEmpty()
                                ? Phrase.of("value.some-senders")
                                : Phrase.list(failing.stream()
                                        .map(SenderTraffic::name)
                                        .toList())),
                evidence,
                fix(facts));
    }

    /// Whether a known sender offers suites for such a certificate, as far as is known.
    static boolean mayTake(SenderTraffic sender) {
        return sender.profile()
                .map(profile -> profile.offer().suites())
                .filter(suites -> !suites.complete()
                        || suites.items().stream()
                                .anyMatch(suite -> suite.authentication()
                                        .keyType()
                                        .filter(KeyType.EC::equals)
                                        .isPresent()))
                .isPresent();
    }

    /// A test that offers suites for RSA certificates alone and finds none, while somebody finds no suite in common.
    private static List<Citation> rsaFails(Facts facts) {
        List<Citation> met = Disagreement.lines(Disagreement.About.NO_SUITE, facts);
        List<Citation> tests = facts.evidence().transcripts().stream()
                .filter(run -> run.suite().isEmpty())
                .flatMap(run -> run.command().stream()
                        .filter(command -> RSA_ALONE.matcher(command).find())
                        .map(command -> Citation.of(run.source(), command)))
                .toList();
        return met.isEmpty() || tests.isEmpty()
                ? List.of()
                : Stream.concat(tests.stream(), met.stream()).toList();
    }

    private static boolean onlyEc(Facts facts) {
        Set<KeyType> shown = Stream.of(
                        facts.predicted().stream().flatMap(server -> server.keyTypes().items().stream()),
                        facts.server().stream().flatMap(server -> server.keyTypes().items().stream()),
                        facts.keyTypesShown().stream())
                .flatMap(types -> types)
                .collect(Collectors.toSet());
        return shown.equals(Set.of(KeyType.EC));
    }

    /// A second pair beside the first: by parameters of its own, or as alternative certificate in Dovecot.
    private static List<Change> fix(Facts facts) {
        List<Change> changes = new ArrayList<>();
        if (CertificateFix.concernsPostfix(facts)) {
            CertificateFix.settings(facts).stream()
                    .filter(change -> change.parameter()
                            .filter(it -> it.startsWith("smtpd_"))
                            .isPresent())
                    .forEach(changes::add);
            if (changes.size() > 1) {
                changes.add(Change.mainCf("smtpd_tls_eccert_file"));
                changes.add(Change.mainCf("smtpd_tls_eckey_file"));
            }
        }
        facts.dovecot()
                .flatMap(server -> TlsSetting.of("ssl_alt_cert").flatMap(it -> it.in(server.branch())))
                .ifPresent(name -> changes.add(Change.dovecot(name)));
        changes.add(Change.at(Target.FILE));
        changes.addAll(CertificateFix.reload(facts));
        return changes;
    }
}
