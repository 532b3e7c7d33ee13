package postern.client;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// What mail programs speak, and the ports it has (RFC 8314 section 7, RFC 6409 section 3.1, RFC 5804 section 1.8).
public enum MailProtocol {
    SMTP("smtp|submission|e?mail(?!_server)|outgoing"),
    IMAP("imap"),
    POP3("pop3?"),
    SIEVE("(?:manage)?sieve");

    private final Pattern words;

    MailProtocol(String words) {
        this.words = Pattern.compile("(?:" + words + ").*|.*_(?:" + words + ").*");
    }

    /// What is spoken on a port; empty for one that may be anything.
    static Optional<MailProtocol> on(int port) {
        return switch (port) {
            case 25, 465, 587 -> Optional.of(SMTP);
            case 143, 993 -> Optional.of(IMAP);
            case 110, 995 -> Optional.of(POP3);
            case 4190 -> Optional.of(SIEVE);
            default -> Optional.empty();
        };
    }

    /// What the name of a setting speaks of; empty if it names none. `mail.imap.port` is about IMAP.
    static Optional<MailProtocol> namedIn(String name) {
        return Arrays.stream(values())
                .sorted(Comparator.reverseOrder())
                .filter(each -> each.words.matcher(name).matches())
                .findFirst();
    }

    /// Whether TLS begins with the first byte there.
    static boolean isImplicit(int port) {
        return port == 465 || port == 993 || port == 995;
    }
}
