package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.check.Check;
import postern.report.ScanJson;
import postern.report.TextReport;

/// Whatever a server does: the right outcome, in time, in a bounded amount of words, and nothing that could steer
/// a terminal. All servers are looked at side by side, since most of them only let us wait.
final class HostileServersTest {
    private static final Duration SLACK = Duration.ofSeconds(3);
    private static final int LONGEST_WORDS = 20_000;
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}&&[^\n]]|\\p{Cf}");

    private static final Map<HostileCase, Future<Scan>> SCANS = new LinkedHashMap<>();
    private static final ExecutorService TASKS = Executors.newVirtualThreadPerTaskExecutor();

    static Stream<HostileCase> servers() {
        return Stream.of(
                        HostileWords.greetings(),
                        HostileWords.capabilities(),
                        HostileWords.refusals(),
                        HostileServices.imap(),
                        HostileServices.pop3(),
                        HostileServices.implicit(),
                        HostileRecords.records(),
                        HostileRecords.alerts(),
                        HostileMessages.hellos(),
                        HostileMessages.certificates(),
                        HostileMessages.others())
                .flatMap(List::stream);
    }

    @BeforeAll
    static void looksAtAll() throws IOException {
        warmUp();
        Semaphore atOnce = new Semaphore(8);
        servers().forEach(server -> SCANS.put(server, TASKS.submit(look(server, atOnce))));
    }

    /// The first look loads what all need, which on a busy machine takes longer than they have patience.
    private static void warmUp() throws IOException {
        try (OddServer server = new OddServer(OddTls.answers(_ -> OddTls.alert(2, 40)))) {
            Scanner.scan(server.endpoint(), ScanOptions.standard(), ScanListener.NONE, new Cancellation());
        }
    }

    @AfterAll
    static void ends() {
        TASKS.close();
    }

    private static Callable<Scan> look(HostileCase odd, Semaphore atOnce) {
        return () -> {
            atOnce.acquire();
            try (OddServer server = new OddServer(odd.service(), odd.behaves())) {
                return Scanner.scan(server.endpoint(), odd.options(), ScanListener.NONE, new Cancellation());
            } finally {
                atOnce.release();
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scans")
    void tellsWhatItIs(HostileCase odd, Future<Scan> look) throws Exception {
        Scan scan = look.get(2, TimeUnit.MINUTES);
        assertThat(HostileCase.ended(scan)).isEqualTo(odd.ended());
        assertThat(scan.startTls()).isEqualTo(odd.startTls());
        assertThat(HostileCase.versions(scan)).isEqualTo(odd.versions());
        assertThat(scan.took()).isLessThan(odd.options().patience().plus(SLACK));
        assertThat(scan.stages()).allMatch(stage -> stage.said().length() < LONGEST_WORDS);
        assertThat(STEERING.matcher(written(scan)).results().map(found -> found.group()))
                .isEmpty();
    }

    static Stream<Arguments> scans() {
        return SCANS.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static String written(Scan scan) throws IOException {
        var out = new ByteArrayOutputStream();
        ScanJson.write(scan, out);
        TextReport.write(Check.report(List.of(scan), Optional.empty()), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
