package postern.maillog.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postern.maillog.StuckMail;
import postern.maillog.message.KnownMessage;
import postern.maillog.message.MessageCatalog;
import postern.maillog.session.DeliveryText;

/// Follows the mails that TLS keeps from going out until they are gone. The last try for a recipient counts.
final class StuckMails {
    private static final int MOST = 5000;
    /// How the queue manager passes on what kept an earlier mail to the same destination (`src/qmgr/qmgr_error.c`).
    private static final String SUSPENDED = "delivery temporarily suspended: ";
    /// What the SMTP client says where TLS is to blame (`src/smtp/smtp_tls_policy.c`, `src/smtp/smtp_proto.c`).
    private static final Set<String> BY_TLS = Set.of(
            "dsn.notoffered",
            "dsn.refused",
            "dsn.handshake",
            "dsn.nottrusted",
            "dsn.notverified",
            "dsn.noengine",
            "dsn.unavailable",
            "dsn.config",
            "dsn.tlsa",
            "dsn.dane.notlsa",
            "dsn.reqtls",
            "dsn.reqverified");

    /// One recipient of a mail.
    private record Recipient(String queueId, String address) {}

    private final Map<Recipient, StuckMail> stuck = new LinkedHashMap<>();

    /// Takes what became of a mail for one recipient.
    ///
    /// @param failed whether the handshake of the connection that was made for it failed
    void take(String queueId, DeliveryText delivery, boolean failed) {
        boolean held = !delivery.isSent() && (failed || isByTls(delivery.reason()));
        if (!held && stuck.isEmpty()) {
            return;
        }
        var recipient = new Recipient(queueId, delivery.recipient());
        if (!held) {
            stuck.remove(recipient);
        } else if (stuck.size() < MOST || stuck.containsKey(recipient)) {
            stuck.put(recipient, new StuckMail(queueId, delivery.isReturned()));
        }
    }

    private static boolean isByTls(String reason) {
        String own = reason.startsWith(SUSPENDED) ? reason.substring(SUSPENDED.length()) : reason;
        return MessageCatalog.POSTFIX
                .find(KnownMessage.Kind.DELIVERY, own)
                .filter(found -> BY_TLS.contains(found.message().id()))
                .isPresent();
    }

    /// Those left, each mail once, in the order in which they were first held; at most 5000.
    List<StuckMail> left() {
        Map<String, StuckMail> mails = new LinkedHashMap<>();
        stuck.values().forEach(mail -> mails.merge(mail.queueId(), mail, (one, other) -> one.returned() ? other : one));
        return List.copyOf(mails.values());
    }
}
