package postern.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import postern.certificate.Certificate;
import postern.certificate.CertificateParser;
import postern.certificate.MalformedCertificateException;
import postern.certificate.TrustAnchors;

/// How to look at a server.
final class ServerOptions {
    @Option(names = "--ehlo", paramLabel = "NAME", descriptionKey = "ehlo")
    @Nullable
    String ehloName;

    @Option(names = "--ca", paramLabel = "FILE", descriptionKey = "ca")
    List<Path> anchors = List.of();

    Optional<String> ehloName() {
        return Optional.ofNullable(ehloName);
    }

    TrustAnchors anchors() throws IOException {
        TrustAnchors trusted = TrustAnchors.publicRoots();
        for (Path file : anchors) {
            trusted = trusted.plus(certificates(file));
        }
        return trusted;
    }

    private static List<Certificate> certificates(Path file) throws IOException {
        try {
            return CertificateParser.pem(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (MalformedCertificateException _) {
            throw new IOException(Messages.of("not-certificates", file));
        }
    }
}
