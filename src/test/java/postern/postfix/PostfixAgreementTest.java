package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import postern.openssl.CipherSelection;
import postern.openssl.OpenSslBuild;
import postern.postfix.Problem.Effect;
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

/// Starts the Postfix of this machine with made-up configurations and compares what it does with what is
/// predicted. Skipped where there is no Postfix 3.7, or without the right to start it.
class PostfixAgreementTest {
    private static final int SERVICES = Integer.getInteger("postern.services", 300);
    private static final Map<String, ClientTls> OFFERS = offers();

    @Test
    void doesWhatIsPredicted() throws IOException {
        RealPostfix.assumeInstalled();
        PostfixRelease release = PostfixRelease.parse(RealPostfix.run("/usr/sbin/postconf", "-dh", "mail_version"))
                .orElseThrow();
        Assumptions.assumeTrue(release.in("3.7"), "the Postfix of this machine is not 3.7");
        Platform platform =
                new Platform(release, OpenSslBuild.named("3.0.19-deb12").orElseThrow());
        Path directory = Files.createTempDirectory("postern");
        certificates(directory);
        var random = new Random(Long.getLong("postern.seed", 37));
        List<Map<String, String>> services = IntStream.range(0, SERVICES)
                .mapToObj(_ -> RandomService.next(random, directory.toString()))
                .toList();
        List<String> differences;
        try (var postfix = RealPostfix.start(directory, services);
                var threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<String>>> runs = IntStream.range(0, SERVICES)
                    .mapToObj(number -> threads.submit(() -> {
                        TlsService service = service(services.get(number), platform);
                        return differences(service, postfix.port(number)).stream()
                                .map(difference -> services.get(number) + "\n  " + service.problems() + "\n  "
                                        + difference + postfix.warnings(number))
                                .toList();
                    }))
                    .toList();
            differences = runs.stream().flatMap(run -> result(run).stream()).toList();
        } finally {
            RealPostfix.run("rm", "-rf", directory.toString());
        }
        assertThat(differences).isEmpty();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void certificates(Path directory) {
        for (var key : Map.of("rsa", "rsa:2048", "ec", "ec -pkeyopt ec_paramgen_curve:prime256v1")
                .entrySet()) {
            String file = directory.resolve(key.getKey() + ".pem").toString();
            RealPostfix.run(
                    "sh",
                    "-c",
                    ("openssl req -x509 -nodes -newkey %s -subj /CN=mail.example.com -days 30"
                                    + " -keyout %s.key -out %s.crt && cat %s.key %s.crt > %s")
                            .formatted(key.getValue(), file, file, file, file, file));
        }
    }

    private static TlsService service(Map<String, String> options, Platform platform) {
        var master = new StringBuilder("smtp inet n - n - - smtpd\n");
        options.forEach((name, value) -> master.append("  -o { ")
                .append(name)
                .append(" = ")
                .append(value)
                .append(" }\n"));
        master.append("tlsmgr unix - - n 1000? 1 tlsmgr\n");
        return TlsService.all(MainCf.parse("compatibility_level = 3.6\n"), MasterCf.parse(master.toString()), platform)
                .getFirst();
    }

    private static List<String> differences(TlsService service, int port) throws IOException {
        Optional<Effect> worst =
                service.problems().stream().map(Problem::effect).findFirst();
        if (worst.equals(Optional.of(Effect.FATAL))) {
            try (var client = new RawClient(port)) {
                return client.reply().map(greeting -> "fatal predicted, but " + greeting).stream()
                        .toList();
            }
        }
        var found = new ArrayList<String>();
        for (var offer : OFFERS.entrySet()) {
            try (var client = new RawClient(port)) {
                difference(service, worst, offer.getValue(), client)
                        .ifPresent(difference -> found.add(offer.getKey() + ": " + difference));
            }
            if (!service.implicitTls() && !(service.starttls() instanceof Starttls.Announced)) {
                break;
            }
        }
        return found;
    }

    private static Optional<String> difference(
            TlsService service, Optional<Effect> worst, ClientTls offer, RawClient client) throws IOException {
        if (!service.implicitTls()) {
            Optional<String> greeting = client.reply();
            if (greeting.isEmpty()) {
                return Optional.of("no greeting");
            }
            boolean announced = client.say("EHLO client.example.com").orElse("").contains("STARTTLS");
            if (announced != service.starttls() instanceof Starttls.Announced) {
                return Optional.of("announced " + announced);
            }
            if (!announced) {
                return Optional.empty();
            }
            String reply = client.say("STARTTLS").orElse("closed");
            boolean unavailable = worst.equals(Optional.of(Effect.TLS_UNAVAILABLE));
            if (!reply.startsWith(unavailable ? "454" : "220")) {
                return Optional.of("reply " + reply);
            }
            if (unavailable) {
                return Optional.empty();
            }
        }
        return handshake(service, offer, client.hello(offer));
    }

    private static Optional<String> handshake(TlsService service, ClientTls offer, RawClient.Answer answer) {
        boolean aborted = service.problems().stream()
                .map(Problem::effect)
                .anyMatch(effect -> effect == Effect.TLS_UNAVAILABLE || effect == Effect.HANDSHAKE_ABORTED);
        if (aborted) {
            return answer instanceof RawClient.Answer.Closed ? Optional.empty() : Optional.of("not closed: " + answer);
        }
        ServerTls server = service.predict();
        Outcome predicted = Handshake.between(offer, server.withKeyTypes(Known.all(keys(service))));
        boolean equal = switch (predicted) {
            case Outcome.Agreed(ProtocolVersion version, Optional<CipherSuite> suite) ->
                suite.isPresent() && answer.equals(new RawClient.Answer.Hello(version, suite.get()));
            case Outcome.Refused(RefusalReason reason) ->
                answer instanceof RawClient.Answer.Alert(int alert)
                        && alerts(reason, offer, service).contains(alert);
            case Outcome.Undecided _ -> false;
        };
        return equal ? Optional.empty() : Optional.of("predicted " + predicted + ", found " + answer);
    }

    /// The alerts by which OpenSSL refuses (RFC 8446 section 6.2): `protocol_version` or `handshake_failure`.
    /// SSLv3 has no alert for the version. At level 1 and above, OpenSSL 3.0 begins with TLS 1.1 and then has
    /// no signature for it.
    private static Set<Integer> alerts(RefusalReason reason, ClientTls offer, TlsService service) {
        if (service.problems().stream().anyMatch(Problem.NoCipherForHighestVersion.class::isInstance)) {
            return Set.of(40);
        }
        if (service.problems().stream().anyMatch(Problem.NoProtocolEnabled.class::isInstance)) {
            return Set.of(70);
        }
        boolean ssl3 = offer.versions().items().equals(List.of(ProtocolVersion.SSLV3));
        if (reason != RefusalReason.PROTOCOL_VERSION || ssl3) {
            return Set.of(40);
        }
        boolean strict = service.cipherSelection().orElse(null) instanceof CipherSelection.Selected selected
                && selected.securityLevel() > 0;
        return strict ? Set.of(70, 40, 80) : Set.of(70);
    }

    private static List<KeyType> keys(TlsService service) {
        String files = service.certificates().certificates().stream()
                .map(Setting::value)
                .reduce("", (one, other) -> one + " " + other);
        var keys = new ArrayList<KeyType>();
        if (files.contains("rsa.pem")) {
            keys.add(KeyType.RSA);
        }
        if (files.contains("ec.pem")) {
            keys.add(KeyType.EC);
        }
        return keys;
    }

    private static Map<String, ClientTls> offers() {
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
                Known.nothing(),
                OptionalInt.empty());
    }
}
