package postern.maillog;

/// The other machine, as the log names it.
///
/// @param name    its host name, `unknown` where Postfix could not verify one
/// @param address its IP address without brackets; empty if the log does not give it
public record Peer(String name, String address) {

    /// Whether the log gives a host name.
    public boolean isNamed() {
        return !name.isEmpty() && !name.equals("unknown");
    }

    /// Whether it is the machine itself, by its loopback address (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3).
    public boolean isLoopback() {
        return address.startsWith("127.") || address.equals("::1");
    }

    /// Spelled out, because what is made for records is slow until Java optimises it. Strings know their hashes, which
    /// differ sooner than names that begin alike.
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Peer peer
                        && address.hashCode() == peer.address.hashCode()
                        && address.equals(peer.address)
                        && name.equals(peer.name));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + address.hashCode();
    }

    /// Written as Postfix does, `name[address]`.
    @Override
    public String toString() {
        return address.isEmpty() ? name : name + "[" + address + "]";
    }
}
