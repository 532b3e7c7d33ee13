package postern.transcript;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Takes TLS reports out of the mail they come in (RFC 8460 section 5.3): parts of the types `application/tlsrpt+gzip`
/// and `application/tlsrpt+json`.
public final class TlsReportMail {
    private static final Pattern PART = Pattern.compile("(?im)^content-type:\\s*application/tlsrpt\\+(?:gzip|json)\\b");
    private static final int MOST_PARTS = 20;
    /// What a report may unpack to, in bytes.
    private static final int LARGEST = 10 << 20;

    private TlsReportMail() {}

    /// Whether a text is a mail with such a part.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        return PART.matcher(head).find();
    }

    /// The reports in a mail, as JSON; what cannot be unpacked is left out.
    public static List<String> reports(String mail) {
        List<String> reports = new ArrayList<>();
        var headers = new StringBuilder();
        var body = new StringBuilder();
        boolean inBody = false;
        for (String line : (Iterable<String>) mail.lines()::iterator) {
            if (line.startsWith("--")) {
                report(headers.toString(), body.toString()).ifPresent(reports::add);
                headers.setLength(0);
                body.setLength(0);
                inBody = false;
            } else if (line.isBlank()) {
                inBody |= !headers.isEmpty();
            } else {
                (inBody ? body : headers).append(line).append('\n');
            }
            if (reports.size() >= MOST_PARTS) {
                return List.copyOf(reports);
            }
        }
        report(headers.toString(), body.toString()).ifPresent(reports::add);
        return List.copyOf(reports);
    }

    private static Optional<String> report(String headers, String body) {
        if (!PART.matcher(headers).find()) {
            return Optional.empty();
        }
        String lower = headers.toLowerCase(Locale.ROOT);
        byte[] bytes = lower.contains("base64")
                ? Base64.getMimeDecoder().decode(whole(body))
                : body.getBytes(StandardCharsets.UTF_8);
        return lower.contains("tlsrpt+gzip") ? unpacked(bytes) : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /// The decoder refuses a last group that was cut off.
    private static String whole(String body) {
        String letters = body.replaceAll("[^A-Za-z0-9+/=]", "").replaceAll("=.*", "");
        return letters.substring(0, letters.length() - (letters.length() % 4 == 1 ? 1 : 0));
    }

    private static Optional<String> unpacked(byte[] bytes) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
