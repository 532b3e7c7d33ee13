package postern.probe;

/// What became of the attempt to start TLS.
public enum StartTls {
    OFFERED("offered"),
    NOT_OFFERED("not-offered"),
    /// The announcement arrived mangled, as some firewalls do (`XXXXXXXA`).
    MASKED("masked"),
    /// Announced, then answered with an error.
    REFUSED("refused"),
    /// Announced and accepted, but what follows is not TLS.
    BROKEN("broken"),
    /// TLS starts without a command on this port.
    IMPLICIT("implicit"),
    UNKNOWN("unknown");

    private final String id;

    StartTls(String id) {
        this.id = id;
    }

    /// The stable word used in JSON.
    public String id() {
        return id;
    }
}
