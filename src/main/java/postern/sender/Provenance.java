package postern.sender;

/// How the facts of a profile are known, surest first.
public enum Provenance {
    /// The operator's or vendor's own page or source code.
    DOCUMENTED,
    /// A log, capture or measurement that somebody published.
    OBSERVED,
    /// Concluded from the defaults of the library and the mail software.
    DERIVED,
    UNKNOWN
}
