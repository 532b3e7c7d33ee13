package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postern.openssl.CipherSelection;
import postern.tls.ProtocolVersion;

/// Finds what Postfix refuses or ignores in the settings of one SMTP server.
final class ServerProblems {
    private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");
    private static final Pattern TIME = Pattern.compile("\\d{1,9}[smhdwSMHDW]?");

    private final TlsService service;
    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private ServerProblems(TlsService service) {
        this.service = service;
        this.settings = service.settings();
    }

    static List<Problem> of(TlsService service) {
        var found = new ServerProblems(service);
        found.values();
        if (service.isOn()) {
            found.wrapperMode();
            found.protocols();
            found.ciphers();
            found.certificates();
            service.groupProblem().ifPresent(found.problems::add);
        }
        return found.problems;
    }

    /// smtpd reads all its settings when it starts, whether it needs them or not.
    private void values() {
        for (Parameter parameter : Parameters.all()) {
            if (parameter.scope() != Parameter.Scope.SERVER
                    || parameter.name().startsWith("postscreen_")
                    || parameter.name().startsWith("tlsproxy_")
                    || !parameter.knownIn(settings.release())
                    || !settings.isWritten(parameter.name())) {
                continue;
            }
            Setting setting = settings.get(parameter.name());
            List<String> faults = settings.faults(parameter.name());
            if (!faults.isEmpty()) {
                problems.add(new Problem.InvalidExpansion(setting, faults.getFirst()));
            } else {
                value(parameter, setting);
            }
        }
    }

    private void value(Parameter parameter, Setting setting) {
        boolean wrong = switch (parameter.type()) {
            case BOOL -> !setting.isYes() && !setting.value().equalsIgnoreCase("no");
            case INT -> !INTEGER.matcher(setting.value()).matches();
            case TIME -> !TIME.matcher(setting.value()).matches();
            case ENUM, FILE, LIST, MAPS, PATH, STRING, OTHER ->
                setting.isEmpty() && parameter.emptyIsFatal(settings.release());
        };
        if (wrong) {
            problems.add(
                    switch (parameter.type()) {
                        case BOOL -> new Problem.InvalidBoolean(setting);
                        case INT, TIME -> new Problem.InvalidNumber(setting);
                        case ENUM, FILE, LIST, MAPS, PATH, STRING, OTHER -> new Problem.EmptyValue(setting);
                    });
        }
    }

    private void wrapperMode() {
        Setting wrapper = settings.get("smtpd_tls_wrappermode");
        if (wrapper.isYes() && "main.cf".equals(wrapper.file())) {
            problems.add(new Problem.WrapperModeEverywhere(wrapper));
        }
    }

    private void protocols() {
        switch (service.protocolList()) {
            case ProtocolList.Invalid(String word) ->
                problems.add(new Problem.InvalidProtocolList(service.protocols(), word));
            case ProtocolList.Enabled enabled -> {
                Set<ProtocolVersion> left = enabled.within(service.platform().versions(0));
                if (left.isEmpty()) {
                    problems.add(new Problem.NoProtocolEnabled(service.protocols()));
                }
                List<ProtocolVersion> holes = ProtocolList.holes(left);
                if (!holes.isEmpty()) {
                    problems.add(new Problem.HoleInProtocols(service.protocols(), holes));
                }
            }
        }
    }

    private void ciphers() {
        CipherComposition ciphers = service.ciphers();
        ciphers.problem().ifPresent(problems::add);
        Optional<CipherSelection> selection = service.cipherSelection();
        if (selection.isPresent() && selection.get() instanceof CipherSelection.Rejected(String error)) {
            problems.add(new Problem.CipherStringRejected(ciphers.string(), error, ciphers.settings()));
        }
    }

    private void certificates() {
        Setting certificate = settings.get("smtpd_tls_cert_file");
        boolean asked = service.clientCertificates() != ClientCertificates.NOT_ASKED;
        if (service.certificates().anonymous()) {
            if (asked) {
                problems.add(new Problem.ClientCertificatesWithoutOwn(certificate));
            }
        } else if (service.certificates().isEmpty()) {
            problems.add(new Problem.NoCertificate(certificate));
        }
        Setting required = settings.get("smtpd_tls_req_ccert");
        if (required.isYes() && !service.level().isMandatory()) {
            problems.add(new Problem.ClientCertificatesNotRequirable(required));
        }
    }
}
