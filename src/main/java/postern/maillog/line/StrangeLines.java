package postern.maillog.line;

import org.jspecify.annotations.Nullable;

/// Tells whether a line that nobody understood may matter.
public final class StrangeLines {
    private static final String[] WORDS = {"TLS", "SSL", "tls_", "ssl_"};

    private StrangeLines() {}

    /// Whether the line is one of a mail program, of a program that hands mail to one, or of no program
    /// at all, and speaks of TLS.
    public static boolean speaksOfTls(@Nullable Frame frame, String text) {
        if (text.startsWith("#")
                || (frame != null && !frame.isMail() && !frame.program().isWebmail())) {
            return false;
        }
        for (String word : WORDS) {
            if (text.contains(word)) {
                return true;
            }
        }
        return frame != null && text.contains("certificate");
    }
}
