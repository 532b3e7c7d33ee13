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
    INTERMEDIATE_NOT_YET_VALID("intermediate-not-yet-valid"),
    ROOT_EXPIRED("root-expired"),
    ROOT_NOT_YET_VALID("root-not-yet-valid"),
    /// RSA or DSA below 2048 bits, elliptic curve below 224 bits: fewer than the 112 bits of strength that
    /// OpenSSL's security level 2 demands, the level Debian, Ubuntu and Red Hat build with.
    WEAK_KEY("weak-key"),
    /// RSA or DSA below 1024 bits, elliptic curve below 160 bits: fewer than the 80 bits of OpenSSL's default
    /// security level 1. Always together with [#WEAK_KEY].
    VERY_WEAK_KEY("very-weak-key"),
    /// MD5 or SHA-1 below the root.
    WEAK_SIGNATURE("weak-signature"),
    /// The server's certificate is not meant for servers, but for example for clients alone (RFC 5280
    /// section 4.2.1.12).
    WRONG_PURPOSE("wrong-purpose"),
    /// A certificate above the server's own may not issue those of servers, by its extended key usage.
    INTERMEDIATE_WRONG_PURPOSE("intermediate-wrong-purpose"),
    /// The key of the server's certificate may be used for nothing that TLS needs: neither to sign, nor to
    /// encipher or agree on keys (RFC 5280 section 4.2.1.3).
    WRONG_KEY_USAGE("wrong-key-usage"),
    /// A certificate was issued by one that may not issue any: no authority by its basic constraints, or its
    /// key may not sign certificates (RFC 5280 sections 4.2.1.3 and 4.2.1.9).
    ISSUER_NOT_AUTHORITY("issuer-not-authority"),
    /// More authorities stand below one than its path length allows (RFC 5280 section 4.2.1.9).
    PATH_TOO_LONG("path-too-long"),
    /// A name lies outside of what an authority above may certify (RFC 5280 section 4.2.1.10).
    NAME_NOT_PERMITTED("name-not-permitted"),
    /// An extension is marked critical that verifiers do not know and so must refuse (RFC 5280 section 4.2).
    UNKNOWN_CRITICAL_EXTENSION("unknown-critical-extension"),
    /// The name asked for is only the common name, which RFC 9525 section 2 does not look at. OpenSSL and
    /// Postfix still do where the certificate has no alternative names.
    COMMON_NAME_ONLY("common-name-only"),
    /// The certificate demands that the server staples an OCSP response (RFC 7633), which neither Postfix nor Dovecot
    /// can do.
    MUST_STAPLE("must-staple");

    private final String id;

    ChainFact(String id) {
        this.id = id;
    }

    /// The stable word used in JSON.
    public String id() {
        return id;
    }
}
