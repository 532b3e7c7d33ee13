package postern.transcript;

import java.util.List;
import java.util.Optional;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.maillog.LogLine;
import postern.openssl.OpenSslError;
import postern.probe.StartTls;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;

/// What a pasted run of a tool that tests TLS shows of a server, whichever tool it was.
///
/// @param source     the file's name
/// @param tool       which tool
/// @param command    the command line, if it was pasted too
/// @param connected  whether the connection came about
/// @param startTls   what became of STARTTLS, as far as the tool tells
/// @param chain      all certificates the server sent, as far as they can be read: from the PEM blocks, else names
///                   only; empty where the tool does not show them all
/// @param shownLeaf  the server's own certificate where the tool shows that alone
/// @param complaints complaints of the tester's own library
/// @param version    the version agreed, by a tool that shakes hands once
/// @param suite      the suite agreed
/// @param server     what the server accepts, as far as this run tells
/// @param errors     library errors
/// @param lines      lines worth quoting
public record TestRun(
        String source,
        Tool tool,
        Optional<String> command,
        boolean connected,
        StartTls startTls,
        CertificateChain chain,
        Optional<Certificate> shownLeaf,
        List<VerifyComplaint> complaints,
        Optional<ProtocolVersion> version,
        Optional<CipherSuite> suite,
        ServerTls server,
        List<OpenSslError> errors,
        List<LogLine> lines) {
    public TestRun {
        complaints = List.copyOf(complaints);
        errors = List.copyOf(errors);
        lines = List.copyOf(lines);
    }

    /// Whether the tester's library checked the chain and was content.
    public boolean isVerified() {
        return complaints.isEmpty()
                && lines.stream().anyMatch(line -> line.text().strip().startsWith("Verify return code: 0 "));
    }

    /// The server's own certificate, if it was shown.
    public Optional<Certificate> leaf() {
        return chain.leaf().or(() -> shownLeaf);
    }
}
