package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.openssl.CipherSelection.Rejected;
import postern.openssl.CipherSelection.Selected;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;
import postern.tls.Handshake;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Lets the two sides of every measured handshake meet in [Handshake] that depends on versions, suites,
/// groups, keys and primes alone: what is predicted from builds, cipher strings and security levels is
/// what the libraries did.
class MeasuredHandshakeTest {
    private record Side(OpenSslBuild build, Map<String, String> options) {
        static Side of(String build, String options) {
            return new Side(
                    OpenSslBuild.named(build).orElseThrow(),
                    Arrays.stream(options.split(" ", -1))
                            .filter(option -> option.contains("="))
                            .map(option -> option.split("=", 2))
                            .collect(Collectors.toMap(option -> option[0], option -> option[1])));
        }

        Optional<String> option(String name) {
            return Optional.ofNullable(options.get(name));
        }

        SecurityLevel level(Selected selected) {
            return SecurityLevel.of(selected.securityLevel(), build.release());
        }

        Selected selected() {
            int level = option("level").map(Integer::parseInt).orElse(build.defaultSecurityLevel());
            String string = option("cipher").orElse("DEFAULT");
            return switch (CipherString.evaluate(string, build, level)) {
                case Selected selected -> selected;
                case Rejected rejected -> afterRefusal(rejected, level);
            };
        }

        /// A string that cannot be read leaves the list as it was; one that selects nothing leaves it empty.
        private Selected afterRefusal(Rejected rejected, int level) {
            var before = (Selected) CipherString.evaluate("DEFAULT", build, level);
            return rejected.error().equals("invalid command")
                    ? before
                    : new Selected(before.tls13(), List.of(), before.tls13(), before.securityLevel(), List.of());
        }

        Set<ProtocolVersion> versions() {
            SecurityLevel level = level(selected());
            Set<ProtocolVersion> versions = enabled();
            versions.removeIf(version -> !level.allows(version));
            return versions;
        }

        Set<ProtocolVersion> enabled() {
            Set<ProtocolVersion> versions = EnumSet.copyOf(build.versions());
            option("proto").ifPresent(list -> versions.retainAll(protocols(list)));
            return versions;
        }

        private static Set<ProtocolVersion> protocols(String list) {
            return Arrays.stream(list.split(",", -1))
                    .map(name -> switch (name) {
                        case "ssl2" -> ProtocolVersion.SSLV2;
                        case "ssl3" -> ProtocolVersion.SSLV3;
                        case "tls1" -> ProtocolVersion.TLSV1;
                        case "tls11" -> ProtocolVersion.TLSV1_1;
                        case "tls12" -> ProtocolVersion.TLSV1_2;
                        case "tls13" -> ProtocolVersion.TLSV1_3;
                        default -> throw new IllegalArgumentException(name);
                    })
                    .collect(Collectors.toSet());
        }

        List<CipherSuite> suites() {
            List<CipherSuite> usable = selected().usable();
            return option("suites13")
                    .map(name -> Stream.concat(
                                    CipherSuite.named(name).stream(),
                                    usable.stream().filter(suite -> !suite.usableIn(ProtocolVersion.TLSV1_3)))
                            .toList())
                    .orElse(usable);
        }

        Known<NamedGroup> groups() {
            return option("groups")
                    .map(name -> Known.all(Arrays.stream(NamedGroup.values())
                            .filter(group -> group.toString().equals(name))
                            .toList()))
                    .orElse(Known.nothing());
        }

        /// Length of the prime the server has for DHE, if it takes the file.
        OptionalInt dhBits() {
            Optional<String> file = option("dh").filter(name -> !name.equals("auto"));
            return file.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(file.get().replaceAll("\\D", "")));
        }

        boolean hasDh() {
            boolean refused = build.release().isFrom("1.1.0")
                    && dhBits().isPresent()
                    && dhBits().getAsInt() < level(selected()).minimumDhBits();
            return option("dh").isPresent() && !refused;
        }

        List<KeyType> keys() {
            String name = option("cert").orElse("");
            KeyType type = name.startsWith("ec") ? KeyType.EC : KeyType.RSA;
            String digits = name.startsWith("rsa") ? name.replaceAll("\\D", "") : "2048";
            boolean allowed = type == KeyType.EC || level(selected()).allowsKey(type, Integer.parseInt(digits));
            boolean loaded = option("key").isEmpty() && !name.isEmpty();
            return loaded && allowed ? List.of(type) : List.of();
        }

        ServerTls server() {
            boolean dh = hasDh();
            List<KeyType> keys = keys();
            Set<ProtocolVersion> versions = versions();
            List<CipherSuite> suites = suites().stream()
                    .filter(suite -> dh || suite.keyExchange() != postern.tls.KeyExchange.DHE)
                    .filter(suite -> !keys.isEmpty() || suite.isAnonymous())
                    .toList();
            Map<ProtocolVersion, VersionSupport> support = new EnumMap<>(ProtocolVersion.class);
            for (ProtocolVersion version : ProtocolVersion.values()) {
                support.put(
                        version,
                        versions.contains(version)
                                ? new VersionSupport.Accepted(Known.all(suites), SuiteOrder.CLIENT)
                                : new VersionSupport.Refused("off"));
            }
            return new ServerTls(support, Known.all(keys), groups(), dhBits());
        }

        ClientTls client() {
            return new ClientTls(
                    Known.all(List.copyOf(versions())),
                    Known.all(suites()),
                    groups(),
                    Known.nothing(),
                    OptionalInt.of(level(selected()).minimumDhBits()));
        }
    }

    private record Row(
            String scenario, Side server, Side client, String serverResult, String serverErrors, String clientErrors) {
        static Row of(String[] column) {
            return new Row(
                    column[0],
                    Side.of(column[1], column[2]),
                    Side.of(column[3], column[4]),
                    column[5],
                    column[6],
                    column[8]);
        }

        String measured() {
            if (serverResult.startsWith("ok ")) {
                return serverResult.substring(3).replaceFirst(";.*", "");
            }
            return "refused";
        }

        Outcome outcome() {
            return Handshake.between(client.client(), server.server());
        }

        boolean isRefused() {
            return outcome() instanceof Outcome.Refused;
        }

        List<String> logged() {
            return OpenSslError.findAll(serverErrors).stream()
                    .map(OpenSslError::reason)
                    .toList();
        }

        String predictedText() {
            if (!(outcome() instanceof Outcome.Refused(RefusalReason reason))) {
                throw new IllegalStateException("agreed");
            }
            int level = server.selected().securityLevel();
            return LoggedRefusal.text(reason, client.versions(), server.enabled(), server.build(), level);
        }

        /// Two kinds of client break off before the server can say why: one set to SSLv2 alone says no hello
        /// at all, and OpenSSL 3.0 offers TLS 1.0 and 1.1 and then finds no signature it may accept in them.
        boolean clientFailsItself() {
            boolean serverIsOld = Collections.max(server.versions()).compareTo(ProtocolVersion.TLSV1_2) < 0;
            return client.versions().equals(Set.of(ProtocolVersion.SSLV2))
                    || (serverIsOld && client.build().release().toString().startsWith("3.0."));
        }

        String predicted() {
            return switch (outcome()) {
                case Outcome.Agreed(ProtocolVersion version, Optional<CipherSuite> suite) ->
                    version + " " + suite.map(server.build()::nameOf).orElse("?");
                case Outcome.Refused _ -> "refused";
                case Outcome.Undecided undecided -> undecided.toString();
            };
        }

        @Override
        public String toString() {
            return scenario + " | " + server.build() + " " + server.options() + " | " + client.build() + " "
                    + client.options() + " | " + measured() + " | " + predicted() + " | " + serverErrors;
        }
    }

    /// Options that bring in more than versions, suites, groups, keys and primes.
    private static boolean isPlain(String[] column) {
        String options = " " + column[2] + " " + column[4];
        return !column[1].equals("plain SMTP server")
                && Stream.of(
                                " raw=",
                                " verify=",
                                " scsv=",
                                " sigalgs=",
                                " cert=self.pem",
                                " cert=sha1",
                                " cert=md5",
                                " cert=rsa512",
                                " cert=trunc",
                                " cert=nonexist",
                                " cert=rsa2048.key",
                                " abort=")
                        .noneMatch(options::contains)
                && !column[0].startsWith("bit flip");
    }

    private static Stream<Row> rows() {
        return TestTable.rows("handshakes.tsv.gz").stream()
                .filter(MeasuredHandshakeTest::isPlain)
                .map(Row::of);
    }

    @Test
    void agreesOnWhatTheLibrariesAgreedOn() {
        assertThat(rows().filter(row -> !row.measured().equals(row.predicted())).map(Row::toString))
                .isEmpty();
        assertThat(rows()).hasSize(522);
    }

    @Test
    void predictsTheWordsOfTheLog() {
        List<Row> refused = rows().filter(Row::isRefused)
                .filter(row -> !row.logged().isEmpty() && !row.clientFailsItself())
                .toList();
        assertThat(refused.stream().filter(row -> !row.logged().contains(row.predictedText())))
                .isEmpty();
        assertThat(refused).hasSizeGreaterThan(150);
    }
}
