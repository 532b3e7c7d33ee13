package postern.diagnosis.cause.cipher;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.answer.Removal;
import postern.evidence.Problem;
import postern.openssl.CipherSelection;
import postern.openssl.ErrorCategory;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.tls.Authentication;
import postern.tls.CipherSuite;
import postern.tls.KeyType;

/// The cipher settings remove every suite for the key type of the only certificate.
public final class CertificateTypeExcluded implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        if (!applies(facts)) {
            return List.of();
        }
        return facts.mailService().stream()
                .flatMap(service -> written(service)
                        .limit(1)
                        .map(setting ->
                                finding(facts, setting, keyType(facts, service).orElseThrow())))
                .toList();
    }

    /// Whether no suite of TLS 1.2 and older is left that the certificate can serve.
    static boolean applies(Facts facts) {
        return facts.direction() != Problem.OUTBOUND
                && facts.mailService()
                        .filter(TlsService::isOn)
                        .filter(service -> written(service).findAny().isPresent())
                        .filter(service -> keyType(facts, service)
                                .filter(type -> excludes(service, type))
                                .isPresent())
                        .isPresent();
    }

    private Finding finding(Facts facts, Setting setting, KeyType type) {
        List<Citation> failures = facts.realSenders().stream()
                .flatMap(sender -> sender.failure(error -> error.category() == ErrorCategory.NO_COMMON_CIPHER).stream())
                .map(facts::citation)
                .toList();
        return new Finding(
                id(),
                Role.CAUSE,
                failures.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                facts.direction(),
                Map.of("parameter", setting.name(), "value", setting.value(), "keyType", name(type)),
                Stream.concat(Stream.of(facts.citation(setting)), failures.stream())
                        .toList(),
                List.of(Removal.of(setting), Change.command("postfix reload")));
    }

    private static Stream<Setting> written(TlsService service) {
        return service.ciphers().settings().reversed().stream().filter(setting -> !setting.isDefault());
    }

    /// Only where all certificates hold one and the same kind of key.
    private static Optional<KeyType> keyType(Facts facts, TlsService service) {
        Set<KeyType> seen = Stream.concat(
                        facts.predicted().stream().flatMap(server -> server.keyTypes().items().stream()),
                        facts.keyTypesShown().stream())
                .collect(Collectors.toSet());
        if (seen.size() == 1) {
            return seen.stream().findFirst();
        }
        Set<String> named = service.certificates().certificates().stream()
                .filter(setting -> !setting.isEmpty())
                .map(Setting::name)
                .collect(Collectors.toSet());
        return seen.isEmpty() && named.equals(Set.of("smtpd_tls_eccert_file"))
                ? Optional.of(KeyType.EC)
                : Optional.empty();
    }

    private static boolean excludes(TlsService service, KeyType type) {
        return service.cipherSelection()
                .filter(CipherSelection.Selected.class::isInstance)
                .map(selection ->
                        ((CipherSelection.Selected) selection).list().stream().noneMatch(suite -> serves(suite, type)))
                .orElse(false);
    }

    private static boolean serves(CipherSuite suite, KeyType type) {
        return suite.authentication() != Authentication.NULL
                && suite.authentication().keyType().filter(type::equals).isPresent();
    }

    private static String name(KeyType type) {
        return type == KeyType.EC ? "ECDSA" : type.name();
    }
}
