package postern.probe;

/// The steps of a conversation with a mail server, in order.
public enum Step {
    NAME("name"),
    CONNECT("connect"),
    GREETING("greeting"),
    EHLO("ehlo"),
    STARTTLS("starttls"),
    HANDSHAKE("handshake"),
    CERTIFICATE("certificate"),
    EHLO_INSIDE_TLS("ehlo-inside-tls");

    private final String id;

    Step(String id) {
        this.id = id;
    }

    /// The stable word used in JSON.
    public String id() {
        return id;
    }
}
