package postern.maillog.session;

import java.util.List;
import java.util.Optional;
import postern.maillog.Peer;

/// The line that tells what became of a mail for one recipient:
/// `to=<…>, relay=…, delay=…, dsn=…, status=sent (…)`.
///
/// @param recipient whom the mail is for
/// @param relay   the machine it went to; an empty address where it is no machine of the network
/// @param reused  whether the connection had served another mail before (`conn_use=`)
/// @param status  sent, deferred, bounced, undeliverable, deliverable, expired
/// @param reason  the text in parentheses, perhaps cut
public record DeliveryText(String recipient, Peer relay, boolean reused, String status, String reason) {
    private static final String RELAY = ", relay=";
    private static final String STATUS = ", status=";
    private static final List<String> REQUESTS =
            List.of("MAIL FROM command", "RCPT TO command", "DATA command", "end of DATA command");
    private static final List<String> STATES = List.of(
            "sending MAIL FROM",
            "sending RCPT TO",
            "sending DATA command",
            "sending message body",
            "sending end of data");

    /// Reads what follows the queue id; empty if it is another message.
    public static Optional<DeliveryText> read(String text, PeerReader peers) {
        int relay = text.startsWith("to=<") ? text.indexOf(RELAY) : -1;
        int status = text.indexOf(STATUS, Math.max(relay, 0));
        if (relay < 0 || status < 0) {
            return Optional.empty();
        }
        int statusStart = status + STATUS.length();
        int open = text.indexOf(" (", statusStart);
        String word = text.substring(statusStart, open < 0 ? text.length() : open);
        String reason =
                open < 0 ? "" : text.substring(open + 2, text.endsWith(")") ? text.length() - 1 : text.length());
        int end = text.indexOf(", ", relay + RELAY.length());
        boolean reused = text.startsWith("conn_use=", end + 2);
        return Optional.of(new DeliveryText(
                text.substring(4, Math.max(4, text.lastIndexOf('>', relay))),
                peers.at(text.substring(0, end), relay + RELAY.length()).peer(),
                reused,
                word,
                reason));
    }

    /// Whether the mail left.
    public boolean isSent() {
        return status.equals("sent");
    }

    /// Whether the mail went back to its sender.
    public boolean isReturned() {
        return status.equals("bounced") || status.equals("expired");
    }

    /// Whether the mail went over the network and not to a program, a mailbox or a local socket.
    public boolean toNetwork() {
        return !relay.address().isEmpty() && relay.address().indexOf('/') < 0;
    }

    /// Whether a text says that the other side does not begin TLS (`src/smtp/smtp_proto.c`).
    public static boolean isNotOffered(String text) {
        return text.startsWith("TLS is required, but ") && text.contains("host ");
    }

    /// Whether a text tells what became of a mail after it was begun, and not of the greetings before it
    /// (`xfer_request` and `xfer_states` in `src/smtp/smtp_proto.c`).
    public static boolean isOfMail(String text) {
        return (text.startsWith("host ") && endsWithOne(text, " (in reply to ", REQUESTS))
                || (text.startsWith("lost connection with ") && endsWithOne(text, " while ", STATES))
                || (text.startsWith("conversation with ") && endsWithOne(text, " while ", STATES));
    }

    private static boolean endsWithOne(String text, String before, List<String> ends) {
        int end = text.lastIndexOf(before) + before.length();
        return end >= before.length() && ends.stream().anyMatch(each -> text.startsWith(each, end));
    }

    /// The machine that such a text names.
    public static Peer refusing(String text, PeerReader peers) {
        int host = text.startsWith("host ") ? 5 : text.indexOf(" with ") + 6;
        return peers.at(text, host).peer();
    }

    /// The machine that is named by a text about TLS that is not begun.
    public static Peer host(String text, PeerReader peers) {
        return peers.at(text, text.indexOf("host ") + 5).peer();
    }
}
