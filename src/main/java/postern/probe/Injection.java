package postern.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// Sees whether a server takes what was sent in the clear behind STARTTLS as if it came inside TLS
/// (CVE-2011-0411, RFC 3207 section 6). What is sent is a command that does nothing; inside TLS a greeting and a
/// goodbye follow, and the answers are counted until the goodbye's: one too many belongs to the smuggled command.
///
/// @param behind     the harmless command behind the one that starts TLS
/// @param inside     what is said inside TLS, a goodbye at the end
/// @param answers    how many answers belong to that, the goodbye's included
/// @param isAnswer   whether a line is an answer, or the last line of one
/// @param isGoodbye  whether a line answers the goodbye
record Injection(String behind, String inside, int answers, Predicate<String> isAnswer, Predicate<String> isGoodbye) {
    private static final int MOST_LINES = 500;

    static Injection into(Service service, String ehloName) {
        return switch (service) {
            case SMTP, SUBMISSION, SMTPS ->
                new Injection(
                        "\r\nNOOP",
                        "EHLO " + ehloName + "\r\nQUIT\r\n",
                        2,
                        line -> line.length() >= 3 && (line.length() == 3 || line.charAt(3) == ' '),
                        line -> line.startsWith("221"));
            case IMAP, IMAPS ->
                new Injection(
                        "\r\nX2 NOOP",
                        "X3 NOOP\r\nX4 LOGOUT\r\n",
                        2,
                        line -> line.startsWith("X"),
                        line -> line.startsWith("X4 "));
            case POP3, POP3S ->
                new Injection(
                        "\r\nNOOP",
                        "NOOP\r\nQUIT\r\n",
                        2,
                        line -> line.startsWith("+OK") || line.startsWith("-ERR"),
                        _ -> false);
        };
    }

    /// Talks inside TLS and counts.
    ///
    /// @return whether the smuggled command was answered
    boolean isAnswered(InputStream in, OutputStream out) throws IOException {
        out.write(inside.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        int seen = 0;
        for (int count = 0; count < MOST_LINES; count++) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            seen += isAnswer.test(line) ? 1 : 0;
            if (isGoodbye.test(line) || seen > answers) {
                break;
            }
        }
        return seen > answers;
    }
}
