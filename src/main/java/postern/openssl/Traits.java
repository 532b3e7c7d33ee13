package postern.openssl;

/// The parts of a suite as bits, one bit for each value a part can have; also what a word of a cipher
/// string asks of them.
record Traits(int keyExchange, int authentication, int encryption, int mac, int protocol, int strength) {
    static final Traits NONE = new Traits(0, 0, 0, 0, 0, 0);

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

    Traits withoutProtocol() {
        return new Traits(keyExchange, authentication, encryption, mac, 0, strength);
    }

    Traits withoutStrength() {
        return new Traits(keyExchange, authentication, encryption, mac, protocol, 0);
    }

    Traits withoutProtocolAndStrength() {
        return new Traits(keyExchange, authentication, encryption, mac, 0, 0);
    }

    boolean isNone() {
        return (keyExchange | authentication | encryption | mac | protocol | strength) == 0;
    }
}
