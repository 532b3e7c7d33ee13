package postern.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import postern.certificate.Certificate;
import postern.certificate.CertificateParser;
import postern.certificate.MalformedCertificateException;
import postern.certificate.TrustAnchors;
import postern.dns.Resolver;

/// How to look at a server.
final class ServerOptions {
    @Option(names = "--ehlo", paramLabel = "NAME", descriptionKey = "ehlo")
    @Nullable
    String ehloName;

    @Option(names = "--ca", paramLabel = "FILE", descriptionKey = "ca")
    List<Path> anchors = List.of();

    @Option(names = "--thorough", descriptionKey = "thorough")
    boolean thorough;

    @Option(names = "--resolver", paramLabel = "ADDR[:PORT]", descriptionKey = "resolver")
    @Nullable
    String resolver;

    /// Whom to ask about names; empty for the system's resolver.
    Optional<Resolver> resolver(CommandSpec spec) {
        return Optional.ofNullable(resolver).map(text -> Resolver.at(Arguments.resolver(spec, text)));
    }

    Optional<String> ehloName() {
        return Optional.ofNullable(ehloName);
    }

    TrustAnchors anchors() throws IOException {
        return TrustAnchors.publicRoots().plus(certificates());
    }

    /// The certificates to trust beside the public ones.
    List<Certificate> certificates() throws IOException {
        List<Certificate> certificates = new ArrayList<>();
        for (Path file : anchors) {
            certificates.addAll(certificates(file));
        }
        return certificates;
    }

    private static List<Certificate> certificates(Path file) throws IOException {
        try {
            return CertificateParser.pem(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (MalformedCertificateException _) {
            throw new IOException(Messages.of("not-certificates", file));
        }
    }
}
