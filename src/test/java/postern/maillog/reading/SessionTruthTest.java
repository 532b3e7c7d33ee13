package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;
import postern.maillog.SessionOutcome;
import postern.postfix.RealPostfix;

/// Lets known clients talk to the Postfix of this machine, many at once, and compares what they did with what is
/// read from its log. Every client has an address of its own on loopback. Skipped where there is no Postfix, or
/// without the right to start it.
@Execution(ExecutionMode.CONCURRENT)
class SessionTruthTest {
    private static final int OF_A_KIND = 12;
    private static final Pattern END = Pattern.compile("disconnect from unknown\\[");

    /// What a client does, on which of the services, and how its sessions must be told.
    @SuppressWarnings("ImmutableEnumChecker")
    private enum Conduct {
        TLS13(0, "established TLSv1.3", client -> client.startTls("TLSv1.3").mail()),
        TLS12(0, "established TLSv1.2", client -> client.startTls("TLSv1.2").mail()),
        WITHOUT_MAIL(0, "established TLSv1.2", client -> client.startTls("TLSv1.2")),
        PLAINTEXT(0, "plaintext", LoopbackClient::mail),
        WRONG_VERSION(1, "failed: unsupported protocol", client -> client.failStartTls("TLSv1.2")),
        NO_SHARED_CIPHER(
                0,
                "failed: no shared cipher",
                client -> client.failStartTls("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")),
        DISTRUSTS(0, "failed: sslv3 alert certificate unknown", client -> client.distrust("TLSv1.2")),
        WITHOUT_CERTIFICATE(2, "failed: No client certificate presented", client -> client.failStartTls("TLSv1.2")),
        HTTP(0, "failed: http request", client -> client.rawStartTls("GET / HTTP/1.1\r\n\r\n")),
        NOT_TLS(0, "failed: wrong version number", client -> client.rawStartTls("EHLO client.example.com\r\n")),
        HANGS_UP(0, "failed: lost connection", client -> client.rawStartTls("")),
        PLAINTEXT_AFTER_FAILURE(
                1,
                "failed: unsupported protocol, plaintext after failure",
                client -> client.failStartTls("TLSv1.2").again().mail()),
        NOTHING(0, "", LoopbackClient::quit);

        private final int service;
        private final String truth;
        private final Action action;

        Conduct(int service, String truth, Action action) {
            this.service = service;
            this.truth = truth;
            this.action = action;
        }
    }

    private interface Action {
        Object of(LoopbackClient client) throws IOException;
    }

    @Test
    void tellsOfEveryClientWhatItDid() throws Exception {
        RealPostfix.assumeRelease("3.7");
        Path directory = Files.createTempDirectory("postern");
        RealPostfix.run(
                "sh",
                "-c",
                "cd " + directory + " && openssl req -x509 -nodes -newkey rsa:2048 -subj /CN=mail.example.com -days 30"
                        + " -keyout key.pem -out cert.pem");
        Map<String, String> tls = Map.of(
                "smtpd_tls_security_level", "may",
                "smtpd_tls_cert_file", directory + "/cert.pem",
                "smtpd_tls_key_file", directory + "/key.pem");
        try (var postfix = RealPostfix.start(
                directory,
                List.of(
                        tls,
                        with(tls, "smtpd_tls_protocols", ">=TLSv1.3"),
                        with(with(tls, "smtpd_tls_security_level", "encrypt"), "smtpd_tls_req_ccert", "yes")))) {
            int connections = letThemTalk(postfix);

            assertThat(read(log(directory.resolve("mail.log"), connections)))
                    .containsExactlyInAnyOrderEntriesOf(truth());
        } finally {
            RealPostfix.run("rm", "-rf", directory.toString());
        }
    }

    private static Map<String, String> with(Map<String, String> options, String name, String value) {
        var more = new HashMap<>(options);
        more.put(name, value);
        return more;
    }

    private static String address(Conduct conduct, int number) {
        return "127.0.%d.%d".formatted(List.of(Conduct.values()).indexOf(conduct) + 10, number + 1);
    }

    private static Map<String, String> truth() {
        Map<String, String> truth = new TreeMap<>();
        for (Conduct conduct : Conduct.values()) {
            for (int i = 0; i < OF_A_KIND && !conduct.truth.isEmpty(); i++) {
                truth.put(address(conduct, i), conduct.truth);
            }
        }
        return truth;
    }

    private record Client(Conduct conduct, int number) {}

    private static int letThemTalk(RealPostfix postfix) throws Exception {
        List<Client> clients = new ArrayList<>();
        for (Conduct conduct : Conduct.values()) {
            for (int i = 0; i < OF_A_KIND; i++) {
                clients.add(new Client(conduct, i));
            }
        }
        Collections.shuffle(clients, new Random(25));
        int connections = 0;
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<Integer>> runs = clients.stream()
                    .map(client -> threads.submit(() -> talk(client, postfix)))
                    .toList();
            for (Future<Integer> run : runs) {
                connections += run.get();
            }
        }
        return connections;
    }

    private static int talk(Client client, RealPostfix postfix) throws IOException {
        try (var connection = new LoopbackClient(
                address(client.conduct(), client.number()), postfix.port(client.conduct().service))) {
            client.conduct().action.of(connection);
            return connection.count();
        }
    }

    /// The log, as soon as it tells the end of all connections.
    private static Path log(Path log, int connections) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (Files.exists(log)
                    && END.matcher(Files.readString(log)).results().count() >= connections) {
                return log;
            }
            Thread.sleep(100);
        }
        return fail("the log does not tell the end of all connections");
    }

    private static Map<String, String> read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            MailLog log = LogReader.read(
                    "mail.log", stream, LocalDate.now(ZoneId.systemDefault()).plusDays(1));
            assertThat(log.strange()).isEmpty();
            return log.peers().stream()
                    .collect(Collectors.toMap(totals -> totals.peer().address(), SessionTruthTest::told));
        }
    }

    private static String told(PeerTotals totals) {
        assertThat(totals.samples()).hasSize((int) (totals.tls() + totals.failed() + totals.plaintext()));
        return totals.samples().stream().map(session -> told(session.outcome())).collect(Collectors.joining(", "));
    }

    private static String told(SessionOutcome outcome) {
        return switch (outcome) {
            case SessionOutcome.Established how -> "established " + how.version();
            case SessionOutcome.Failed(var error, String reason) ->
                "failed: " + error.map(found -> found.reason()).orElse(reason);
            case SessionOutcome.Plaintext(boolean afterFailure) ->
                afterFailure ? "plaintext after failure" : "plaintext";
            case SessionOutcome.Unavailable(String reason) -> "unavailable: " + reason;
            case SessionOutcome.Unlogged(var tls) -> "not logged: " + tls;
        };
    }
}
