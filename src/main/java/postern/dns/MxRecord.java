package postern.dns;

/// A mail exchanger (RFC 5321 section 5.1).
///
/// @param preference 0 to 65535; lower ones are tried first
/// @param host       lower case, without the final dot; empty for the root, which says that the domain takes no
///                   mail (RFC 7505)
public record MxRecord(int preference, String host) {
    /// Whether it says that the domain takes no mail.
    public boolean isNull() {
        return host.isEmpty();
    }
}
