package postern.tls;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What happens when a client meets a server: the one pure function the whole product rests on.
public final class Handshake {
    /// The kinds of key a mail server's certificate has when nothing says which.
    private static final List<KeyType> USUAL_KEYS = List.of(KeyType.RSA, KeyType.EC);

    private static final List<KeyType> UNFIT_FOR_TLS13 = List.of(KeyType.DSA, KeyType.DH, KeyType.GOST);

    private Handshake() {}

    /// Lets the two meet. The server picks the highest version both speak (RFC 8446 section 4.1.3, RFC
    /// 5246 appendix E.1), then a suite of that version that its certificate can serve.
    ///
    /// @return agreed or refused only where what is known leaves no other reading
    public static Outcome between(ClientTls client, ServerTls server) {
        return highestCommonVersion(client, server)
                .map(version -> signatureInCommon(version, client, server, _ -> true) == Answer.NO
                        ? new Outcome.Refused(RefusalReason.NO_SHARED_SIGNATURE)
                        : suiteFor(version, client, server))
                .orElseGet(() -> noCommonVersion(client, server));
    }

    private static Optional<ProtocolVersion> highestCommonVersion(ClientTls client, ServerTls server) {
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> bothSpeak(version, client, server) == Answer.YES)
                .max(Comparator.naturalOrder());
    }

    private static Answer bothSpeak(ProtocolVersion version, ClientTls client, ServerTls server) {
        return version == ProtocolVersion.TLSV1_3 && cannotSignTls13(server.keyTypes())
                ? Answer.NO
                : client.versions().has(version).and(server.speaks(version));
    }

    /// No suite of TLS 1.3 works without a signature, and DSA has none there (RFC 8446 section 4.2.3). A
    /// server without a fit key does as if it did not speak the version.
    private static boolean cannotSignTls13(Known<KeyType> keys) {
        return keys.complete() && UNFIT_FOR_TLS13.containsAll(keys.items());
    }

    private static Outcome noCommonVersion(ClientTls client, ServerTls server) {
        Set<ProtocolVersion> open = Arrays.stream(ProtocolVersion.values())
                .filter(version -> bothSpeak(version, client, server) == Answer.UNKNOWN)
                .collect(Collectors.toSet());
        if (open.isEmpty()) {
            boolean noSuite = client.versions().items().stream().anyMatch(server::lacksSuiteFor);
            return new Outcome.Refused(noSuite ? RefusalReason.NO_SHARED_CIPHER : RefusalReason.PROTOCOL_VERSION);
        }
        boolean clientOpen = open.stream().anyMatch(version -> client.versions().has(version) == Answer.UNKNOWN);
        return new Outcome.Undecided(clientOpen ? Outcome.Missing.CLIENT_VERSIONS : Outcome.Missing.SERVER_VERSIONS);
    }

    /// Up to TLS 1.1 there is nothing to choose (RFC 5246 section 7.4.1.4.1); a client that sends no list
    /// leaves the choice to the server.
    private static Answer signatureInCommon(
            ProtocolVersion version, ClientTls client, ServerTls server, Predicate<KeyType> key) {
        return version.compareTo(ProtocolVersion.TLSV1_2) < 0
                ? Answer.UNKNOWN
                : inCommon(
                        client.signatureSchemes(),
                        server.signatureSchemes(),
                        scheme -> scheme.usableIn(version) && key.test(scheme.keyType()));
    }

    /// Why one of the two breaks off once the server has picked the suite; empty if neither does. The server picks
    /// without knowing how short a prime the client takes. OpenSSL also picks before it looks for a signature of
    /// the suite's key (`tls_choose_sigalg` in `ssl/t1_lib.c`), and wants one even where the suite signs nothing,
    /// since the client's list binds the certificate as well (RFC 5246 section 7.4.2).
    private static Optional<RefusalReason> flaw(
            ProtocolVersion version, ClientTls client, ServerTls server, CipherSuite suite) {
        if (!suite.isAnonymous() && signatureInCommon(version, client, server, signs(suite, server)) == Answer.NO) {
            return Optional.of(RefusalReason.NO_SHARED_SIGNATURE);
        }
        return dhTooSmall(client, server, suite) ? Optional.of(RefusalReason.DH_TOO_SMALL) : Optional.empty();
    }

    /// The keys that serve a suite; of TLS 1.3, whose suites do not say, all that the server may have.
    private static Predicate<KeyType> signs(CipherSuite suite, ServerTls server) {
        return switch (suite.keyExchange()) {
            case RSA, DHE, ECDHE ->
                key -> suite.authentication()
                        .keyType()
                        .map(needed -> serves(key, needed))
                        .orElse(true);
            case ANY -> key -> server.keyTypes().has(key) != Answer.NO;
            case DH, ECDH, PSK, RSA_PSK, DHE_PSK, ECDHE_PSK, SRP, KRB5, GOST -> _ -> true;
        };
    }

    /// Edwards keys serve ECDSA suites too (RFC 8422 section 5.10).
    private static boolean serves(KeyType key, KeyType needed) {
        return key == needed || (needed == KeyType.EC && (key == KeyType.ED25519 || key == KeyType.ED448));
    }

    private static Outcome suiteFor(ProtocolVersion version, ClientTls client, ServerTls server) {
        if (!(server.support(version)
                instanceof VersionSupport.Accepted(Known<CipherSuite> accepted, SuiteOrder order))) {
            throw new IllegalStateException(version + " is not accepted");
        }
        List<CipherSuite> common = inOrder(client, accepted, order).stream()
                .filter(suite -> suite.usableIn(version))
                .filter(suite -> !needsGroup(suite) || groupInCommon(version, client, server) != Answer.NO)
                .toList();
        List<CipherSuite> possible = common.stream()
                .filter(suite -> canServe(server, suite) != Answer.NO)
                .toList();
        List<CipherSuite> served = possible.stream()
                .filter(suite -> canServe(server, suite) == Answer.YES)
                .toList();
        boolean whole = accepted.complete() && client.suites().complete();
        boolean decided = order != SuiteOrder.UNKNOWN
                && !served.isEmpty()
                && possible.getFirst().equals(served.getFirst());
        Optional<RefusalReason> flaw =
                served.stream().findFirst().flatMap(suite -> flaw(version, client, server, suite));
        if (decided && flaw.isEmpty()) {
            return new Outcome.Agreed(version, Optional.of(served.getFirst()));
        }
        if (decided && whole) {
            return new Outcome.Refused(flaw.orElseThrow());
        }
        List<CipherSuite> flawless = served.stream()
                .filter(suite -> flaw(version, client, server, suite).isEmpty())
                .toList();
        if (!flawless.isEmpty()) {
            boolean only = flawless.size() == 1 && whole;
            return new Outcome.Agreed(version, only ? Optional.of(flawless.getFirst()) : Optional.empty());
        }
        if (flaw.isPresent()) {
            return new Outcome.Refused(flaw.get());
        }
        if (servedWithEveryUsualKey(server, common)) {
            return new Outcome.Agreed(version, Optional.empty());
        }
        return noCommonSuite(version, client, server, accepted, common);
    }

    private static Outcome noCommonSuite(
            ProtocolVersion version,
            ClientTls client,
            ServerTls server,
            Known<CipherSuite> accepted,
            List<CipherSuite> common) {
        if (common.stream().anyMatch(suite -> canServe(server, suite) == Answer.UNKNOWN)) {
            return new Outcome.Undecided(Outcome.Missing.CERTIFICATE_KEY);
        }
        if (!accepted.complete()) {
            return new Outcome.Undecided(Outcome.Missing.SERVER_SUITES);
        }
        if (!client.suites().complete()) {
            return accepted.items().stream().anyMatch(suite -> suite.usableIn(version))
                    ? new Outcome.Undecided(Outcome.Missing.CLIENT_SUITES)
                    : new Outcome.Refused(RefusalReason.NO_SHARED_CIPHER);
        }
        return new Outcome.Refused(
                version == ProtocolVersion.TLSV1_3 && groupInCommon(version, client, server) == Answer.NO
                        ? RefusalReason.NO_SHARED_GROUP
                        : RefusalReason.NO_SHARED_CIPHER);
    }

    private static List<CipherSuite> inOrder(ClientTls client, Known<CipherSuite> accepted, SuiteOrder order) {
        return order == SuiteOrder.CLIENT
                ? client.suites().items().stream()
                        .filter(accepted.items()::contains)
                        .toList()
                : accepted.items().stream()
                        .filter(client.suites().items()::contains)
                        .toList();
    }

    private static boolean needsGroup(CipherSuite suite) {
        return suite.keyExchange() == KeyExchange.ECDHE || suite.keyExchange() == KeyExchange.ANY;
    }

    /// A client that says nothing about groups leaves the choice to the server (RFC 8422 section 4).
    private static Answer groupInCommon(ProtocolVersion version, ClientTls client, ServerTls server) {
        return inCommon(client.groups(), server.groups(), group -> group.usableIn(version));
    }

    private static <T> Answer inCommon(Known<T> offered, Known<T> accepted, Predicate<T> fit) {
        if (offered.items().stream().filter(fit).anyMatch(accepted.items()::contains)) {
            return Answer.YES;
        }
        boolean bothKnown =
                offered.complete() && accepted.complete() && !offered.items().isEmpty();
        return bothKnown ? Answer.NO : Answer.UNKNOWN;
    }

    private static Answer canServe(ServerTls server, CipherSuite suite) {
        return suite.authentication()
                .keyType()
                .map(key -> key == KeyType.EC
                        ? ecKey(server.keyTypes(), suite)
                        : server.keyTypes().has(key))
                .orElse(Answer.YES);
    }

    private static Answer ecKey(Known<KeyType> keys, CipherSuite suite) {
        boolean edwards = suite.keyExchange() == KeyExchange.ECDHE
                && keys.items().stream().anyMatch(key -> key != KeyType.EC && serves(key, KeyType.EC));
        return edwards ? Answer.YES : keys.has(KeyType.EC);
    }

    private static boolean servedWithEveryUsualKey(ServerTls server, List<CipherSuite> suites) {
        return USUAL_KEYS.stream().allMatch(key -> {
            ServerTls withKey = server.withKeyTypes(Known.all(List.of(key)));
            return server.keyTypes().has(key) == Answer.UNKNOWN
                    && suites.stream().anyMatch(suite -> canServe(withKey, suite) == Answer.YES);
        });
    }

    private static boolean dhTooSmall(ClientTls client, ServerTls server, CipherSuite suite) {
        OptionalInt minimum = client.minimumDhBits();
        OptionalInt bits = server.dhBits();
        return suite.keyExchange() == KeyExchange.DHE
                && minimum.isPresent()
                && bits.isPresent()
                && bits.getAsInt() < minimum.getAsInt();
    }
}
