package postern.redaction;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Redacts a text line by line and certificates in it (RFC 7468) as a whole: their lines come together when the
/// last has been read, as many as there were.
final class CertificateLines implements Function<String, Optional<String>> {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final String INSIDE = "[A-Za-z0-9+/=\\s]*";
    /// A longer one is none.
    private static final int MOST_LINES = 2000;

    private final Redaction redaction;
    private final List<String> held = new ArrayList<>();
    private boolean inside;

    CertificateLines(Redaction redaction) {
        this.redaction = redaction;
    }

    @Override
    public Optional<String> apply(String line) {
        if (line.strip().equals(BEGIN)) {
            inside = true;
            held.clear();
            return Optional.of(line);
        }
        if (!inside) {
            return Optional.of(redaction.text(line));
        }
        if (line.strip().equals(END)) {
            inside = false;
            List<String> lines = new ArrayList<>(standIn());
            lines.add(line);
            return Optional.of(String.join("\n", lines));
        }
        if (!line.matches(INSIDE) || held.size() == MOST_LINES) {
            inside = false;
            return Optional.of(redaction.text(line));
        }
        held.add(line.strip());
        return Optional.empty();
    }

    private List<String> standIn() {
        List<String> lines = new ArrayList<>();
        try {
            byte[] der = redaction.certificate(Base64.getDecoder().decode(String.join("", held)));
            String text = Base64.getEncoder().encodeToString(der);
            int width = Math.max(64, Math.ceilDiv(text.length(), Math.max(1, held.size())));
            for (int at = 0; at < text.length(); at += width) {
                lines.add(text.substring(at, Math.min(text.length(), at + width)));
            }
        } catch (IllegalArgumentException _) {
            // What cannot be read tells nobody anything.
        }
        while (lines.size() < held.size()) {
            lines.add("");
        }
        return lines;
    }
}
