package postern.diagnosis.cause.cipher;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.openssl.ErrorCategory;
import postern.transcript.Tool;

/// The curve of the certificate is not among those that are enabled.
public final class EcdsaCurveNotEnabled implements Cause {
    private static final Pattern LOGGED = Pattern.compile("wrong curve|unsupported elliptic curve");

    private static final Pattern SHOWN = Pattern.compile("secp(?:384|521)r1|NIST CURVE: P-(?:384|521)");
    private static final Pattern MET = Pattern.compile("no shared cipher");

    private static final String CURVES = "tls_eecdh_auto_curves";
    /// What OpenSSL prints of a key, and the names of the curve in a list (SSL_CTX_set1_groups_list(3)).
    private static final Map<String, Pattern> NAMES = Map.of(
            "384", Pattern.compile("(?i)secp384r1|P-384"),
            "521", Pattern.compile("(?i)secp521r1|P-521"));

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Stream.of(Logs.saying(LOGGED, facts).stream(), byGrade(facts), byList(facts), byPeer(facts))
                        .flatMap(lines -> lines)
                        .toList(),
                List.of(
                        byList(facts).findAny().isPresent()
                                ? Change.mainCf(CURVES, "")
                                : Change.mainCf("smtpd_tls_eecdh_grade", widest(facts)),
                        Change.command("postfix reload")));
    }

    /// The grade `strong` means P-256 alone (Postfix `src/tls/tls_dh.c`), so that a certificate with another
    /// curve cannot be used.
    private static Stream<Citation> byGrade(Facts facts) {
        List<Citation> shown = Logs.saying(SHOWN, facts);
        return shown.isEmpty() || !knowsGrades(facts)
                ? Stream.empty()
                : facts.mailService().stream()
                        .map(service -> service.settings().get("smtpd_tls_eecdh_grade"))
                        .filter(grade -> !grade.isDefault() && grade.value().equals("strong"))
                        .flatMap(grade -> Stream.of(facts.citation(grade), shown.getFirst()));
    }

    /// Where no settings are shown: somebody who takes certificates of this kind finds no suite, which leaves the
    /// curve.
    private static Stream<Citation> byPeer(Facts facts) {
        List<Citation> shown = Logs.saying(SHOWN, facts);
        List<Citation> refused = shown.isEmpty() || facts.mailService().isPresent() || !knowsGrades(facts)
                ? List.of()
                : Stream.concat(ofSenders(facts), ofTests(facts)).toList();
        return refused.isEmpty() ? Stream.empty() : Stream.concat(Stream.of(shown.getFirst()), refused.stream());
    }

    private static Stream<Citation> ofSenders(Facts facts) {
        return facts.realSenders().stream()
                .filter(EcdsaOnlyCertificate::mayTake)
                .flatMap(sender -> sender.failure(error -> error.category() == ErrorCategory.NO_COMMON_CIPHER).stream())
                .map(facts::citation);
    }

    /// OpenSSL's own client offers every kind.
    private static Stream<Citation> ofTests(Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.tool() == Tool.S_CLIENT && run.suite().isEmpty())
                .flatMap(run -> run.errors().stream()
                        .filter(error -> error.reason().contains("alert handshake failure"))
                        .limit(1)
                        .map(error -> Citation.of(run.source(), error.quoted())));
    }

    /// Since 3.6 the parameter is ignored.
    private static boolean knowsGrades(Facts facts) {
        return !facts.platform().platform().postfix().atLeast(3, 6);
    }

    /// A written list of curves (`auto`, since 3.2) without that of the certificate.
    private static Stream<Citation> byList(Facts facts) {
        List<Citation> shown = Logs.saying(SHOWN, facts);
        List<Citation> met = Logs.saying(MET, facts);
        return facts.mailService().stream()
                .map(service -> service.settings().get(CURVES))
                .filter(curves -> !curves.isDefault() && !curves.isEmpty() && !shown.isEmpty() && !met.isEmpty())
                .filter(curves -> shown.stream()
                        .noneMatch(line -> NAMES.entrySet().stream()
                                .anyMatch(curve -> line.text().contains(curve.getKey())
                                        && curve.getValue()
                                                .matcher(curves.value())
                                                .find())))
                .flatMap(curves -> Stream.of(facts.citation(curves), shown.getFirst()));
    }

    /// `auto` came with 3.2; before, `ultra` has P-384.
    private static String widest(Facts facts) {
        return facts.platform().platform().postfix().atLeast(3, 2) ? "auto" : "ultra";
    }
}
