package postern.diagnosis.cause.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.postfix.Setting;
import postern.postfix.TlsClient;

/// A certificate for the delivering side that no peer asks for. postconf(5): "Do not configure client certificates
/// unless you must present client TLS certificates to one or more servers."
public final class ClientCertConfiguredNeedlessly implements Cause {
    /// Something a partner was told to ask for.
    private static final Pattern ASKED_FOR =
            Pattern.compile("(?i)certificate required|client certificate|relay_clientcerts|permit_tls_clientcerts");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Setting> written = written(facts);
        if (written.isEmpty() || !Logs.saying(ASKED_FOR, facts).isEmpty()) {
            return List.of();
        }
        List<Change> fix = removal(written);
        return List.of(new Finding(
                id(),
                Role.ADVICE,
                Certainty.LIKELY,
                facts.direction(),
                Map.of("parameter", written.getFirst().name()),
                written.stream().map(facts::citation).toList(),
                fix));
    }

    /// The settings that name the delivering side's own certificate and key.
    public static List<Setting> written(Facts facts) {
        return Outgoing.client(facts).map(TlsClient::settings).stream()
                .flatMap(settings -> Stream.of(
                                "smtp_tls_cert_file",
                                "smtp_tls_key_file",
                                "smtp_tls_eccert_file",
                                "smtp_tls_eckey_file",
                                "smtp_tls_dcert_file",
                                "smtp_tls_dkey_file",
                                "smtp_tls_chain_files")
                        .map(settings::get))
                .filter(setting -> !setting.isDefault() && !setting.isEmpty())
                .toList();
    }

    /// Leaving them empty.
    public static List<Change> removal(List<Setting> written) {
        List<Change> changes = new ArrayList<>();
        written.stream()
                .filter(setting -> "main.cf".equals(setting.file()))
                .forEach(setting -> changes.add(Change.mainCf(setting.name(), "")));
        changes.add(Change.command("postfix reload"));
        return changes;
    }
}
