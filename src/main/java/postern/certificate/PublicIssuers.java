package postern.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Issuers of the public web by the SHA-256 digest of what they are: TLSA records and pins name them so, and a pasted
/// chain often shows their names alone. The roots are those that come with Java, the intermediates are data.
public final class PublicIssuers {
    private static final int WHOLE = 0;
    private static final int KEY = 1;

    private PublicIssuers() {}

    /// The common name of the issuer with a digest.
    ///
    /// @param selector 0 of the whole certificate, 1 of its public key, as in a TLSA record
    /// @param sha256   in hexadecimal
    public static Optional<String> withDigest(int selector, String sha256) {
        String wanted = sha256.toLowerCase(Locale.ROOT);
        return switch (selector) {
            case WHOLE -> Optional.ofNullable(Known.BY_CERTIFICATE.get(wanted));
            case KEY -> Optional.ofNullable(Known.BY_KEY.get(wanted));
            default -> Optional.empty();
        };
    }

    private static final class Known {
        static final Map<String, String> BY_CERTIFICATE = new HashMap<>();
        static final Map<String, String> BY_KEY = read();

        static {
            for (Certificate root : TrustAnchors.allPublic()) {
                root.details().map(CertificateDetails::source).ifPresent(source -> {
                    try {
                        BY_CERTIFICATE.put(digest(source.getEncoded()), root.shortName());
                        BY_KEY.put(digest(source.getSubjectPublicKeyInfo().getEncoded()), root.shortName());
                    } catch (IOException e) {
                        // It was read from this encoding.
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }

        private Known() {}

        private static Map<String, String> read() {
            Map<String, String> byKey = new HashMap<>();
            try (var stream = Objects.requireNonNull(PublicIssuers.class.getResourceAsStream("public-issuers.tsv"))) {
                new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .map(line -> line.split("\t", 2))
                        .forEach(fields -> byKey.put(fields[0], fields[1]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return byKey;
        }

        private static String digest(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                // Every Java has SHA-256.
                throw new IllegalStateException(e);
            }
        }
    }
}
