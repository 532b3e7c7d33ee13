package postern.evidence;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Blanks private keys, session keys and passwords that were given by mistake. Lines keep their numbers and their ends.
public final class Secrets {
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r]");
    /// RFC 7468 and RFC 9580 section 6.2; the whole key may stand in one line, its line ends written as `\n`.
    private static final Pattern KEY_BEGINS = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

    private static final Pattern KEY_ENDS = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    /// The server asks for a name or a password (RFC 4954 section 4); the next line is the answer.
    private static final Pattern CHALLENGE = Pattern.compile("(?:^|\\W)334(?: \\S{0,2000})?\\s*$");

    private static final Pattern ANSWER =
            Pattern.compile("(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{4,}+={0,2}(?=\\s*+$)", Pattern.DOTALL);
    private static final Pattern PASSWORD_MAPS = Pattern.compile("\\bpassword_maps\\s{0,20}=|_password_maps\\s{0,20}=");
    /// `inline:{ name=secret, { name = a secret } }` (Postfix 3.0 and later).
    private static final Pattern INLINE_VALUE = Pattern.compile("=\\s*+(?!\\(blanked\\))[^\\s{}][^}]*+");

    private boolean insideKey;
    private boolean answering;
    private boolean inPasswordMaps;
    private boolean inInlineMap;

    Secrets() {}

    /// A text without its secrets.
    ///
    /// @param found whether there were any
    public record Blanked(String text, boolean found) {}

    /// A text with its secrets blanked.
    public static Blanked blank(String text) {
        var secrets = new Secrets();
        String[] parts = LINE_END.splitWithDelimiters(text, -1);
        var kept = new StringBuilder(text.length());
        for (int at = 0; at < parts.length; at++) {
            kept.append(at % 2 == 0 ? secrets.line(parts[at]) : parts[at]);
        }
        boolean found = !text.contentEquals(kept);
        return new Blanked(found ? kept.toString() : text, found);
    }

    /// The lines of a text with their secrets blanked.
    public static List<String> blank(List<String> lines) {
        var secrets = new Secrets();
        return lines.stream().map(secrets::line).toList();
    }

    /// The next line of a text without its secrets.
    String line(String line) {
        boolean isKey = insideKey;
        String kept = withoutKeys(line);
        if (isKey && insideKey) {
            return kept;
        }
        kept = withoutAnswer(kept);
        kept = withoutInlineValues(kept);
        return SecretLine.blanked(kept);
    }

    private String withoutKeys(String line) {
        if (!insideKey && !line.contains("PRIVATE KEY")) {
            return line;
        }
        var kept = new StringBuilder();
        Matcher begins = KEY_BEGINS.matcher(line);
        Matcher ends = KEY_ENDS.matcher(line);
        int at = 0;
        while (at < line.length()) {
            boolean found = insideKey ? ends.find(at) : begins.find(at);
            if (insideKey) {
                int end = found ? ends.start() : line.length();
                String inside = line.substring(at, end);
                kept.append(inside.isBlank() ? inside : SecretLine.BLANK);
                kept.append(found ? ends.group() : "");
                at = found ? ends.end() : end;
                insideKey = !found;
            } else {
                int end = found ? begins.end() : line.length();
                kept.append(line, at, end);
                at = end;
                insideKey = found;
            }
        }
        return kept.toString();
    }

    private String withoutAnswer(String line) {
        if (answering && line.isBlank()) {
            return line;
        }
        Matcher answer = ANSWER.matcher(line);
        boolean answers = answering && answer.find();
        answering = line.contains("334") && CHALLENGE.matcher(line).find();
        return answers ? answer.replaceFirst(SecretLine.BLANK) : line;
    }

    /// A setting goes on in the lines that begin with white space.
    private String withoutInlineValues(String line) {
        boolean goesOn = inPasswordMaps && !line.isEmpty() && Character.isWhitespace(line.charAt(0));
        Matcher maps = PASSWORD_MAPS.matcher(line);
        boolean begins = line.contains("password_maps") && maps.find();
        inPasswordMaps = begins || goesOn;
        int inline = inPasswordMaps ? line.indexOf("inline:", begins ? maps.end() : 0) : -1;
        int from = goesOn && inInlineMap ? 0 : inline;
        inInlineMap = from >= 0;
        return inInlineMap
                ? line.substring(0, from)
                        + INLINE_VALUE.matcher(line.substring(from)).replaceAll("= " + SecretLine.BLANK + " ")
                : line;
    }
}
