package postern.certificate;

/// Something noteworthy about a chain as sent. Which of them matter for mail, and to whom, is for the
/// diagnosis to say.
public enum ChainFact {
    /// A self-signed root was sent after the certificates that need it.
    ROOT_INCLUDED("root-included"),
    /// An issuer that is neither sent nor a known root is missing.
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
    WEAK_SIGNATURE("weak-signature");

    private final String id;

    ChainFact(String id) {
        this.id = id;
    }

    /// The stable word used in JSON.
    public String id() {
        return id;
    }
}
