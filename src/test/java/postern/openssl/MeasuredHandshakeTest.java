package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import postern.tls.SignatureScheme;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Lets the two sides of every measured handshake meet in [Handshake] that depends on versions, suites,
/// groups, keys and primes alone: what is predicted from builds, cipher strings and security levels is
/// what the libraries did.
class MeasuredHandshakeTest {
    /// Files that hold no certificate.
    private static final Set<String> UNREADABLE = Set.of("nonexist.pem", "rsa2048.key", "trunc.pem");

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

        SecurityLevel level() {
            return SecurityLevel.of(selected().securityLevel(), build.release());
        }

        Selected selected() {
            int level = option("level").map(Integer::parseInt).orElse(build.defaultSecurityLevel());
            String string = option("cipher").orElse("DEFAULT");
            return switch (CipherString.evaluate(string, build, level)) {
                case Selected selected -> selected;
                case Rejected rejected -> afterRefusal(rejected, level);
            };
        }

        /// A string that cannot be read leaves the list as it was; one that selects nothing leaves it
        /// empty.
        private Selected afterRefusal(Rejected rejected, int level) {
            var before = (Selected) CipherString.evaluate("DEFAULT", build, level);
            return rejected.error().equals("invalid command")
                    ? before
                    : new Selected(before.tls13(), List.of(), before.tls13(), before.securityLevel(), List.of());
        }

        Set<ProtocolVersion> versions() {
            Set<ProtocolVersion> versions = offered();
            versions.removeIf(version -> !level().allows(version));
            return versions;
        }

        /// A hello of SSL 2.0 needs a suite of SSL 2.0.
        Set<ProtocolVersion> offered() {
            Set<ProtocolVersion> versions = enabled();
            versions.removeIf(version -> !level().offers(version)
                    || (version == ProtocolVersion.SSLV2
                            && suites().stream().noneMatch(suite -> suite.usableIn(version))));
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
                    && dhBits().getAsInt() < level().minimumDhBits();
            return option("dh").isPresent() && !refused;
        }

        List<KeyType> keys() {
            String name = option("cert").orElse("");
            KeyType type = name.startsWith("ec") ? KeyType.EC : KeyType.RSA;
            boolean loaded = option("key").isEmpty() && !name.isEmpty() && !UNREADABLE.contains(name);
            return loaded && isStrongEnough(type, name) ? List.of(type) : List.of();
        }

        private boolean isStrongEnough(KeyType type, String name) {
            String digits = name.startsWith("rsa") ? name.replaceAll("\\D", "") : "2048";
            boolean key = type == KeyType.EC || level().allowsKey(type, Integer.parseInt(digits));
            return key
                    && switch (name) {
                        case "sha1" -> level().allows(SignatureScheme.RSA_PKCS1_SHA1);
                        case "md5" -> level().allows(SignatureScheme.RSA_PKCS1_MD5);
                        default -> true;
                    };
        }

        Known<SignatureScheme> signatureSchemes() {
            return option("sigalgs")
                    .map(name -> Known.all(List.of(SignatureScheme.valueOf(name.replace("RSA+", "RSA_PKCS1_")))))
                    .orElseGet(() -> level().signatureSchemes());
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
            return new ServerTls(support, Known.all(keys), groups(), dhBits(), signatureSchemes());
        }

        ClientTls client() {
            return new ClientTls(
                    Known.all(List.copyOf(offered())),
                    Known.all(suites()),
                    groups(),
                    signatureSchemes(),
                    OptionalInt.of(level().minimumDhBits()));
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

        List<String> logged() {
            return OpenSslError.findAll(serverErrors).stream()
                    .map(OpenSslError::reason)
                    .toList();
        }

        LoggedRefusal log() {
            return new LoggedRefusal(server.build(), server.level().level(), server.enabled());
        }

        /// How the server's log tells that the handshake failed; empty if it succeeds.
        Optional<Ending> ending() {
            Optional<String> fallback =
                    client.option("scsv").isPresent() ? log().fallback(client.offered()) : Optional.empty();
            return fallback.map(text -> new Ending(Optional.of(text)))
                    .or(this::refused)
                    .or(this::certificateRefused)
                    .or(this::clientBreaksOff)
                    .or(this::clientCertificateRefused);
        }

        private Optional<Ending> refused() {
            return outcome() instanceof Outcome.Refused(RefusalReason reason)
                    ? Optional.of(new Ending(log().text(reason, client.offered())))
                    : Optional.empty();
        }

        /// The server knows nothing of what the client's security level forbids.
        private Optional<Ending> clientBreaksOff() {
            OptionalInt alert =
                    outcome() instanceof Outcome.Agreed(ProtocolVersion version, Optional<CipherSuite> suite)
                            ? client.level().clientAlert(version, suite.orElseThrow())
                            : OptionalInt.empty();
            return alert.isPresent() ? Optional.of(received(alert.getAsInt())) : Optional.empty();
        }

        /// Whether a client takes a certificate is not asked here: its own verify code is measured, and what the server
        /// then logs is predicted.
        private Optional<Ending> certificateRefused() {
            return client.option("verify").isPresent()
                    ? VerifyCode.find(clientErrors)
                            .map(code -> received(code.alert(client.build().release())))
                    : Optional.empty();
        }

        private Optional<Ending> clientCertificateRefused() {
            if (server.option("verify").isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Ending(Optional.of(
                    client.option("cert").isPresent()
                            ? log().untrustedClientCertificate()
                            : log().noClientCertificate())));
        }

        private Ending received(int alert) {
            return new Ending(Optional.of(log().received(alert)));
        }

        String predicted() {
            if (ending().isPresent()) {
                return "refused";
            }
            return outcome() instanceof Outcome.Agreed(ProtocolVersion version, Optional<CipherSuite> suite)
                    ? version + " " + suite.map(server.build()::nameOf).orElse("?")
                    : outcome().toString();
        }

        boolean logsAsPredicted() {
            Optional<String> text = ending().orElseThrow().text();
            return text.map(logged()::contains).orElse(logged().isEmpty());
        }

        @Override
        public String toString() {
            return scenario + " | " + server.build() + " " + server.options() + " | " + client.build() + " "
                    + client.options() + " | " + measured() + " | " + predicted() + " | " + ending() + " | "
                    + serverErrors;
        }
    }

    /// @param text what the server logs; empty for nothing
    private record Ending(Optional<String> text) {}

    /// The other rows are no handshakes of two libraries: bytes that are no hello, a server that speaks no
    /// TLS, records damaged on the way, and a key too short for any signature.
    private static boolean isHandshake(String[] column) {
        return !column[1].equals("plain SMTP server")
                && !column[0].startsWith("bit flip")
                && !column[4].contains("raw=")
                && !column[2].matches("cert=rsa512 .*level=0.*");
    }

    private static Stream<Row> rows() {
        return TestTable.rows("handshakes.tsv.gz").stream()
                .filter(MeasuredHandshakeTest::isHandshake)
                .map(Row::of);
    }

    @Test
    void agreesOnWhatTheLibrariesAgreedOn() {
        assertThat(rows().filter(row -> !row.measured().equals(row.predicted())).map(Row::toString))
                .isEmpty();
        assertThat(rows()).hasSize(845);
    }

    @Test
    void predictsTheWordsOfTheLog() {
        List<Row> refused = rows().filter(row -> row.ending().isPresent()).toList();
        assertThat(refused.stream().filter(row -> !row.logsAsPredicted())).isEmpty();
        assertThat(refused).hasSize(637);
    }

    /// What is no handshake of two libraries is read from the log for what it is. Where the bytes could be
    /// a version nobody knows, OpenSSL itself says no more than that.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP                            | peer-not-tls                        | 36 | 36
            plaintext                       | peer-not-tls, no-common-protocol    | 36 | 31
            binary garbage                  | no-common-protocol                  | 12 | 12
            zero bytes                      | no-common-protocol                  | 12 | 12
            RDP cookie                      | no-common-protocol                  | 12 | 12
            SSLv2 hello v2 only             | no-common-protocol                  | 12 | 9
            record version 3.9              | no-common-protocol                  | 12 | 5
            record huge length              | peer-not-tls, no-common-protocol    | 12 | 12
            record type 0x17 first          | protocol-violation, no-common-protocol | 12 | 12
            TLS alert as first record       | protocol-violation                  | 12 | 7
            client hello truncated inside   | no-common-protocol                  | 12 | 5
            EOF before hello                | network                             | 12 | 5
            RST before hello                | network                             | 12 | 0
            partial record then EOF         | network                             | 12 | 5
            hello header then EOF           | network                             | 12 | 5
            bit flip in client data         | integrity                           | 12 | 12
            level 0 server with rsa512 cert | our-cert-or-key                     | 7 | 7
            client role: server answers plain SMTP |                              | 12 | 0
            """)
    void readsWhatIsNoHandshakeForWhatItIs(String scenario, String categories, int rows, int logged) {
        List<String[]> found = TestTable.rows("handshakes.tsv.gz").stream()
                .filter(column -> !isHandshake(column) && column[0].startsWith(scenario))
                .toList();
        assertThat(found).hasSize(rows);
        List<OpenSslError> errors = found.stream()
                .flatMap(column -> OpenSslError.find(column[6]).stream())
                .toList();
        assertThat(errors.size()).isEqualTo(logged);
        assertThat(errors)
                .allMatch(error -> Arrays.asList(categories.split(", ", -1))
                        .contains(error.category().id()));
    }
}
