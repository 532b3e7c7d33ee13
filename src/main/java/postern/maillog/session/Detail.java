package postern.maillog.session;

/// How much of the sessions of a log is kept.
public enum Detail {
    /// Some sessions of each peer, with their lines.
    SAMPLES,
    /// Numbers alone, which takes less time and memory.
    TOTALS
}
