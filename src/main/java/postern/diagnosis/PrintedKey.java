package postern.diagnosis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.evidence.Evidence;
import postern.tls.KeyType;

/// The kind of a certificate's key as `openssl x509 -text` prints it (`crypto/x509/t_x509.c`).
final class PrintedKey {
    private static final Pattern ALGORITHM =
            Pattern.compile("Public Key Algorithm: ?(rsaEncryption|id-ecPublicKey)|^\\s*(RSA|EC) Public[- ]Key:");

    private PrintedKey() {}

    static Stream<KeyType> types(Evidence evidence) {
        return evidence.texts().stream()
                .flatMap(text -> text.lines().stream())
                .flatMap(line -> type(line.text()).stream());
    }

    private static Optional<KeyType> type(String line) {
        Matcher match = ALGORITHM.matcher(line);
        if (!match.find()) {
            return Optional.empty();
        }
        String name = match.group(1) == null ? match.group(2) : match.group(1);
        return Optional.of(name.startsWith("rsa") || name.equals("RSA") ? KeyType.RSA : KeyType.EC);
    }
}
