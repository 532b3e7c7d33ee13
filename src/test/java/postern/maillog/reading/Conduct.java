package postern.maillog.reading;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import postern.maillog.reading.LoopbackReceiver.Manner;
import postern.maillog.reading.LoopbackReceiver.Tls;

/// What a receiver does, what Postfix demands of it, and the words in which it tells what came of it: the trust where
/// TLS comes about, else the reason.
@SuppressWarnings("ImmutableEnumChecker")
enum Conduct {
    TLS13("smtp", "may", "Untrusted", keys -> tls(keys.unknown(), "TLSv1.3")),
    TLS12("smtp", "may", "Untrusted", keys -> tls(keys.unknown(), "TLSv1.2")),
    ANONYMOUS("smtp", "may", "Anonymous", _ -> new Manner(LoopbackReceiver.anonymous())),
    TRUSTED("smtp", "may", "Trusted", keys -> tls(keys.known(), "TLSv1.2")),
    VERIFIED("smtp", "secure match=mx.example.net", "Verified", keys -> tls(keys.known(), "TLSv1.3")),
    OTHER_NAME("smtp", "secure match=mx.example.org", "Untrusted", keys -> tls(keys.known(), "TLSv1.2")),
    UNKNOWN_ISSUER("smtp", "verify match=mx.example.net", "Untrusted", keys -> tls(keys.unknown(), "TLSv1.3")),
    OTHER_FINGERPRINT(
            "smtp",
            "fingerprint match=" + "00:".repeat(31) + "00",
            "Untrusted",
            keys -> tls(keys.unknown(), "TLSv1.2")),
    NO_SUCH_USER("smtp", "may", "Untrusted", keys -> answering(speaking(keys.unknown(), "TLSv1.3"), Manner.NO)),
    COME_LATER("smtp", "may", "Untrusted", keys -> answering(speaking(keys.unknown(), "TLSv1.3"), Manner.LATER)),
    WRAPPED("wrapped", "encrypt", "Untrusted", keys -> wrapped(speaking(keys.unknown(), "TLSv1.3"))),
    NOT_WRAPPED("wrapped", "encrypt", "wrong version number", _ -> wrapped(text("220 mx.example.net ESMTP\r\n"))),

    PLAINTEXT("smtp", "may", "", _ -> new Manner(LoopbackReceiver.notOffered())),
    PLAINTEXT_NO_SUCH_USER("smtp", "may", "", _ -> answering(LoopbackReceiver.notOffered(), Manner.NO)),
    PLAINTEXT_COME_LATER("smtp", "may", "", _ -> answering(LoopbackReceiver.notOffered(), Manner.LATER)),
    /// Before another is tried, the log does not tell whether the connection was a kept one.
    PLAINTEXT_COME_LATER_THEN_ANOTHER(
            "fresh", "may", "", _ -> answering(LoopbackReceiver.notOffered(), Manner.LATER), TLS12),
    /// Postfix goes on without a word of it.
    REFUSED("smtp", "may", "", _ -> new Manner(LoopbackReceiver.answering(Conduct.NOT_NOW))),
    NOT_OFFERED("smtp", "encrypt", Conduct.IS_NOT_OFFERED, _ -> new Manner(LoopbackReceiver.notOffered())),
    NOT_OFFERED_THEN_ANOTHER(
            "smtp", "encrypt", Conduct.IS_NOT_OFFERED, _ -> new Manner(LoopbackReceiver.notOffered()), TLS13),
    REFUSED_AT_ENCRYPT(
            "smtp",
            "encrypt",
            "TLS is required, but host %s[%s] refused to start TLS: " + Conduct.NOT_NOW,
            _ -> new Manner(LoopbackReceiver.answering(Conduct.NOT_NOW))),

    WRONG_VERSION(
            "smtp", "may protocols=>=TLSv1.3", "tlsv1 alert protocol version", keys -> tls(keys.unknown(), "TLSv1.2")),
    OLD_VERSION("smtp", "may protocols=>=TLSv1.3", "unsupported protocol", _ -> new Manner(Conduct.helloOfTls12())),
    NO_SHARED_CIPHER(
            "smtp",
            "may",
            "sslv3 alert handshake failure",
            keys -> tls(keys.unknown(), "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")),
    ALERT("smtp", "may", "tlsv1 alert internal error", _ -> new Manner(LoopbackReceiver.alerting(80))),
    ALERT_AT_ENCRYPT("smtp", "encrypt", "tlsv1 alert access denied", _ -> new Manner(LoopbackReceiver.alerting(49))),
    ALERT_THEN_ANOTHER(
            "smtp", "encrypt", "tlsv1 alert access denied", _ -> new Manner(LoopbackReceiver.alerting(49)), PLAINTEXT),
    CLOSES("smtp", "may", "lost connection", _ -> new Manner(LoopbackReceiver.sending())),
    RESETS("smtp", "may", "Connection reset by peer", _ -> new Manner(LoopbackReceiver.resetting())),
    NOT_TLS("smtp", "may", "wrong version number", _ -> new Manner(text("500 5.5.1 What?\r\n"))),

    PROXIED("proxied", "may", "Untrusted", keys -> tls(keys.unknown(), "TLSv1.3")),
    PROXIED_ALERT("proxied", "may", "tlsv1 alert internal error", _ -> new Manner(LoopbackReceiver.alerting(80))),
    PROXIED_ALERT_AT_ENCRYPT(
            "proxied", "encrypt", "tlsv1 alert access denied", _ -> new Manner(LoopbackReceiver.alerting(49))),
    PROXIED_PLAINTEXT("proxied", "may", "", _ -> new Manner(LoopbackReceiver.notOffered())),

    SILENT_TLS12("silent", "may", "", keys -> tls(keys.unknown(), "TLSv1.2")),
    SILENT_PLAINTEXT("silent", "may", "", _ -> new Manner(LoopbackReceiver.notOffered())),
    SILENT_NO_SUCH_USER("silent", "may", "", _ -> answering(LoopbackReceiver.notOffered(), Manner.NO)),
    SILENT_NOT_OFFERED("silent", "encrypt", Conduct.IS_NOT_OFFERED, _ -> new Manner(LoopbackReceiver.notOffered())),
    SILENT_ALERT("silent", "may", "tlsv1 alert internal error", _ -> new Manner(LoopbackReceiver.alerting(80)));

    private static final String NOT_NOW = "454 4.7.0 TLS not available";
    private static final String IS_NOT_OFFERED = "TLS is required, but was not offered by host %s[%s]";

    private final String transport;
    private final String policy;
    private final String words;
    private final Behaviour behaviour;
    private final @Nullable Conduct next;

    Conduct(String transport, String policy, String words, Behaviour behaviour) {
        this(transport, policy, words, behaviour, null);
    }

    /// @param next who takes the mail after this one did not
    Conduct(String transport, String policy, String words, Behaviour behaviour, @Nullable Conduct next) {
        this.transport = transport;
        this.policy = policy;
        this.words = words;
        this.behaviour = behaviour;
        this.next = next;
    }

    /// Certificates of an issuer that Postfix does not know, and of one that it knows.
    record Keys(SSLContext unknown, SSLContext known) {}

    private interface Behaviour {
        Manner with(Keys keys);
    }

    private static Manner tls(SSLContext context, String version, String... suites) {
        return new Manner(LoopbackReceiver.speaking(context, version, suites));
    }

    private static Tls speaking(SSLContext context, String version) {
        return LoopbackReceiver.speaking(context, version);
    }

    private static Tls text(String text) {
        return LoopbackReceiver.sending(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Manner answering(Tls tls, String answer) {
        return new Manner(tls, answer, false);
    }

    private static Manner wrapped(Tls tls) {
        return new Manner(tls, Manner.YES, true);
    }

    /// A hello of TLS 1.2 with ECDHE-RSA-AES128-GCM-SHA256 (RFC 5246 section 7.4.1.3).
    private static Tls helloOfTls12() {
        byte[] hello = new byte[47];
        byte[] head = {22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3};
        System.arraycopy(head, 0, hello, 0, head.length);
        hello[44] = (byte) 0xc0;
        hello[45] = 0x2f;
        return LoopbackReceiver.sending(hello);
    }

    Manner manner(Keys keys) {
        return behaviour.with(keys);
    }

    String transport() {
        return transport;
    }

    /// Its line in the table of policies.
    String policy() {
        return policy;
    }

    @Nullable
    Conduct next() {
        return next;
    }

    /// Whether the log is kept too short to tell of TLS.
    boolean isSilent() {
        return transport.equals("silent");
    }

    /// The domain of its mail.
    String domain(int number) {
        return "%s-%d.example.net".formatted(name().toLowerCase(Locale.ROOT).replace('_', '-'), number);
    }

    /// How the log has to tell of a visit.
    ///
    /// @param failedBefore whether TLS failed with the same receiver before
    String told(LoopbackReceiver.Visit visit, String address, boolean failedBefore) {
        if (visit.broken()) {
            return "failed: " + words;
        }
        boolean secure = !visit.version().isEmpty();
        if (!secure && !visit.sender()) {
            return "unavailable: " + words.formatted(address, address);
        }
        if (isSilent()) {
            return "not logged: UNKNOWN";
        }
        if (secure) {
            return "established " + visit.version() + " " + visit.suite() + " " + words;
        }
        return failedBefore ? "plaintext after failure" : "plaintext";
    }
}
