package postern.sender;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import postern.openssl.OpenSslBuild;
import postern.openssl.SecurityLevel;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.SignatureScheme;

/// The `openssl` command of this machine, and how it writes what Postern knows.
final class RealOpenSsl {
    static final OpenSslBuild BUILD = OpenSslBuild.named("3.0.19-deb12").orElseThrow();

    /// The longest a command may take, in seconds.
    private static final int PATIENCE = 20;

    private RealOpenSsl() {}

    /// Skips the test where the command is of another build, which has other suites and levels.
    static void assumePresent() {
        String version;
        try {
            version = run("openssl", "version", "-a");
        } catch (UncheckedIOException e) {
            version = "";
        }
        assumeTrue(
                version.startsWith("OpenSSL 3.0.") && version.contains("-DOPENSSL_TLS_SECURITY_LEVEL=2"),
                "openssl 3.0 of Debian 12 is not installed");
    }

    /// Prepares a command that is free of this machine's settings.
    static ProcessBuilder command(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("OPENSSL_CONF", "/dev/null");
        return builder;
    }

    /// What the command says until it ends.
    static String run(String... words) {
        return said(new ProcessBuilder(words).redirectErrorStream(true));
    }

    /// What the command says until it ends; the input is empty.
    static String said(ProcessBuilder builder) {
        try {
            Process process =
                    builder.redirectInput(Path.of("/dev/null").toFile()).start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end after " + PATIENCE + " s: " + builder.command());
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The groups this build can speak; those of OpenSSL 3.5 and later are not among them.
    static List<NamedGroup> spoken(Known<NamedGroup> groups) {
        return groups.items().stream()
                .filter(group -> !group.toString().contains("MLKEM"))
                .toList();
    }

    /// The list as `-sigalgs` takes it, without what this build cannot speak.
    static List<String> signatureNames(Known<SignatureScheme> schemes) {
        Known<SignatureScheme> spoken = SecurityLevel.of(0, BUILD.release()).signatureSchemes();
        return schemes.items().stream()
                .filter(spoken.items()::contains)
                .map(RealOpenSsl::nameOf)
                .toList();
    }

    /// The scheme that `-sigalgs` takes by this name.
    static SignatureScheme scheme(String name) {
        return Arrays.stream(SignatureScheme.values())
                .filter(scheme -> nameOf(scheme).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The pairs of TLS 1.2 have no name of their own for SHA-224 and DSA, only the two parts.
    private static String nameOf(SignatureScheme scheme) {
        String name = scheme.name();
        String digest = name.substring(name.lastIndexOf('_') + 1);
        return switch (scheme.keyType()) {
            case RSA -> name.startsWith("RSA_PKCS1") ? "RSA+" + digest : name.toLowerCase(Locale.ROOT);
            case EC -> "ECDSA+" + digest;
            case DSA -> "DSA+" + digest;
            case ED25519, ED448, DH, GOST, ML_DSA, OTHER -> name.toLowerCase(Locale.ROOT);
        };
    }
}
