package postern.postfix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import postern.openssl.CipherSelection;

/// Finds what Postfix refuses or ignores in the settings of one SMTP server.
final class ServerProblems {
    private ServerProblems() {}

    static List<Problem> of(TlsService service) {
        var problems = new ArrayList<>(SettingProblems.ofValues(service.settings(), ServerProblems::isRead));
        if (service.isOn()) {
            certificates(service, problems);
            if (problems.stream().noneMatch(problem -> problem.effect() == Problem.Effect.TLS_UNAVAILABLE)) {
                problems.addAll(SettingProblems.ofValues(service.settings(), SettingProblems::isOfLibrary));
            }
            problems.addAll(SettingProblems.ofProtocols(
                    service.protocols(),
                    service.protocolList(),
                    service.platform().versions(0)));
            SettingProblems.ofCiphers(service.ciphers(), service.cipherSelection())
                    .ifPresent(problems::add);
            highestVersion(service).ifPresent(problems::add);
            service.groupProblem().ifPresent(problems::add);
            wrapperMode(service, problems);
        }
        return problems;
    }

    /// The parameters that smtpd reads itself.
    private static boolean isRead(Parameter parameter) {
        return parameter.name().startsWith("smtpd_");
    }

    /// The library takes the lowest row of versions without a hole, and asks for a suite that its highest
    /// version can use (OpenSSL `ssl/statem/statem_lib.c`, `tls_setup_handshake`).
    private static Optional<Problem> highestVersion(TlsService service) {
        if (!service.platform().checksHighestVersion()
                || !(service.protocolList() instanceof ProtocolList.Enabled enabled)
                || !(service.cipherSelection().orElse(null) instanceof CipherSelection.Selected selected)) {
            return Optional.empty();
        }
        return ProtocolList.lowestRow(enabled.within(service.platform().versions(selected.securityLevel()))).stream()
                .max(Comparator.naturalOrder())
                .filter(highest -> selected.all().stream().noneMatch(suite -> suite.usableIn(highest)))
                .map(highest -> new Problem.NoCipherForHighestVersion(service.protocols(), highest));
    }

    private static void wrapperMode(TlsService service, List<Problem> problems) {
        Setting wrapper = service.settings().get("smtpd_tls_wrappermode");
        if (wrapper.isYes() && "main.cf".equals(wrapper.file())) {
            problems.add(new Problem.WrapperModeEverywhere(wrapper));
        }
    }

    private static void certificates(TlsService service, List<Problem> problems) {
        Setting certificate = service.settings().get("smtpd_tls_cert_file");
        if (service.certificates().anonymous()) {
            if (service.clientCertificates() != ClientCertificates.NOT_ASKED) {
                problems.add(new Problem.ClientCertificatesWithoutOwn(certificate));
            }
        } else if (service.certificates().isEmpty()) {
            problems.add(new Problem.NoCertificate(certificate));
        }
        Setting required = service.settings().get("smtpd_tls_req_ccert");
        if (required.isYes() && !service.level().isMandatory()) {
            problems.add(new Problem.ClientCertificatesNotRequirable(required));
        }
    }
}
