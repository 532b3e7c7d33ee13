package postern.probe;

import java.util.Arrays;
import java.util.Optional;

/// A mail service and how TLS starts on it.
public enum Service {
    SMTP("smtp", 25, false),
    SUBMISSION("submission", 587, false),
    SMTPS("smtps", 465, true),
    IMAP("imap", 143, false),
    IMAPS("imaps", 993, true),
    POP3("pop3", 110, false),
    POP3S("pop3s", 995, true);

    private final String id;
    private final int port;
    private final boolean implicitTls;

    Service(String id, int port, boolean implicitTls) {
        this.id = id;
        this.port = port;
        this.implicitTls = implicitTls;
    }

    /// The word used on the command line and in JSON.
    public String id() {
        return id;
    }

    /// The port registered for it.
    public int port() {
        return port;
    }

    /// Whether TLS starts at once (RFC 8314) and not by a command.
    public boolean isImplicitTls() {
        return implicitTls;
    }

    /// Finds a service by its word.
    public static Optional<Service> named(String id) {
        return Arrays.stream(values()).filter(service -> service.id.equals(id)).findFirst();
    }

    /// The service usually found on a port; SMTP for a port nothing is registered for.
    public static Service onPort(int port) {
        return Arrays.stream(values())
                .filter(service -> service.port == port)
                .findFirst()
                .orElse(SMTP);
    }
}
