package postern.maillog;

/// Which way mail travels, seen from the server whose log it is.
public enum Direction {
    /// Others connect to us.
    INBOUND,
    /// We connect to others.
    OUTBOUND
}
