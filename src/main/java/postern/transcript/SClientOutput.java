package postern.transcript;

import java.util.List;
import java.util.Optional;
import postern.certificate.CertificateChain;
import postern.maillog.LogLine;
import postern.openssl.OpenSslError;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// What a pasted run of `openssl s_client` shows.
///
/// @param source       the file's name
/// @param command      the command line, if it was pasted too
/// @param connected    whether the connection came about
/// @param startTls     whether the tool was told to start TLS by a command (`-starttls`)
/// @param chain        the certificates, as far as they can be read: from the PEM blocks, else names only
/// @param complaints   complaints of the tester's own library
/// @param version      the version agreed
/// @param suite        the suite agreed
/// @param errors       library errors
/// @param lines        lines worth quoting
public record SClientOutput(
        String source,
        Optional<String> command,
        boolean connected,
        boolean startTls,
        CertificateChain chain,
        List<VerifyComplaint> complaints,
        Optional<ProtocolVersion> version,
        Optional<CipherSuite> suite,
        List<OpenSslError> errors,
        List<LogLine> lines) {
    public SClientOutput {
        complaints = List.copyOf(complaints);
        errors = List.copyOf(errors);
        lines = List.copyOf(lines);
    }
}
