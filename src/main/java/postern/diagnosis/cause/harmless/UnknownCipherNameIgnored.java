package postern.diagnosis.cause.harmless;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.openssl.CipherSelection;
import postern.openssl.CipherString;
import postern.openssl.OpenSslBuild;
import postern.postfix.Setting;

/// Names that the library does not know in a list of excluded ciphers are passed over (OpenSSL `ssl/ssl_ciph.c`).
public final class UnknownCipherNameIgnored implements Cause {
    private static final List<String> LISTS =
            List.of("smtpd_tls_exclude_ciphers", "smtpd_tls_mandatory_exclude_ciphers");
    private static final List<String> DELIVERING =
            List.of("smtp_tls_exclude_ciphers", "smtp_tls_mandatory_exclude_ciphers");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> unknown = Stream.concat(
                        facts.mailService().stream()
                                .flatMap(service -> LISTS.stream().map(service.settings()::get)),
                        Outgoing.client(facts).stream()
                                .flatMap(client -> DELIVERING.stream().map(client.settings()::get)))
                .filter(setting -> !setting.isDefault() && !setting.isEmpty())
                .filter(setting -> words(setting).anyMatch(UnknownCipherNameIgnored::isUnknown))
                .map(facts::citation)
                .toList();
        return Findings.harmless(this, facts, Map.of(), unknown);
    }

    private static Stream<String> words(Setting setting) {
        return Arrays.stream(setting.value().split("[\\s,:]+", -1)).filter(word -> word.matches("[A-Za-z][\\w.+-]*"));
    }

    /// No build of any release knows it.
    private static boolean isUnknown(String word) {
        return OpenSslBuild.all().stream()
                .noneMatch(build -> CipherString.evaluate(word, build) instanceof CipherSelection.Selected);
    }
}
