package postern.certificate;

/// Whether a path leads from the server's certificate to a trust anchor.
public enum ChainTrust {
    /// A valid path to an anchor exists.
    TRUSTED("trusted"),
    /// A path exists, but a member of every path is out of date.
    EXPIRED("expired"),
    /// No path leads to an anchor.
    UNTRUSTED("untrusted"),
    /// The certificates themselves are not known.
    UNKNOWN("unknown");

    private final String id;

    ChainTrust(String id) {
        this.id = id;
    }

    /// The stable word used in JSON.
    public String id() {
        return id;
    }
}
