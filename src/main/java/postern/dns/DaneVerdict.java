package postern.dns;

import java.util.List;
import java.util.Optional;

/// What senders that use DANE make of a served chain.
public sealed interface DaneVerdict {

    /// No records: DANE is not in use.
    record NoRecords() implements DaneVerdict {}

    /// None of the records can be used: senders encrypt and check nothing (RFC 7672 section 2.2).
    record Unusable(List<TlsaRecord> records) implements DaneVerdict {
        public Unusable {
            records = List.copyOf(records);
        }
    }

    /// A record fits.
    ///
    /// @param record which
    /// @param others usable records that fit nothing served: the next key's, or left over from the last
    record Matches(TlsaRecord record, List<TlsaRecord> others) implements DaneVerdict {
        public Matches {
            others = List.copyOf(others);
        }
    }

    /// Records name the server's certificate or key, and it is another one.
    ///
    /// @param records the usable ones
    /// @param correct the record to publish for the key that is served: `3 1 1`
    record Mismatch(List<TlsaRecord> records, TlsaRecord correct) implements DaneVerdict {
        public Mismatch {
            records = List.copyOf(records);
        }
    }

    /// All usable records name an issuer, and the server does not send it (RFC 7671 section 5.2.2: it must).
    ///
    /// @param correct the record to publish for the key that is served: `3 1 1`; empty where only names are known
    record AnchorNotInChain(List<TlsaRecord> records, Optional<TlsaRecord> correct) implements DaneVerdict {
        public AnchorNotInChain {
            records = List.copyOf(records);
        }
    }

    /// A record names an issuer that is sent, but the certificate below it does not hold: out of date, not issued by
    /// it, or without the server's name (RFC 7672 sections 3.1.2 and 3.2.2).
    record AnchorDoesNotHold(TlsaRecord record, Fault fault) implements DaneVerdict {
        /// What is the matter.
        public enum Fault {
            NO_PATH,
            EXPIRED,
            NAME
        }
    }

    /// The certificates themselves are not known, only their names.
    record Undecided() implements DaneVerdict {}
}
