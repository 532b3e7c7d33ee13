package postern.certificate;

import java.util.Optional;

/// One thing that can be wrong with a chain, and what is to be seen of it when it is alone.
enum Fault {
    LEAF_EXPIRED(ChainTrust.EXPIRED, ChainFact.LEAF_EXPIRED),
    LEAF_NOT_YET_VALID(ChainTrust.EXPIRED, ChainFact.LEAF_NOT_YET_VALID),
    LEAF_KEY_SHORT(ChainTrust.TRUSTED, ChainFact.WEAK_KEY),
    LEAF_SIGNED_BY_SHA1(ChainTrust.TRUSTED, ChainFact.WEAK_SIGNATURE),
    LEAF_FOR_CLIENTS(ChainTrust.TRUSTED, ChainFact.WRONG_PURPOSE),
    LEAF_NOT_FOR_TLS(ChainTrust.TRUSTED, ChainFact.WRONG_KEY_USAGE),
    LEAF_MUST_STAPLE(ChainTrust.TRUSTED, ChainFact.MUST_STAPLE),
    LEAF_EXTENSION_UNKNOWN(ChainTrust.UNTRUSTED, ChainFact.UNKNOWN_CRITICAL_EXTENSION),
    NAME_IN_COMMON_NAME(ChainTrust.TRUSTED, ChainFact.COMMON_NAME_ONLY),
    NAME_OF_ANOTHER(ChainTrust.TRUSTED),
    INTERMEDIATE_EXPIRED(ChainTrust.EXPIRED, ChainFact.INTERMEDIATE_EXPIRED),
    INTERMEDIATE_SIGNED_BY_SHA1(ChainTrust.TRUSTED, ChainFact.WEAK_SIGNATURE),
    INTERMEDIATE_NOT_YET_VALID(ChainTrust.EXPIRED, ChainFact.INTERMEDIATE_NOT_YET_VALID),
    INTERMEDIATE_FOR_CLIENTS(ChainTrust.TRUSTED, ChainFact.INTERMEDIATE_WRONG_PURPOSE),
    INTERMEDIATE_NO_AUTHORITY(ChainTrust.UNTRUSTED, ChainFact.ISSUER_NOT_AUTHORITY),
    INTERMEDIATE_FOR_OTHER_NAMES(ChainTrust.UNTRUSTED, ChainFact.NAME_NOT_PERMITTED),
    ONE_INTERMEDIATE_TOO_MANY(ChainTrust.UNTRUSTED, ChainFact.PATH_TOO_LONG),
    INTERMEDIATE_MISSING(ChainTrust.UNTRUSTED, ChainFact.INCOMPLETE),
    INTERMEDIATE_TWICE(ChainTrust.TRUSTED, ChainFact.DUPLICATE),
    ROOT_SENT(ChainTrust.TRUSTED, ChainFact.ROOT_INCLUDED),
    ROOT_EXPIRED(ChainTrust.EXPIRED, ChainFact.ROOT_EXPIRED),
    ROOT_NOT_YET_VALID(ChainTrust.EXPIRED, ChainFact.ROOT_NOT_YET_VALID),
    ROOT_UNKNOWN(ChainTrust.UNTRUSTED),
    INTERMEDIATES_SWAPPED(ChainTrust.TRUSTED, ChainFact.WRONG_ORDER),
    STRANGER_SENT(ChainTrust.TRUSTED, ChainFact.UNRELATED);

    private final ChainTrust trust;
    private final Optional<ChainFact> fact;

    Fault(ChainTrust trust) {
        this.trust = trust;
        this.fact = Optional.empty();
    }

    Fault(ChainTrust trust, ChainFact fact) {
        this.trust = trust;
        this.fact = Optional.of(fact);
    }

    ChainTrust trust() {
        return trust;
    }

    Optional<ChainFact> fact() {
        return fact;
    }
}
