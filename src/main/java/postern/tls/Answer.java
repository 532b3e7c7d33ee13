package postern.tls;

/// The answer to a question that the evidence may not decide. Unknown is not no.
public enum Answer {
    YES,
    NO,
    UNKNOWN;

    /// Both must hold: no wins over unknown, unknown over yes.
    public Answer and(Answer other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES && other == YES ? YES : UNKNOWN;
    }
}
