package postern.tls;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// What happens when a client meets a server: the one pure function the whole product rests on.
public final class Handshake {
    /// The kinds of key a mail server's certificate has when nothing says which.
    private static final List<KeyType> USUAL_KEYS = List.of(KeyType.RSA, KeyType.EC);

    private Handshake() {}

    /// Lets the two meet. The server picks the highest version both speak (RFC 8446 section 4.1.3, RFC
    /// 5246 appendix E.1), then a suite of that version that its certificate can serve.
    ///
    /// @return agreed or refused only where what is known leaves no other reading
    public static Outcome between(ClientTls client, ServerTls server) {
        return highestCommonVersion(client, server)
                .map(version -> suiteFor(version, client, server))
                .orElseGet(() -> noCommonVersion(client, server));
    }

    private static Optional<ProtocolVersion> highestCommonVersion(ClientTls client, ServerTls server) {
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> bothSpeak(version, client, server) == Answer.YES)
                .max(Comparator.naturalOrder());
    }

    private static Answer bothSpeak(ProtocolVersion version, ClientTls client, ServerTls server) {
        return client.versions().has(version).and(server.speaks(version));
    }

    private static Outcome noCommonVersion(ClientTls client, ServerTls server) {
        Set<ProtocolVersion> open = Arrays.stream(ProtocolVersion.values())
                .filter(version -> bothSpeak(version, client, server) == Answer.UNKNOWN)
                .collect(Collectors.toSet());
        if (open.isEmpty()) {
            return new Outcome.Refused(RefusalReason.PROTOCOL_VERSION);
        }
        boolean clientOpen = open.stream().anyMatch(version -> client.versions().has(version) == Answer.UNKNOWN);
        return new Outcome.Undecided(clientOpen ? Outcome.Missing.CLIENT_VERSIONS : Outcome.Missing.SERVER_VERSIONS);
    }

    private static Outcome suiteFor(ProtocolVersion version, ClientTls client, ServerTls server) {
        if (!(server.support(version)
                instanceof VersionSupport.Accepted(Known<CipherSuite> accepted, SuiteOrder order))) {
            throw new IllegalStateException(version + " is not accepted");
        }
        List<CipherSuite> common = inOrder(client, accepted, order).stream()
                .filter(suite -> suite.usableIn(version))
                .filter(suite -> !needsCurve(suite) || groupInCommon(client, server) != Answer.NO)
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
        if (decided && !dhTooSmall(client, server, served.getFirst())) {
            return new Outcome.Agreed(version, Optional.of(served.getFirst()));
        }
        // The server picks without knowing how short a prime the client takes; the client then breaks off.
        if (decided && whole) {
            return new Outcome.Refused(RefusalReason.DH_TOO_SMALL);
        }
        List<CipherSuite> strongEnough = served.stream()
                .filter(suite -> !dhTooSmall(client, server, suite))
                .toList();
        if (!strongEnough.isEmpty()) {
            boolean only = strongEnough.size() == 1 && whole;
            return new Outcome.Agreed(version, only ? Optional.of(strongEnough.getFirst()) : Optional.empty());
        }
        if (!served.isEmpty()) {
            return new Outcome.Refused(RefusalReason.DH_TOO_SMALL);
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
                version == ProtocolVersion.TLSV1_3 && groupInCommon(client, server) == Answer.NO
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

    private static boolean needsCurve(CipherSuite suite) {
        return suite.keyExchange() == KeyExchange.ECDHE || suite.keyExchange() == KeyExchange.ANY;
    }

    /// A client that says nothing about groups leaves the choice to the server (RFC 8422 section 4).
    private static Answer groupInCommon(ClientTls client, ServerTls server) {
        Known<NamedGroup> offered = client.groups();
        Known<NamedGroup> accepted = server.groups();
        if (offered.items().stream().anyMatch(accepted.items()::contains)) {
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

    /// Edwards keys serve ECDSA suites too (RFC 8422 section 5.10).
    private static Answer ecKey(Known<KeyType> keys, CipherSuite suite) {
        boolean edwards = suite.keyExchange() == KeyExchange.ECDHE
                && (keys.items().contains(KeyType.ED25519) || keys.items().contains(KeyType.ED448));
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
