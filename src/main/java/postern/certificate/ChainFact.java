package postern.certificate;

/// Something noteworthy about a chain as sent. Which of them matter for mail, and to whom, is for the
/// diagnosis to say.
public enum ChainFact {
    /// A self-signed root was sent after the certificates that need it.
    ROOT_INCLUDED("root-included"),
    /// A certificate below the root is missing: the server's own came without its issuer, or the issuer of
    /// the last one is neither sent nor a root and belongs to an organisation whose roots are known. An
    /// unknown private root alone does not make a chain incomplete.
    INCOMPLETE("incomplete"),
    /// The certificates do not follow one another.
    WRONG_ORDER("wrong-order"),
    /// A certificate was sent that no path needs.
    UNRELATED("unrelated"),
    /// The same certificate was sent twice.
    DUPLICATE("duplicate"),
    /// The server's own certificate is signed by its own key.
    SELF_SIGNED_LEAF("self-signed-leaf"),
    LEAF_EXPIRED("leaf-expired"),
    LEAF_NOT_YET_VALID("leaf-not-yet-valid"),
    INTERMEDIATE_EXPIRED("intermediate-expired"),
    ROOT_EXPIRED("root-expired"),
    /// RSA or DSA below 2048 bits, elliptic curve below 224 bits.
    WEAK_KEY("weak-key"),
    /// MD5 or SHA-1 below the root.
    WEAK_SIGNATURE("weak-signature"),
    /// The server's certificate is not meant for servers (RFC 5280 section 4.2.1.12).
    WRONG_PURPOSE("wrong-purpose");

    private final String id;

    ChainFact(String id) {
        this.id = id;
    }

    /// The stable word used in JSON.
    public String id() {
        return id;
    }
}
