package postern.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
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
        TrustAnchors trusted = TrustAnchors.ofJdk();
        for (Path file : anchors) {
            trusted = trusted.withFile(file);
        }
        return trusted;
    }
}
