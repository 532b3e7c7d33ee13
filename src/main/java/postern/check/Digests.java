package postern.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.evidence.Input;
import postern.redaction.Redaction;

/// Digests of inputs as they were given, so that whoever has them can tell that a report is about these.
public final class Digests {
    private Digests() {}

    /// SHA-256 in lower-case hexadecimal, by name; of a name that several inputs have, each one's. An input
    /// that cannot be read is left out.
    public static Map<String, String> of(List<Input> inputs) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (Input input : inputs) {
            sha256(input).ifPresent(digest -> digests.merge(input.name(), digest, (one, other) -> one + ", " + other));
        }
        return digests;
    }

    /// The same by the names' stand-ins.
    static Map<String, String> of(List<Input> inputs, Redaction redaction) {
        Map<String, String> redacted = new LinkedHashMap<>();
        of(inputs).forEach((name, digest) -> redacted.put(redaction.text(name), digest));
        return redacted;
    }

    private static Optional<String> sha256(Input input) {
        try (InputStream content = input.content().open();
                var digest = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return Optional.of(
                    HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
