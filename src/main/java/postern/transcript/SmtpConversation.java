package postern.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.maillog.LogLine;
import postern.probe.StartTls;

/// One conversation while its lines are read (RFC 5321 section 4.2, RFC 3207 section 4).
final class SmtpConversation {
    private static final int MOST_LINES = 40;
    private static final Pattern REPLY = Pattern.compile("([2345]\\d\\d)([ -])(.*)");
    private static final Pattern VERB =
            Pattern.compile("(?i)(EHLO|HELO|LHLO|STARTTLS|MAIL FROM|RCPT TO|QUIT|AUTH|DATA|NOOP|RSET|VRFY)\\b.*");
    /// A firewall that inspects SMTP overwrites what it does not know, letter by letter (`XXXXXXXA` for STARTTLS,
    /// asterisks).
    private static final Pattern MASKED = Pattern.compile("X{5,}[A-Z]?|\\*{3,}");
    /// What programs say when the server's word to begin was followed by no TLS.
    private static final Pattern FAILED =
            Pattern.compile("(?i).*(?:TLS (?:negotiation|startup|handshake) failed|stream_socket_enable_crypto\\(\\)"
                    + "|SSLHandshakeException|ssl\\.SSL\\w*Error|SSL routines:|SSL_connect).*");
    private static final Pattern CLOSED = Pattern.compile("(?i)Connection (?:closed|reset).*");
    /// Telnet says so as soon as it is connected.
    private static final Pattern WAITING = Pattern.compile("Escape character is .*");
    private static final Pattern CONNECTED = Pattern.compile("(?i)(?:=== )?(?:Connected to|Trying) .*");

    private final String source;
    private final @Nullable String command;
    private final List<String> capabilities = new ArrayList<>();
    private final List<LogLine> lines = new ArrayList<>();
    private @Nullable String greeting;
    private @Nullable String answer;
    private @Nullable String failure;
    private String verb = "";
    private boolean connected;
    private boolean waiting;
    private boolean announced;
    private boolean closed;

    SmtpConversation(String source, @Nullable String command) {
        this.source = source;
        this.command = command;
    }

    /// Whether a line begins another conversation: a greeting after the server has already spoken.
    boolean endsBefore(String text) {
        boolean greets = text.startsWith("220 ") && !verb.equals("STARTTLS");
        return greets && (greeting != null || announced);
    }

    /// Takes a line that was said.
    ///
    /// @return whether it belongs to the conversation
    boolean take(long number, String text) {
        boolean part = reply(text) || said(text) || state(text);
        if (part && lines.size() < MOST_LINES) {
            lines.add(new LogLine(number, text));
        }
        return part;
    }

    private boolean said(String text) {
        Matcher said = VERB.matcher(text);
        if (said.matches()) {
            verb = said.group(1).toUpperCase(Locale.ROOT);
        }
        return said.matches();
    }

    private boolean reply(String text) {
        Matcher reply = REPLY.matcher(text);
        if (!reply.matches()) {
            return false;
        }
        String code = reply.group(1);
        boolean last = reply.group(2).equals(" ");
        switch (verb) {
            case "" -> greeting = greeting == null ? reply.group(3).strip() : greeting;
            case "EHLO", "HELO", "LHLO" -> {
                if (code.equals("250")) {
                    capabilities.add(reply.group(3).strip());
                    announced |= last;
                }
            }
            case "STARTTLS" -> answer = answer == null && last ? text : answer;
            default -> {
                // What mail commands are answered says nothing of TLS.
            }
        }
        return true;
    }

    private boolean state(String text) {
        closed |= greeting == null && CLOSED.matcher(text).matches();
        connected |= CONNECTED.matcher(text).matches();
        waiting |= WAITING.matcher(text).matches();
        boolean failed = (answer != null || verb.equals("STARTTLS"))
                && FAILED.matcher(text).matches();
        failure = failed && failure == null ? text : failure;
        return failed
                || CLOSED.matcher(text).matches()
                || CONNECTED.matcher(text).matches();
    }

    boolean isEmpty() {
        boolean spoke = greeting != null || !capabilities.isEmpty() || answer != null;
        return !spoke && !(connected && (closed || waiting));
    }

    SmtpTranscript transcript() {
        return new SmtpTranscript(
                source,
                Optional.ofNullable(command),
                Optional.ofNullable(greeting),
                capabilities,
                startTls(),
                Optional.ofNullable(answer),
                Optional.ofNullable(failure),
                closed,
                waiting,
                lines);
    }

    private StartTls startTls() {
        if (answer != null && answer.startsWith("220")) {
            return StartTls.OFFERED;
        }
        boolean offered = capabilities.stream().anyMatch(word -> word.equalsIgnoreCase("STARTTLS"));
        if (answer != null && (offered || answer.startsWith("4"))) {
            return StartTls.REFUSED;
        }
        if (offered) {
            return StartTls.OFFERED;
        }
        boolean masked =
                capabilities.stream().anyMatch(word -> MASKED.matcher(word).matches());
        if (masked) {
            return StartTls.MASKED;
        }
        // Within TLS no server announces STARTTLS again (RFC 3207 section 4.2).
        return (announced || answer != null) && !SmtpTranscript.isEncrypted(command)
                ? StartTls.NOT_OFFERED
                : StartTls.UNKNOWN;
    }
}
