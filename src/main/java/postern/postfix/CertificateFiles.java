package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files a service takes its certificates and keys from.
///
/// @param certificates the settings that name them; the kind of key in them is not known from the text
/// @param keys         the settings that name the keys, defaults included
/// @param anonymous    whether the server is to work without certificate (`smtpd_tls_cert_file = none`)
public record CertificateFiles(List<Setting> certificates, List<Setting> keys, boolean anonymous) {
    public CertificateFiles {
        certificates = List.copyOf(certificates);
        keys = List.copyOf(keys);
    }

    /// Reads the settings of the server (`smtpd_tls_`) or client (`smtp_tls_`).
    ///
    /// From 3.4 on `chain_files` replaces all others (Postfix `src/tls/tls_certkey.c`).
    static CertificateFiles of(Settings settings, String prefix) {
        Setting chain = settings.get(prefix + "chain_files");
        if (settings.release().atLeast(3, 4) && !chain.isEmpty()) {
            return new CertificateFiles(List.of(chain), List.of(chain), false);
        }
        Setting main = settings.get(prefix + "cert_file");
        boolean none = main.value().equalsIgnoreCase("none");
        var certificates = new ArrayList<Setting>();
        var keys = new ArrayList<Setting>();
        for (String slot : Stream.of("", "d", "ec").toList()) {
            Setting certificate = settings.get(prefix + slot + "cert_file");
            boolean known = !slot.equals("ec") || settings.release().atLeast(2, 6);
            if (known && !certificate.isEmpty() && !(slot.isEmpty() && none)) {
                certificates.add(certificate);
                keys.add(settings.get(prefix + slot + "key_file"));
            }
        }
        return new CertificateFiles(certificates, keys, none && certificates.isEmpty());
    }

    /// Whether no file is named at all.
    public boolean isEmpty() {
        return certificates.isEmpty();
    }
}
