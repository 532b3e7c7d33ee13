package postern.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Diffie-Hellman primes that many servers share. `known-primes.tsv` names its sources.
final class KnownPrimes {
    private static final Map<String, String> NAMES = read();

    private KnownPrimes() {}

    /// What a prime is known as; empty if it is not known.
    static Optional<String> name(BigInteger prime) {
        return Optional.ofNullable(NAMES.get(sha256(prime)));
    }

    private static String sha256(BigInteger prime) {
        byte[] bytes = prime.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, sign, bytes.length)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read() {
        try (var stream = Objects.requireNonNull(KnownPrimes.class.getResourceAsStream("known-primes.tsv"));
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 3))
                    .collect(Collectors.toMap(field -> field[0], field -> field[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
