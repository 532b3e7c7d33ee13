package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import postern.maillog.Direction;
import postern.maillog.DirectionTotals;
import postern.maillog.MailLog;
import postern.maillog.SessionOutcome;
import postern.postfix.RealPostfix;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// Lets the Postfix of this machine deliver mail to known receivers, many at once, and compares what they saw with
/// what is read from its log. Every receiver has an address of its own on loopback. Skipped where there is no Postfix,
/// or without the right to start it.
@Execution(ExecutionMode.CONCURRENT)
class DeliveryTruthTest {
    private static final int OF_A_KIND = 2;
    private static final int MAILS_EACH = 4;
    private static final int RECEIVERS_OF_A_MAIL = 4;
    private static final int CLIENTS = 8;
    private static final String PASSWORD = "secret";
    private static final Pattern STATUS = Pattern.compile(" status=(\\w+) \\(");

    private static final String MASTER_CF = """
            pickup unix n - n 60 1 pickup
            qmgr unix n - n 300 1 qmgr
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            scache unix - - n - 1 scache
            error unix - - n - - error
            retry unix - - n - - error
            smtp unix - - n - 12 smtp -o minimal_backoff_time=1s -o max_idle=100s
            fresh unix - - n - 3 smtp -o smtp_connection_cache_on_demand=no
            wrapped unix - - n - 3 smtp -o smtp_tls_wrappermode=yes
            tlsproxy unix - - n - 0 tlsproxy
            proxied unix - - n - 4 smtp -o minimal_backoff_time=1s -o smtp_tls_connection_reuse=yes
            silent unix - - n - 5 smtp -o minimal_backoff_time=1s -o smtp_tls_loglevel=0 -o syslog_name=silent
            """;

    private static final String CERTIFICATES = """
            new="openssl req -nodes -newkey rsa:2048 -days 30"
            $new -x509 -subj /CN=mx.example.net -keyout unknown.key -out unknown.pem
            $new -x509 -subj /CN=ca.example.net -keyout ca.key -out ca.pem
            $new -subj /CN=mx.example.net -addext subjectAltName=DNS:mx.example.net -keyout known.key -out known.csr
            openssl x509 -req -in known.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -copy_extensions copy -out known.pem
            for each in known unknown
            do openssl pkcs12 -export -in $each.pem -inkey $each.key -passout pass:secret -out $each.p12
            done
            """;

    /// A receiver with its conduct.
    private record Destination(Conduct conduct, int number, LoopbackReceiver receiver) {
        String domain() {
            return conduct.domain(number);
        }

        /// How the log has to tell of every visit.
        List<String> told() {
            List<String> told = new ArrayList<>();
            boolean failed = false;
            for (LoopbackReceiver.Visit visit : receiver.visits()) {
                told.add(conduct.told(visit, receiver.address(), failed));
                failed |= visit.broken();
            }
            return told;
        }

        String hop() {
            return "[%s]:%d".formatted(receiver.address(), receiver.port());
        }
    }

    /// What is told of a peer.
    ///
    /// @param outcomes how its sessions ended
    private record Told(long tls, long failed, long plaintext, long delivered, Set<String> outcomes) {}

    @Test
    void tellsOfEveryReceiverWhatItSaw() throws Exception {
        RealPostfix.assumeRelease("3.7");
        Path directory = Files.createTempDirectory("postern");
        List<Destination> destinations = new ArrayList<>();
        try {
            open(destinations, certificates(directory));
            tables(directory, destinations);
            try (var postfix = RealPostfix.start(
                    directory, List.of(Map.of("smtpd_tls_security_level", "none")), mainCf(directory), MASTER_CF)) {
                deliver(directory, destinations, postfix.port(0));
            }
            for (Destination destination : destinations) {
                destination.receiver().close();
            }
            check(directory, destinations, conduct -> !conduct.isSilent());
            check(directory, destinations, Conduct::isSilent);
        } finally {
            for (Destination destination : destinations) {
                destination.receiver().close();
            }
            RealPostfix.run("rm", "-rf", directory.toString());
        }
    }

    private static Conduct.Keys certificates(Path directory) throws IOException, GeneralSecurityException {
        RealPostfix.run("sh", "-c", "cd " + directory + "\n" + CERTIFICATES);
        return new Conduct.Keys(context(directory.resolve("unknown.p12")), context(directory.resolve("known.p12")));
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void open(List<Destination> destinations, Conduct.Keys keys) throws IOException {
        for (Conduct conduct : Conduct.values()) {
            for (int i = 0; i < OF_A_KIND; i++) {
                String address =
                        "127.0.%d.%d".formatted(List.of(Conduct.values()).indexOf(conduct) + 10, i + 1);
                destinations.add(new Destination(conduct, i, new LoopbackReceiver(address, conduct.manner(keys))));
            }
        }
    }

    private static void tables(Path directory, List<Destination> destinations) throws IOException {
        var transport = new StringBuilder();
        var policy = new StringBuilder();
        for (Destination each : destinations) {
            String next = destinations.stream()
                    .filter(other -> other.conduct() == each.conduct().next() && other.number() == each.number())
                    .map(other -> ", " + other.hop())
                    .collect(Collectors.joining());
            transport.append(
                    "%s %s:%s%s%n".formatted(each.domain(), each.conduct().transport(), each.hop(), next));
            policy.append("%s %s%n".formatted(each.hop(), each.conduct().policy()));
        }
        Files.writeString(directory.resolve("transport"), transport);
        Files.writeString(directory.resolve("policy"), policy);
    }

    /// Hands the mails over, and lets Postfix try once more what it could not deliver.
    private static void deliver(Path directory, List<Destination> destinations, int port) throws Exception {
        List<List<String>> mails = mails(destinations);
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int first = i;
                clients.add(threads.submit(() -> {
                    try (var client = new LoopbackClient("127.0.0.1", port)) {
                        for (int mail = first; mail < mails.size(); mail += CLIENTS) {
                            client.deliver(mails.get(mail));
                        }
                        client.quit();
                    }
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
        int recipients = mails.stream().mapToInt(List::size).sum();
        long deferred = statuses(directory, recipients).stream()
                .filter("deferred"::equals)
                .count();
        RealPostfix.run("postqueue", "-c", directory.toString(), "-f");
        statuses(directory, recipients + deferred);
    }

    /// The recipients of each mail: two of each receiver, of several receivers.
    private static List<List<String>> mails(List<Destination> destinations) {
        var random = new Random(25);
        List<List<String>> mails = new ArrayList<>();
        for (int i = 0; i < MAILS_EACH; i++) {
            List<Destination> shuffled = new ArrayList<>(destinations);
            Collections.shuffle(shuffled, random);
            for (int from = 0; from < shuffled.size(); from += RECEIVERS_OF_A_MAIL) {
                mails.add(shuffled.subList(from, Math.min(from + RECEIVERS_OF_A_MAIL, shuffled.size())).stream()
                        .flatMap(each -> Stream.of("a@" + each.domain(), "b@" + each.domain()))
                        .toList());
            }
        }
        return mails;
    }

    /// What became of the mails, as soon as so much is known.
    private static List<String> statuses(Path directory, long count) throws IOException, InterruptedException {
        for (int i = 0; i < 150; i++) {
            List<String> statuses = STATUS.matcher(Files.readString(directory.resolve("mail.log")))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            if (statuses.size() >= count) {
                return statuses;
            }
            Thread.sleep(200);
        }
        return fail("the log does not tell what became of all mails");
    }

    private static void check(Path directory, List<Destination> destinations, Predicate<Conduct> which)
            throws IOException {
        List<Destination> chosen =
                destinations.stream().filter(each -> which.test(each.conduct())).toList();
        MailLog log = read(directory, chosen.getFirst().conduct().isSilent());

        assertThat(log.strange()).isEmpty();
        assertThat(told(log)).containsExactlyInAnyOrderEntriesOf(truth(chosen));
        assertThat(log.totals(Direction.OUTBOUND)).hasValue(totals(chosen));
    }

    /// The lines of the services that are kept short, or those of the others.
    private static MailLog read(Path directory, boolean silent) throws IOException {
        String lines = Files.readString(directory.resolve("mail.log"))
                .lines()
                .filter(line -> line.contains(" silent/") == silent)
                .collect(Collectors.joining("\n", "", "\n"));
        return LogReader.read(
                "mail.log",
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                LocalDate.now(ZoneId.systemDefault()).plusDays(1));
    }

    private static Map<String, Told> told(MailLog log) {
        return log.peers().stream()
                .filter(peer -> peer.direction() == Direction.OUTBOUND)
                .collect(Collectors.toMap(
                        peer -> peer.peer().address(),
                        peer -> new Told(
                                peer.tls(),
                                peer.failed(),
                                peer.plaintext(),
                                peer.delivered(),
                                peer.samples().stream()
                                        .map(session -> told(session.outcome()))
                                        .collect(Collectors.toCollection(TreeSet::new)))));
    }

    private static String told(SessionOutcome outcome) {
        return switch (outcome) {
            case SessionOutcome.Established how ->
                "established " + how.version() + " "
                        + CipherSuite.named(how.cipher()).orElseThrow().ianaName() + " " + how.trust();
            case SessionOutcome.Failed(var error, String reason) ->
                "failed: " + error.map(found -> found.reason()).orElse(reason);
            case SessionOutcome.Plaintext(boolean afterFailure) ->
                afterFailure ? "plaintext after failure" : "plaintext";
            case SessionOutcome.Unavailable(String reason) -> "unavailable: " + reason;
            case SessionOutcome.Unlogged(var tls) -> "not logged: " + tls;
        };
    }

    private static Map<String, Told> truth(List<Destination> destinations) {
        Map<String, Told> truth = new TreeMap<>();
        for (Destination each : destinations) {
            List<String> told = each.told();
            truth.put(
                    each.receiver().address(),
                    new Told(
                            count(told, "established"),
                            count(told, "failed") + count(told, "unavailable"),
                            count(told, "plaintext"),
                            each.receiver().visits().stream()
                                    .mapToInt(LoopbackReceiver.Visit::mails)
                                    .sum(),
                            new TreeSet<>(told)));
        }
        return truth;
    }

    private static long count(List<String> told, String start) {
        return told.stream().filter(each -> each.startsWith(start)).count();
    }

    private static DirectionTotals totals(List<Destination> destinations) {
        Map<ProtocolVersion, Long> versions = new EnumMap<>(ProtocolVersion.class);
        Map<String, Long> failures = new HashMap<>();
        List<String> told = new ArrayList<>();
        for (Destination each : destinations) {
            told.addAll(each.told());
        }
        for (String each : told) {
            String[] words = each.split(" ", 2);
            switch (words[0]) {
                case "established" ->
                    versions.merge(
                            ProtocolVersion.named(words[1].split(" ", 2)[0]).orElseThrow(), 1L, Long::sum);
                case "failed:", "unavailable:" ->
                    failures.merge(words[1].replaceAll(" (by )?host \\S+", ""), 1L, Long::sum);
                default -> {
                    // Has no more to tell.
                }
            }
        }
        return new DirectionTotals(
                Direction.OUTBOUND,
                versions,
                0,
                failures,
                count(told, "plaintext"),
                count(told, "not logged"),
                0,
                truth(destinations).values().stream().mapToLong(Told::delivered).sum());
    }

    private static String mainCf(Path directory) {
        return """
                transport_maps = texthash:%1$s/transport
                smtp_tls_policy_maps = texthash:%1$s/policy
                smtp_tls_CAfile = %1$s/ca.pem
                smtp_tls_loglevel = 1
                disable_dns_lookups = yes
                smtp_host_lookup = native
                """.formatted(directory);
    }
}
