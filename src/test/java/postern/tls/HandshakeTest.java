package postern.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.tls.ProtocolVersion.SSLV3;
import static postern.tls.ProtocolVersion.TLSV1;
import static postern.tls.ProtocolVersion.TLSV1_1;
import static postern.tls.ProtocolVersion.TLSV1_2;
import static postern.tls.ProtocolVersion.TLSV1_3;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class HandshakeTest {
    private static final CipherSuite ECDHE_RSA = suite("ECDHE-RSA-AES256-GCM-SHA384");
    private static final CipherSuite ECDHE_ECDSA = suite("ECDHE-ECDSA-AES256-GCM-SHA384");
    private static final CipherSuite ECDHE_RSA_SHA = suite("ECDHE-RSA-AES256-SHA");
    private static final CipherSuite RSA_SHA = suite("AES128-SHA");
    private static final CipherSuite DHE_RSA = suite("DHE-RSA-AES256-SHA");
    private static final CipherSuite TLS13 = suite("TLS_AES_256_GCM_SHA384");

    @Test
    void refusesWhenNoVersionIsInCommon() {
        assertThat(Handshake.between(client(List.of(SSLV3, TLSV1), ECDHE_RSA_SHA), server(List.of(TLSV1_2), ECDHE_RSA)))
                .isEqualTo(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION));
    }

    @Test
    void agreesOnTheNewestCommonVersion() {
        assertThat(Handshake.between(
                        client(List.of(TLSV1, TLSV1_1, TLSV1_2), ECDHE_RSA, ECDHE_RSA_SHA),
                        server(List.of(TLSV1, TLSV1_2, TLSV1_3), ECDHE_RSA, ECDHE_RSA_SHA, TLS13)))
                .isEqualTo(new Outcome.Agreed(TLSV1_2, Optional.of(ECDHE_RSA)));
    }

    @Test
    void takesTheServersOrderWhereTheServerDecides() {
        ClientTls client = client(List.of(TLSV1), RSA_SHA, ECDHE_RSA_SHA);
        assertThat(Handshake.between(client, server(List.of(TLSV1), SuiteOrder.SERVER, ECDHE_RSA_SHA, RSA_SHA)))
                .isEqualTo(new Outcome.Agreed(TLSV1, Optional.of(ECDHE_RSA_SHA)));
        assertThat(Handshake.between(client, server(List.of(TLSV1), SuiteOrder.CLIENT, ECDHE_RSA_SHA, RSA_SHA)))
                .isEqualTo(new Outcome.Agreed(TLSV1, Optional.of(RSA_SHA)));
    }

    @Test
    void doesNotUseSuitesOfALaterVersion() {
        assertThat(Handshake.between(client(List.of(TLSV1), ECDHE_RSA), server(List.of(TLSV1), ECDHE_RSA)))
                .isEqualTo(new Outcome.Refused(RefusalReason.NO_SHARED_CIPHER));
    }

    @Test
    void usesOnlySuitesThatTheCertificateCanServe() {
        ClientTls client = client(List.of(TLSV1_2), ECDHE_RSA);
        ServerTls server = server(List.of(TLSV1_2), ECDHE_ECDSA, ECDHE_RSA);
        assertThat(Handshake.between(client, server.withKeyTypes(Known.all(List.of(KeyType.EC)))))
                .isEqualTo(new Outcome.Refused(RefusalReason.NO_SHARED_CIPHER));
    }

    @Test
    void passesOverSuitesThatTheCertificateCannotServe() {
        ClientTls client = client(List.of(TLSV1_2), ECDHE_ECDSA, ECDHE_RSA, RSA_SHA);
        ServerTls server = server(List.of(TLSV1_2), SuiteOrder.CLIENT, RSA_SHA, ECDHE_RSA, ECDHE_ECDSA);
        assertThat(Handshake.between(client, server.withKeyTypes(Known.all(List.of(KeyType.RSA)))))
                .isEqualTo(new Outcome.Agreed(TLSV1_2, Optional.of(ECDHE_RSA)));
    }

    @Test
    void failsWhenTheServerPicksAPrimeThatTheClientRefuses() {
        ClientTls offer = client(List.of(TLSV1_2), DHE_RSA, RSA_SHA);
        ClientTls client = new ClientTls(
                offer.versions(), offer.suites(), offer.groups(), offer.signatureSchemes(), OptionalInt.of(2048));
        ServerTls server = server(List.of(TLSV1_2), SuiteOrder.SERVER, DHE_RSA, RSA_SHA);
        ServerTls shortPrime = new ServerTls(
                server.versions(), Known.all(List.of(KeyType.RSA)), server.groups(), OptionalInt.of(1024));
        assertThat(Handshake.between(client, shortPrime)).isEqualTo(new Outcome.Refused(RefusalReason.DH_TOO_SMALL));
    }

    @Test
    void leavesItOpenWhenTheCertificatesKeyWouldDecide() {
        ServerTls server = server(List.of(TLSV1_2), ECDHE_ECDSA, ECDHE_RSA).withKeyTypes(Known.nothing());
        assertThat(Handshake.between(client(List.of(TLSV1_2), ECDHE_RSA), server))
                .isEqualTo(new Outcome.Undecided(Outcome.Missing.CERTIFICATE_KEY));
        assertThat(Handshake.between(client(List.of(TLSV1_2), ECDHE_RSA, ECDHE_ECDSA), server))
                .isEqualTo(new Outcome.Agreed(TLSV1_2, Optional.empty()));
    }

    @Test
    void doesNotConcludeFromAListThatIsNotComplete() {
        ClientTls someSuites = new ClientTls(
                Known.all(List.of(TLSV1_2)),
                Known.some(List.of(RSA_SHA)),
                Known.nothing(),
                Known.nothing(),
                OptionalInt.empty());
        assertThat(Handshake.between(someSuites, server(List.of(TLSV1_2), ECDHE_RSA)))
                .isEqualTo(new Outcome.Undecided(Outcome.Missing.CLIENT_SUITES));
        ClientTls someVersions = new ClientTls(
                Known.some(List.of(TLSV1)), Known.nothing(), Known.nothing(), Known.nothing(), OptionalInt.empty());
        assertThat(Handshake.between(someVersions, server(List.of(TLSV1_2), ECDHE_RSA)))
                .isEqualTo(new Outcome.Undecided(Outcome.Missing.CLIENT_VERSIONS));
    }

    @Test
    void refusesAPrimeTheClientFindsTooShort() {
        ServerTls server = new ServerTls(
                server(List.of(TLSV1_2), DHE_RSA).versions(),
                Known.all(List.of(KeyType.RSA)),
                Known.nothing(),
                OptionalInt.of(1024));
        ClientTls strict = new ClientTls(
                Known.all(List.of(TLSV1_2)),
                Known.all(List.of(DHE_RSA)),
                Known.nothing(),
                Known.nothing(),
                OptionalInt.of(2048));
        assertThat(Handshake.between(strict, server)).isEqualTo(new Outcome.Refused(RefusalReason.DH_TOO_SMALL));
    }

    @Test
    void refusesWhereNoSignatureIsInCommonFromTls12On() {
        ServerTls server = server(List.of(TLSV1, TLSV1_2), ECDHE_RSA, RSA_SHA);
        ServerTls sha2 = new ServerTls(
                server.versions(),
                server.keyTypes(),
                server.groups(),
                server.dhBits(),
                Known.all(List.of(SignatureScheme.RSA_PKCS1_SHA256)));
        Known<SignatureScheme> sha1 = Known.all(List.of(SignatureScheme.RSA_PKCS1_SHA1));
        assertThat(Handshake.between(signing(sha1, TLSV1_2), sha2))
                .isEqualTo(new Outcome.Refused(RefusalReason.NO_SHARED_SIGNATURE));
        assertThat(Handshake.between(signing(sha1, TLSV1), sha2))
                .isEqualTo(new Outcome.Agreed(TLSV1, Optional.of(RSA_SHA)));
        assertThat(Handshake.between(signing(Known.some(sha1.items()), TLSV1_2), sha2))
                .isEqualTo(new Outcome.Agreed(TLSV1_2, Optional.of(RSA_SHA)));
        assertThat(Handshake.between(signing(sha1, TLSV1_2), server))
                .isEqualTo(new Outcome.Agreed(TLSV1_2, Optional.of(RSA_SHA)));
    }

    /// As `openssl s_server -sigalgs` of OpenSSL 3.0.19 does.
    @Test
    void needsASignatureThatVersionAndKeyCanMake() {
        Known<SignatureScheme> rsa = Known.all(List.of(SignatureScheme.RSA_PKCS1_SHA256));
        Known<SignatureScheme> ecdsa = Known.all(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256));
        Known<SignatureScheme> all = Known.all(Arrays.asList(SignatureScheme.values()));
        List<ProtocolVersion> versions = List.of(TLSV1_2, TLSV1_3);
        ServerTls bothKeys = server(versions, SuiteOrder.CLIENT, TLS13, ECDHE_RSA, RSA_SHA, ECDHE_ECDSA)
                .withKeyTypes(Known.all(List.of(KeyType.RSA, KeyType.EC)));
        ServerTls rsaKey = bothKeys.withKeyTypes(Known.all(List.of(KeyType.RSA)));
        CipherSuite[] suites = {TLS13, ECDHE_ECDSA, ECDHE_RSA, RSA_SHA};
        var noSignature = new Outcome.Refused(RefusalReason.NO_SHARED_SIGNATURE);
        assertThat(Handshake.between(signing(all, TLSV1_3, suites), signing(bothKeys, rsa)))
                .isEqualTo(noSignature);
        assertThat(Handshake.between(signing(all, TLSV1_3, suites), signing(rsaKey, ecdsa)))
                .isEqualTo(noSignature);
        assertThat(Handshake.between(signing(all, TLSV1_3, suites), signing(bothKeys, ecdsa)))
                .isEqualTo(new Outcome.Agreed(TLSV1_3, Optional.of(TLS13)));
        assertThat(Handshake.between(signing(all, TLSV1_2, suites), signing(bothKeys, ecdsa)))
                .isEqualTo(new Outcome.Agreed(TLSV1_2, Optional.of(ECDHE_ECDSA)));
        assertThat(Handshake.between(signing(all, TLSV1_2, RSA_SHA, ECDHE_ECDSA), signing(bothKeys, ecdsa)))
                .isEqualTo(noSignature);
        assertThat(Handshake.between(signing(all, TLSV1_2, suites), signing(rsaKey, ecdsa)))
                .isEqualTo(noSignature);
    }

    private static ServerTls signing(ServerTls server, Known<SignatureScheme> schemes) {
        return new ServerTls(server.versions(), server.keyTypes(), server.groups(), server.dhBits(), schemes);
    }

    @Test
    void takesAPrimeForAGroupOnlyInTls13() {
        Known<NamedGroup> prime = Known.all(List.of(NamedGroup.FFDHE2048));
        assertThat(Handshake.between(grouped(prime, TLSV1_2), grouped(prime)))
                .isEqualTo(new Outcome.Agreed(TLSV1_2, Optional.of(RSA_SHA)));
        assertThat(Handshake.between(grouped(prime, TLSV1_3), grouped(prime)))
                .isEqualTo(new Outcome.Agreed(TLSV1_3, Optional.of(TLS13)));
        Known<NamedGroup> brainpool = Known.all(List.of(NamedGroup.BRAINPOOL_P256));
        assertThat(Handshake.between(grouped(brainpool, TLSV1_2), grouped(brainpool)))
                .isEqualTo(new Outcome.Agreed(TLSV1_2, Optional.of(ECDHE_RSA)));
        assertThat(Handshake.between(grouped(brainpool, TLSV1_3), grouped(brainpool)))
                .isEqualTo(new Outcome.Refused(RefusalReason.NO_SHARED_GROUP));
    }

    private static ClientTls grouped(Known<NamedGroup> groups, ProtocolVersion version) {
        ClientTls client = client(List.of(version), TLS13, ECDHE_RSA, RSA_SHA);
        return new ClientTls(
                client.versions(), client.suites(), groups, client.signatureSchemes(), client.minimumDhBits());
    }

    private static ServerTls grouped(Known<NamedGroup> groups) {
        ServerTls server = server(List.of(TLSV1_2, TLSV1_3), SuiteOrder.SERVER, TLS13, ECDHE_RSA, RSA_SHA);
        return new ServerTls(server.versions(), server.keyTypes(), groups, server.dhBits());
    }

    private static ClientTls signing(Known<SignatureScheme> schemes, ProtocolVersion version) {
        return signing(schemes, version, RSA_SHA);
    }

    private static ClientTls signing(Known<SignatureScheme> schemes, ProtocolVersion version, CipherSuite... suites) {
        return new ClientTls(
                Known.all(List.of(version)), Known.all(List.of(suites)), Known.nothing(), schemes, OptionalInt.empty());
    }

    @Test
    void aServerThatWasNotExaminedLeavesEverythingOpen() {
        ServerTls unknown = new ServerTls(Map.of(), Known.nothing(), Known.nothing(), OptionalInt.empty());
        assertThat(Handshake.between(client(List.of(TLSV1_2), ECDHE_RSA), unknown))
                .isEqualTo(new Outcome.Undecided(Outcome.Missing.SERVER_VERSIONS));
    }

    @Property
    void neverAgreesOnAVersionThatOneSideRefuses(
            @ForAll List<ProtocolVersion> offered, @ForAll List<ProtocolVersion> spoken) {
        CipherSuite[] suites = {ECDHE_RSA, ECDHE_RSA_SHA, RSA_SHA, TLS13};
        Outcome outcome = Handshake.between(client(offered, suites), server(spoken, suites));
        if (outcome instanceof Outcome.Agreed agreed) {
            assertThat(offered).contains(agreed.version());
            assertThat(spoken).contains(agreed.version());
        }
    }

    private static ClientTls client(List<ProtocolVersion> versions, CipherSuite... suites) {
        return new ClientTls(
                Known.all(versions),
                Known.all(Arrays.asList(suites)),
                Known.nothing(),
                Known.nothing(),
                OptionalInt.empty());
    }

    private static ServerTls server(List<ProtocolVersion> versions, CipherSuite... suites) {
        return server(versions, SuiteOrder.SERVER, suites);
    }

    private static ServerTls server(List<ProtocolVersion> versions, SuiteOrder order, CipherSuite... suites) {
        Map<ProtocolVersion, VersionSupport> support = new EnumMap<>(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            support.put(
                    version,
                    versions.contains(version)
                            ? new VersionSupport.Accepted(Known.all(Arrays.asList(suites)), order)
                            : new VersionSupport.Refused("switched off"));
        }
        return new ServerTls(support, Known.all(List.of(KeyType.RSA)), Known.nothing(), OptionalInt.empty());
    }

    private static CipherSuite suite(String name) {
        return CipherSuite.named(name).orElseThrow();
    }
}
