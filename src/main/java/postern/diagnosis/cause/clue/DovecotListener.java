package postern.diagnosis.cause.clue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// An `inet_listener` of Dovecot's settings.
///
/// @param name  its name
/// @param port  where it listens; 0 if nothing tells
/// @param ssl   its own `ssl`; empty if it has none
/// @param proxy whether it expects the PROXY protocol (`haproxy = yes`)
/// @param line  the line that says `ssl`, else the first
public record DovecotListener(String name, int port, String ssl, boolean proxy, Citation line) {
    private static final Pattern BEGIN = Pattern.compile("\\s*inet_listener\\s+(\\S+)\\s*\\{.*");
    private static final Pattern SETTING = Pattern.compile("\\s*(port|ssl|haproxy)\\s*=\\s*(\\S+)\\s*");

    /// Where they listen unless told otherwise (Dovecot's `*-login-settings.c`; Pigeonhole).
    private static final Map<String, Integer> USUAL = Map.of(
            "imap", 143,
            "imaps", 993,
            "pop3", 110,
            "pop3s", 995,
            "sieve", 4190,
            "sieve_deprecated", 2000,
            "submission", 587,
            "submissions", 465);

    /// TLS is asked for there: RFC 9051, 1939 with 2595, 6409 and, for ManageSieve, RFC 5804 section 1.8, which has no
    /// port that begins with TLS.
    private static final Set<Integer> STARTTLS = Set.of(143, 110, 587, 4190, 2000, 24, 25);

    /// All that are written, in order.
    public static List<DovecotListener> in(Facts facts) {
        List<DovecotListener> found = new ArrayList<>();
        facts.evidence().texts().stream()
                .filter(text -> text.kind() == InputKind.DOVECOT_CONF)
                .forEach(text -> read(text, found));
        return found;
    }

    private static void read(PastedText text, List<DovecotListener> found) {
        String name = "";
        int port = 0;
        String ssl = "";
        boolean proxy = false;
        LogLine at = new LogLine(0, "");
        for (LogLine line : text.lines()) {
            Matcher begin = BEGIN.matcher(line.text());
            Matcher setting = SETTING.matcher(line.text());
            if (begin.matches()) {
                name = begin.group(1);
                port = USUAL.getOrDefault(name, 0);
                ssl = "";
                proxy = false;
                at = line;
            } else if (!name.isEmpty() && setting.matches()) {
                String value = setting.group(2);
                switch (setting.group(1)) {
                    case "port" -> port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
                    case "haproxy" -> proxy = value.equals("yes");
                    default -> {
                        ssl = value;
                        at = line;
                    }
                }
            } else if (!name.isEmpty() && line.text().strip().equals("}")) {
                found.add(new DovecotListener(
                        name,
                        port,
                        ssl,
                        proxy,
                        Citation.line(text.source(), at.number(), at.text().strip())));
                name = "";
            }
        }
    }

    /// Whether it begins with TLS where clients expect to ask for it.
    public boolean isTooEarly() {
        return ssl.equals("yes") && STARTTLS.contains(port);
    }
}
