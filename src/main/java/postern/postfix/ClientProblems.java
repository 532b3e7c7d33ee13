package postern.postfix;

import java.util.ArrayList;
import java.util.List;

/// Finds what Postfix refuses or ignores in the settings of the SMTP client.
final class ClientProblems {
    private ClientProblems() {}

    static List<Problem> of(TlsClient client) {
        var problems = new ArrayList<>(SettingProblems.ofValues(client.settings(), ClientProblems::isRead));
        Setting wrapper = client.settings().get("smtp_tls_wrappermode");
        if (wrapper.isYes() && !client.level().isMandatory()) {
            problems.add(new Problem.WrapperModeNeedsEncryption(wrapper, client.decisiveForLevel()));
        }
        if (client.isOn()) {
            problems.addAll(SettingProblems.ofValues(client.settings(), SettingProblems::isOfLibrary));
            problems.addAll(SettingProblems.ofProtocols(
                    client.protocols(), client.protocolList(), client.platform().versions(0)));
            SettingProblems.ofCiphers(client.ciphers(), client.cipherSelection())
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /// The parameters that smtp reads itself.
    private static boolean isRead(Parameter parameter) {
        return parameter.name().startsWith("smtp_");
    }
}
