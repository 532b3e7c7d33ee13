package postern.diagnosis.cause.clue;

import java.util.List;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.Problem;

/// A program asked for a big provider by name and met somebody else's certificate. The provider's certificate has the
/// provider's names, so another server answered: web hosts lead connections to mail ports to their own server (cPanel
/// "SMTP Restrictions", ConfigServer Firewall `SMTP_REDIRECT`).
public final class LedElsewhere {
    private static final Pattern WANTED = Pattern.compile(
            "(?i)(?:expected CN=|not |Host: |not valid for |host ?name |matching )[`'\"]?(?:smtp|imap|pop)\\."
                    + "(?:gmail\\.com|googlemail\\.com|office365\\.com|mail\\.yahoo\\.com|mail\\.me\\.com|zoho\\.com|sendgrid\\.net"
                    + "|mailgun\\.org|mailtrap\\.io|ionos\\.\\w+|gmx\\.\\w+|web\\.de)\\b"
                    + "|(?i)(?:expected CN=|not |Host: |not valid for |host ?name |matching )[`'\"]?"
                    + "(?:smtp-mail\\.outlook\\.com|email-smtp\\.[\\w-]+\\.amazonaws\\.com|smtp-relay\\.(?:gmail|brevo|sendinblue)\\.com)\\b");

    private LedElsewhere() {}

    /// Lines in which a program says so.
    public static List<Citation> lines(Facts facts) {
        return facts.direction() == Problem.OUTBOUND && facts.hasPostfix()
                ? List.of()
                : ClientWords.OTHER_NAME.in(facts).stream()
                        .filter(line -> WANTED.matcher(line.text()).find())
                        .toList();
    }
}
