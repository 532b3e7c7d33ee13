package postern.certificate;

/// Who meets a server's certificates, by how it looks at them.
public enum Verifier {
    /// Encrypts where it can and checks nothing, as most senders on port 25 do.
    OPPORTUNISTIC("opportunistic"),
    /// Has found a TLSA record for the server's own key (usage 3).
    DANE_EE("dane-ee"),
    /// Has found a TLSA record for an authority above it (usage 2).
    DANE_TA("dane-ta"),
    /// Keeps an MTA-STS policy, or was told to check by its admin.
    MTA_STS("mta-sts"),
    /// A person's mail program.
    MAIL_PROGRAM("mail-program");

    private final String id;

    Verifier(String id) {
        this.id = id;
    }

    /// The stable word used as message key.
    public String id() {
        return id;
    }
}
