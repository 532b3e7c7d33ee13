package postern.postfix;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import postern.openssl.CipherSelection;
import postern.openssl.SecurityLevel;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SignatureScheme;
import postern.tls.VersionSupport;

/// Turns a service's settings into what a client will find.
final class ServerPrediction {
    private final TlsService service;
    private final boolean anonymous;
    private final BiPredicate<SecurityLevel, ProtocolVersion> levelAllows;

    private ServerPrediction(TlsService service, BiPredicate<SecurityLevel, ProtocolVersion> levelAllows) {
        this.service = service;
        this.levelAllows = levelAllows;
        this.anonymous = service.certificates().anonymous();
    }

    static ServerTls of(TlsService service) {
        return new ServerPrediction(service, SecurityLevel::allows).serverTls();
    }

    /// What a client finds that is refused for its signature no sooner than after the choice of a suite.
    static ServerTls begun(TlsService service) {
        return new ServerPrediction(service, SecurityLevel::offers).serverTls();
    }

    private ServerTls serverTls() {
        Map<ProtocolVersion, VersionSupport> versions = new EnumMap<>(ProtocolVersion.class);
        Optional<String> off = whyOff();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            versions.put(
                    version,
                    off.<VersionSupport>map(VersionSupport.Refused::new).orElseGet(() -> support(version)));
        }
        return new ServerTls(
                versions,
                anonymous ? Known.all(List.of()) : Known.nothing(),
                service.groups(),
                service.dhBits(),
                signatureSchemes());
    }

    private Known<SignatureScheme> signatureSchemes() {
        return service.cipherSelection().orElse(null) instanceof CipherSelection.Selected selected
                ? SecurityLevel.of(
                                selected.securityLevel(),
                                service.platform().openssl().release())
                        .signatureSchemes()
                : Known.nothing();
    }

    /// Why there is no TLS at all.
    private Optional<String> whyOff() {
        if (!service.isOn()) {
            return Optional.of(shown(service.decisiveForLevel()));
        }
        return service.problems().stream()
                .filter(ServerPrediction::isObstacle)
                .findFirst()
                .map(problem -> problem.getClass().getSimpleName());
    }

    private static boolean isObstacle(Problem problem) {
        return switch (problem.effect()) {
            case FATAL, TLS_UNAVAILABLE, HANDSHAKE_ABORTED -> true;
            case ALL_HANDSHAKES_FAIL -> problem instanceof Problem.NoCipherForHighestVersion;
            case SOME_HANDSHAKES_FAIL, NO_EFFECT -> false;
        };
    }

    private VersionSupport support(ProtocolVersion version) {
        if (!(service.protocolList() instanceof ProtocolList.Enabled enabled)
                || !(service.cipherSelection().orElseThrow() instanceof CipherSelection.Selected selected)) {
            throw new IllegalStateException("TLS is off");
        }
        SecurityLevel level = SecurityLevel.of(
                selected.securityLevel(), service.platform().openssl().release());
        if (!service.platform().openssl().versions().contains(version)) {
            return new VersionSupport.Refused(
                    "OpenSSL " + service.platform().openssl().release());
        }
        if (!enabled.within(Set.of(version)).contains(version)) {
            return new VersionSupport.Refused(shown(service.protocols()));
        }
        if (!service.platform().versions(0).contains(version) || !levelAllows.test(level, version)) {
            return new VersionSupport.Refused("OpenSSL security level " + selected.securityLevel());
        }
        if (anonymous && version == ProtocolVersion.TLSV1_3) {
            return new VersionSupport.Refused(shown(service.settings().get("smtpd_tls_cert_file")));
        }
        List<CipherSuite> suites = selected.usable().stream()
                .filter(suite -> suite.usableIn(version))
                .filter(this::canExchangeKeys)
                .toList();
        return new VersionSupport.Accepted(Known.all(suites), service.order());
    }

    private boolean canExchangeKeys(CipherSuite suite) {
        boolean noCurves =
                service.groups().complete() && service.groups().items().isEmpty();
        return switch (suite.keyExchange()) {
            case ECDHE -> !noCurves;
            case RSA, DHE, DH, ECDH, ANY -> true;
            case PSK, RSA_PSK, DHE_PSK, ECDHE_PSK, SRP, KRB5, GOST -> false;
        };
    }

    private static String shown(Setting setting) {
        return setting.name() + " = " + setting.value();
    }
}
