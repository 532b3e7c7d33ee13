package postern.certificate;

import java.util.Optional;

/// One thing that can be wrong with a chain, and what is to be seen of it when it is alone.
enum Fault {
    LEAF_EXPIRED(ChainTrust.EXPIRED, ChainFact.LEAF_EXPIRED),
    LEAF_NOT_YET_VALID(ChainTrust.EXPIRED, ChainFact.LEAF_NOT_YET_VALID),
    LEAF_KEY_SHORT(ChainTrust.TRUSTED, ChainFact.WEAK_KEY),
    LEAF_SIGNED_BY_SHA1(ChainTrust.TRUSTED, ChainFact.WEAK_SIGNATURE),
    LEAF_FOR_CLIENTS(ChainTrust.TRUSTED, ChainFact.WRONG_PURPOSE),
    NAME_OF_ANOTHER(ChainTrust.TRUSTED),
    INTERMEDIATE_EXPIRED(ChainTrust.EXPIRED, ChainFact.INTERMEDIATE_EXPIRED),
    INTERMEDIATE_SIGNED_BY_SHA1(ChainTrust.TRUSTED, ChainFact.WEAK_SIGNATURE),
    INTERMEDIATE_MISSING(ChainTrust.UNTRUSTED, ChainFact.INCOMPLETE),
    INTERMEDIATE_TWICE(ChainTrust.TRUSTED, ChainFact.DUPLICATE),
    ROOT_SENT(ChainTrust.TRUSTED, ChainFact.ROOT_INCLUDED),
    ROOT_EXPIRED(ChainTrust.EXPIRED, ChainFact.ROOT_EXPIRED),
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
