package postern.openssl;

/// The parts of a suite as bits, one bit for each value a part can have; also what a word of a cipher
/// string asks of them.
record Traits(int keyExchange, int authentication, int encryption, int mac, int protocol, int strength) {
    static final Traits NONE = new Traits(0, 0, 0, 0, 0, 0);
    static final Traits EVERY = new Traits(-1, -1, -1, -1, -1, -1);

    Traits and(Traits other) {
        return new Traits(
                keyExchange & other.keyExchange,
                authentication & other.authentication,
                encryption & other.encryption,
                mac & other.mac,
                protocol & other.protocol,
                strength & other.strength);
    }

    Traits or(Traits other) {
        return new Traits(
                keyExchange | other.keyExchange,
                authentication | other.authentication,
                encryption | other.encryption,
                mac | other.mac,
                protocol | other.protocol,
                strength | other.strength);
    }

    Traits without(Traits other) {
        return new Traits(
                keyExchange & ~other.keyExchange,
                authentication & ~other.authentication,
                encryption & ~other.encryption,
                mac & ~other.mac,
                protocol & ~other.protocol,
                strength & ~other.strength);
    }

    Traits withProtocol(int bits) {
        return new Traits(keyExchange, authentication, encryption, mac, bits, strength);
    }

    Traits withStrength(int bits) {
        return new Traits(keyExchange, authentication, encryption, mac, protocol, bits);
    }

    boolean isNone() {
        return (keyExchange | authentication | encryption | mac | protocol | strength) == 0;
    }
}
