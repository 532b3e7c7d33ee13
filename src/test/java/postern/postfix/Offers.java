package postern.postfix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// What a choice of clients offers, by a word for each.
final class Offers {
    private static final List<SignatureScheme> SIGNATURES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.RSA_PKCS1_SHA256,
            SignatureScheme.RSA_PKCS1_SHA384,
            SignatureScheme.DSA_SHA256,
            SignatureScheme.ECDSA_SHA1,
            SignatureScheme.RSA_PKCS1_SHA1,
            SignatureScheme.DSA_SHA1);

    private Offers() {}

    static Map<String, ClientTls> all() {
        var offers = new LinkedHashMap<String, ClientTls>();
        List<NamedGroup> usual = List.of(NamedGroup.X25519, NamedGroup.P_256, NamedGroup.P_384);
        offers.put(
                "modern",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_3,
                        usual,
                        "TLS_AES_256_GCM_SHA384",
                        "TLS_CHACHA20_POLY1305_SHA256",
                        "TLS_AES_128_GCM_SHA256",
                        "ECDHE-ECDSA-AES256-GCM-SHA384",
                        "ECDHE-RSA-AES256-GCM-SHA384",
                        "ECDHE-RSA-AES128-GCM-SHA256",
                        "DHE-RSA-AES256-GCM-SHA384",
                        "ECDHE-RSA-AES256-SHA",
                        "AES256-GCM-SHA384",
                        "AES256-SHA",
                        "AES128-SHA"));
        offers.put(
                "other way round",
                offer(
                        ProtocolVersion.TLSV1_2,
                        ProtocolVersion.TLSV1_3,
                        usual,
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_CHACHA20_POLY1305_SHA256",
                        "TLS_AES_256_GCM_SHA384",
                        "AES128-SHA",
                        "ECDHE-RSA-AES128-SHA",
                        "ECDHE-RSA-AES128-GCM-SHA256",
                        "ECDHE-ECDSA-AES128-GCM-SHA256",
                        "ECDHE-RSA-CHACHA20-POLY1305"));
        offers.put(
                "tls 1.3 only",
                offer(
                        ProtocolVersion.TLSV1_3,
                        ProtocolVersion.TLSV1_3,
                        List.of(NamedGroup.P_384, NamedGroup.P_521),
                        "TLS_AES_128_GCM_SHA256"));
        offers.put(
                "tls 1.3, chacha, x448",
                offer(
                        ProtocolVersion.TLSV1_3,
                        ProtocolVersion.TLSV1_3,
                        List.of(NamedGroup.X448),
                        "TLS_CHACHA20_POLY1305_SHA256"));
        offers.put(
                "tls 1.2, aead",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_2,
                        usual,
                        "ECDHE-RSA-AES128-GCM-SHA256",
                        "ECDHE-ECDSA-AES128-GCM-SHA256",
                        "ECDHE-RSA-CHACHA20-POLY1305",
                        "ECDHE-RSA-AES256-GCM-SHA384"));
        offers.put(
                "tls 1.2, rsa key exchange",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_2,
                        usual,
                        "AES128-GCM-SHA256",
                        "AES256-SHA256",
                        "AES128-SHA"));
        offers.put(
                "tls 1.2, dhe",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_2,
                        usual,
                        "DHE-RSA-AES128-SHA",
                        "DHE-RSA-AES256-GCM-SHA384"));
        offers.put(
                "tls 1.2, ecdsa",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_2,
                        usual,
                        "ECDHE-ECDSA-AES256-SHA",
                        "ECDHE-ECDSA-AES256-GCM-SHA384"));
        offers.put(
                "tls 1.2, p-521",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_2,
                        List.of(NamedGroup.P_521),
                        "ECDHE-RSA-AES128-SHA256"));
        offers.put(
                "anonymous",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_2,
                        usual,
                        "ADH-AES256-GCM-SHA384",
                        "AECDH-AES256-SHA",
                        "ADH-AES128-SHA"));
        offers.put(
                "camellia and aria",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_2,
                        usual,
                        "CAMELLIA128-SHA",
                        "DHE-RSA-CAMELLIA256-SHA",
                        "ARIA256-GCM-SHA384"));
        offers.put(
                "tls 1.1",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_1,
                        usual,
                        "ECDHE-RSA-AES256-SHA",
                        "AES128-SHA",
                        "DES-CBC3-SHA"));
        offers.put(
                "tls 1.0",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1,
                        usual,
                        "AES256-SHA",
                        "DHE-RSA-AES128-SHA",
                        "ECDHE-ECDSA-AES128-SHA"));
        offers.put("ssl 3", offer(ProtocolVersion.SSLV3, ProtocolVersion.SSLV3, usual, "AES128-SHA", "DES-CBC3-SHA"));
        offers.put(
                "tls 1.2, dsa",
                offer(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_3,
                        usual,
                        "TLS_AES_128_GCM_SHA256",
                        "DHE-DSS-AES128-SHA",
                        "DHE-DSS-AES256-GCM-SHA384"));
        offers.put(
                "tls 1.2, signatures with sha-1 alone",
                signing(
                        offer(
                                ProtocolVersion.TLSV1,
                                ProtocolVersion.TLSV1_2,
                                usual,
                                "ECDHE-RSA-AES128-SHA",
                                "AES128-SHA"),
                        SignatureScheme.RSA_PKCS1_SHA1,
                        SignatureScheme.ECDSA_SHA1,
                        SignatureScheme.DSA_SHA1));
        return offers;
    }

    private static ClientTls offer(
            ProtocolVersion lowest, ProtocolVersion highest, List<NamedGroup> groups, String... suites) {
        return new ClientTls(
                Known.all(Stream.of(ProtocolVersion.values())
                        .filter(version -> version.compareTo(lowest) >= 0 && version.compareTo(highest) <= 0)
                        .toList()),
                Known.all(Stream.of(suites)
                        .map(suite -> CipherSuite.named(suite).orElseThrow())
                        .toList()),
                Known.all(groups),
                Known.all(SIGNATURES),
                OptionalInt.empty());
    }

    private static ClientTls signing(ClientTls offer, SignatureScheme... schemes) {
        return new ClientTls(
                offer.versions(), offer.suites(), offer.groups(), Known.all(List.of(schemes)), offer.minimumDhBits());
    }
}
