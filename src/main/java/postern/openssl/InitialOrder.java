package postern.openssl;

import java.util.List;

/// The order of preference that a library gives its suites before it reads a cipher string
/// (`ssl_create_cipher_list`).
final class InitialOrder {
    private static final String CBC = "AES128|AES256";
    private static final String GCM = "AES128GCM|AES256GCM";
    private static final String CCM = "AES128CCM|AES256CCM|AES128CCM8|AES256CCM8";
    private static final WordPattern EVERYTHING = WordPattern.group(Traits.NONE);

    private final SuiteList list;

    private InitialOrder(SuiteList list) {
        this.list = list;
    }

    /// @param enumerated the suites as the library enumerates them
    static List<ListedSuite> of(List<ListedSuite> enumerated, OpenSslRelease release) {
        if (!release.isFrom("1.0.0")) {
            return enumerated;
        }
        SuiteList list = new SuiteList(enumerated, release);
        InitialOrder order = new InitialOrder(list);
        if (release.isFrom("1.1.0")) {
            order.sinceOneOne();
        } else {
            order.oneZero(release.isFrom("1.0.1") ? CBC + "|" + GCM : CBC);
        }
        return list.all();
    }

    private void oneZero(String aes) {
        list.apply(Rule.ADD, keyExchange("ECDHE"));
        list.apply(Rule.DELETE, keyExchange("ECDHE"));
        list.apply(Rule.ADD, encryption(aes));
        list.apply(Rule.ADD, EVERYTHING);
        list.apply(Rule.ORDER, mac("MD5"));
        list.apply(Rule.ORDER, authentication("NULL"));
        list.apply(Rule.ORDER, authentication("ECDH"));
        list.apply(Rule.ORDER, keyExchange("RSA"));
        list.apply(Rule.ORDER, keyExchange("PSK"));
        list.apply(Rule.ORDER, keyExchange("KRB5"));
        list.apply(Rule.ORDER, encryption("RC4"));
        list.sortByStrength();
        list.apply(Rule.DELETE, EVERYTHING);
    }

    private void sinceOneOne() {
        list.apply(Rule.ADD, pattern("ECDHE", "ECDSA", "-", "-", "-"));
        list.apply(Rule.ADD, keyExchange("ECDHE"));
        list.apply(Rule.DELETE, keyExchange("ECDHE"));
        list.apply(Rule.ADD, encryption(GCM));
        list.apply(Rule.ADD, encryption("CHACHA20POLY1305"));
        list.apply(Rule.ADD, encryption(CBC + "|" + CCM));
        list.apply(Rule.ADD, EVERYTHING);
        list.apply(Rule.ORDER, mac("MD5"));
        list.apply(Rule.ORDER, authentication("NULL"));
        list.apply(Rule.ORDER, keyExchange("RSA"));
        list.apply(Rule.ORDER, keyExchange("PSK"));
        list.apply(Rule.ORDER, encryption("RC4"));
        list.sortByStrength();
        list.apply(Rule.BUMP, pattern("-", "-", "-", "-", "TLSv1.2"));
        list.apply(Rule.BUMP, mac("AEAD"));
        list.apply(Rule.BUMP, keyExchange("DHE|ECDHE"));
        list.apply(Rule.BUMP, pattern("DHE|ECDHE", "-", "-", "AEAD", "-"));
        list.apply(Rule.DELETE, EVERYTHING);
    }

    private static WordPattern keyExchange(String values) {
        return pattern(values, "-", "-", "-", "-");
    }

    private static WordPattern authentication(String values) {
        return pattern("-", values, "-", "-", "-");
    }

    private static WordPattern encryption(String values) {
        return pattern("-", "-", values, "-", "-");
    }

    private static WordPattern mac(String values) {
        return pattern("-", "-", "-", values, "-");
    }

    private static WordPattern pattern(String... values) {
        return WordPattern.group(new Traits(
                Field.KEY_EXCHANGE.bits(values[0]),
                Field.AUTHENTICATION.bits(values[1]),
                Field.ENCRYPTION.bits(values[2]),
                Field.MAC.bits(values[3]),
                Field.PROTOCOL.bits(values[4]),
                0));
    }
}
