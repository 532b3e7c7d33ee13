package postern.dns;

/// Something that a pasted line states.
///
/// @param line     the line's number, from 1
/// @param text     the line
/// @param owner    the name it is about, lower case; empty where the line does not tell
/// @param security what it says of DNSSEC
/// @param value    what it states
public record Stated<T>(long line, String text, String owner, Security security, T value) {

    /// What a line says of DNSSEC.
    public enum Security {
        SECURE,
        INSECURE,
        UNSTATED
    }
}
