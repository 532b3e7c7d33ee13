package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import postern.openssl.CipherSelection;
import postern.openssl.LoggedRefusal;
import postern.openssl.OpenSslBuild;
import postern.postfix.Problem.Effect;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;
import postern.tls.Handshake;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;

/// Starts the Postfix of this machine with made-up configurations and compares what it does with what is
/// predicted. Skipped where there is no Postfix 3.7, or without the right to start it. More are tried with
/// `-Dpostern.services=300`.
@Execution(ExecutionMode.CONCURRENT)
class PostfixAgreementTest {
    private static final int SERVICES = Integer.getInteger("postern.services", 120);
    private static final Map<String, ClientTls> OFFERS = Offers.all();

    private static final Set<Effect> HANDSHAKE_PREVENTED =
            Set.of(Effect.FATAL, Effect.TLS_UNAVAILABLE, Effect.HANDSHAKE_ABORTED);

    /// Words of Postfix' own warnings where no handshake begins.
    private static final Map<Class<? extends Problem>, String> WARNINGS = Map.of(
            Problem.InvalidLevel.class, "Invalid TLS level",
            Problem.InvalidBoolean.class, "bad boolean configuration: ",
            Problem.InvalidNumber.class, "invalid smtpd_",
            Problem.EmptyValue.class, "bad string length 0 < 1: smtpd_tls_",
            Problem.NoCertificate.class, "No server certs available. TLS won't be enabled",
            Problem.ClientCertificatesWithoutOwn.class, "Can't require client certs",
            Problem.InvalidProtocolList.class, "Invalid TLS protocol list",
            Problem.InvalidCipherGrade.class, "invalid cipher grade",
            Problem.InvalidExclusion.class, "invalid unary '!+-@' in cipher exclusion",
            Problem.CipherStringRejected.class, "TLS library problem");

    /// With which the clients leave in turn once a server has agreed.
    private static final List<Integer> ALERTS = List.of(40, 42, 43, 45, 46, 47, 48, 51, 70, 71, 80);

    @Test
    void doesWhatIsPredicted() throws IOException {
        PostfixRelease release = RealPostfix.assumeRelease("3.7");
        Platform platform =
                new Platform(release, OpenSslBuild.named("3.0.19-deb12").orElseThrow());
        Path directory = Files.createTempDirectory("postern");
        certificates(directory);
        var random = new Random(Long.getLong("postern.seed", 37));
        List<Map<String, String>> services = IntStream.range(0, SERVICES)
                .mapToObj(_ -> RandomService.next(random, directory.toString()))
                .toList();
        List<String> differences = new ArrayList<>();
        try (var postfix = RealPostfix.start(directory, services);
                var threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<String>>> runs = IntStream.range(0, SERVICES)
                    .mapToObj(number ->
                            threads.submit(() -> differences(service(services.get(number), platform), postfix, number)))
                    .toList();
            for (Future<List<String>> run : runs) {
                differences.addAll(result(run));
            }
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
        RealPostfix.run(
                "openssl",
                "genpkey",
                "-genparam",
                "-algorithm",
                "DH",
                "-pkeyopt",
                "group:ffdhe2048",
                "-out",
                directory + "/dh.pem");
        RealPostfix.run("openssl", "dsaparam", "-out", directory + "/dsa.parameters", "1024");
        for (var key : Map.of(
                        "rsa",
                        "rsa:2048",
                        "ec",
                        "ec -pkeyopt ec_paramgen_curve:prime256v1",
                        "dsa",
                        "dsa:" + directory + "/dsa.parameters")
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
        String master =
                "smtp inet n - n - - smtpd\n" + RandomService.written(options) + "tlsmgr unix - - n 1000? 1 tlsmgr\n";
        return TlsService.all(
                        MainCf.parse("compatibility_level = 3.6\n" + RandomService.COMMON),
                        MasterCf.parse(master),
                        platform)
                .getFirst();
    }

    private static List<String> differences(TlsService service, RealPostfix postfix, int number) throws IOException {
        Optional<Effect> worst =
                service.problems().stream().map(Problem::effect).findFirst();
        var found = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (var offer : OFFERS.entrySet()) {
            int alert = ALERTS.get(texts.size() % ALERTS.size());
            try (var client = new RawClient(postfix.port(number))) {
                difference(service, worst, offer.getValue(), client, alert)
                        .ifPresent(difference -> found.add(offer.getKey() + ": " + difference));
                client.awaitEnd();
            }
            if (!reachesHandshake(service, worst)) {
                break;
            }
            texts.addAll(expectedText(service, offer.getValue(), alert).stream().toList());
        }
        if (reachesHandshake(service, worst)) {
            List<String> logged = postfix.libraryErrors(number, texts.size());
            if (!logged.equals(texts)) {
                found.add("predicted in the log " + texts + "\n    found " + logged);
            }
        }
        Set<String> warnings = service.problems().stream()
                .filter(problem -> HANDSHAKE_PREVENTED.contains(problem.effect()))
                .map(problem -> WARNINGS.getOrDefault(problem.getClass(), problem.toString()))
                .collect(Collectors.toSet());
        if (!warnings.isEmpty() && !postfix.warns(number, warnings)) {
            found.add("no warning of any of " + warnings);
        }
        return found.stream()
                .map(difference -> "service " + number + "\n  " + service.problems() + "\n  " + difference
                        + postfix.warnings(number))
                .toList();
    }

    private static boolean reachesHandshake(TlsService service, Optional<Effect> worst) {
        boolean begins = service.implicitTls() || service.starttls() instanceof Starttls.Announced;
        return begins && worst.filter(HANDSHAKE_PREVENTED::contains).isEmpty();
    }

    /// What the library says when it refuses, or when the client leaves with an alert after the server's
    /// hello.
    private static Optional<String> expectedText(TlsService service, ClientTls offer, int alert) {
        return switch (predicted(service, offer)) {
            case Outcome.Agreed _ ->
                Optional.of(new LoggedRefusal(service.platform().openssl(), 0, Set.of()).received(alert));
            case Outcome.Refused _ -> service.logged(offer, Known.all(keys(service)));
            case Outcome.Undecided _ -> Optional.empty();
        };
    }

    private static Outcome predicted(TlsService service, ClientTls offer) {
        return Handshake.between(offer, service.predict().withKeyTypes(Known.all(keys(service))));
    }

    private static Optional<String> difference(
            TlsService service, Optional<Effect> worst, ClientTls offer, RawClient client, int alert)
            throws IOException {
        if (worst.equals(Optional.of(Effect.FATAL))) {
            return client.reply().map(greeting -> "fatal predicted, but " + greeting);
        }
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
        RawClient.Answer answer = client.hello(offer);
        if (answer instanceof RawClient.Answer.Hello(ProtocolVersion version, CipherSuite _)) {
            client.alert(version, alert);
        }
        return handshake(service, offer, answer);
    }

    private static Optional<String> handshake(TlsService service, ClientTls offer, RawClient.Answer answer) {
        boolean aborted = service.problems().stream().map(Problem::effect).anyMatch(HANDSHAKE_PREVENTED::contains);
        if (aborted) {
            return answer instanceof RawClient.Answer.Closed ? Optional.empty() : Optional.of("not closed: " + answer);
        }
        Outcome predicted = predicted(service, offer);
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

    /// The alerts by which OpenSSL refuses (RFC 8446 section 6.2): `protocol_version` or
    /// `handshake_failure`. SSLv3 has no alert for the version. At level 1 and above, OpenSSL 3.0 begins
    /// with TLS 1.1 and then has no signature for it.
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
        if (files.contains("dsa.pem")) {
            keys.add(KeyType.DSA);
        }
        if (files.contains("ec.pem")) {
            keys.add(KeyType.EC);
        }
        return keys;
    }
}
