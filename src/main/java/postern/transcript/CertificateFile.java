package postern.transcript;

import java.util.List;
import java.util.Optional;
import postern.certificate.CertificateChain;
import postern.maillog.LogLine;

/// A file of certificates on a server's disk, as the collector shows it.
///
/// @param parameter  the setting that names it, for example `smtpd_tls_cert_file`, `ssl_cert`
/// @param path       where it is
/// @param isReadable whether the collector could read it
/// @param changed    when it was changed last; empty if the system did not tell
/// @param chain      its certificates in the order of the file
/// @param keyBelongs whether the key that is set up belongs to the first of them; empty if that was not compared
/// @param lines      lines worth quoting
public record CertificateFile(
        String parameter,
        String path,
        boolean isReadable,
        Optional<ServerState.ChangedFile> changed,
        CertificateChain chain,
        Optional<Boolean> keyBelongs,
        List<LogLine> lines) {
    public CertificateFile {
        lines = List.copyOf(lines);
    }
}
