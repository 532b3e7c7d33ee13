package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.certificate.Verifier;
import postern.diagnosis.Certainty;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.dns.Failure;
import postern.dns.StsPolicyReading;
import postern.evidence.Problem;
import postern.maillog.Gap;
import postern.probe.Concern;
import postern.probe.Obstacle;
import postern.probe.Resumption;
import postern.probe.Service;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.probe.Traits;
import postern.probe.Trouble;
import postern.remedy.Delivery;
import postern.tls.Outcome;
import postern.tls.RefusalReason;

class ReportTextTest {
    private static final Path SOURCES = Path.of("src/main/java/postern/report");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z-]+(?:\\.[a-z-]+)+)\"");
    private static final Pattern NAME_OF_A_FILE = Pattern.compile(
            ".*\\.(tsv|css|xhtml|json|ttf|properties|pem)|postern\\..*|java\\..*|org\\..*|com\\..*|pdfbox\\..*");

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble.NameUnknown(),
            new Trouble.ConnectionRefused(),
            new Trouble.Unreachable(),
            new Trouble.TimedOut(),
            new Trouble.Closed(),
            new Trouble.ErrorReply(454),
            new Trouble.WrongProtocol(),
            new Trouble.TlsAtOnce(),
            new Trouble.StartTlsNotOffered(),
            new Trouble.Alert(70),
            new Trouble.NotTls(),
            new Trouble.TooMuch(),
            new Trouble.Cancelled());

    @Test
    void everyTroubleIsAmongThose() {
        assertThat(TROUBLES).map(Object::getClass).containsExactlyInAnyOrder(Trouble.class.getPermittedSubclasses());
    }

    @Test
    void everyKeyHasWordsAndAllWordsAreUsed() throws IOException {
        Set<String> wanted = new TreeSet<>(writtenOut());
        wanted.addAll(madeFromIds());
        Set<String> present = new TreeSet<>(words().stringPropertyNames());

        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(present);
        assertThat(missing)
                .as("missing, ready to paste:\n"
                        + missing.stream().map(key -> key + " =\n").collect(Collectors.joining()))
                .isEmpty();
        present.removeIf(key -> key.startsWith("alert.") || wanted.contains(key));
        assertThat(present).as("unused").isEmpty();
    }

    @Test
    void noKeyStandsTwice() throws IOException {
        var seen = new HashSet<String>();

        assertThat(text().lines()
                        .filter(line -> line.matches("[a-z0-9.-]+ =.*"))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .filter(key -> !seen.add(key)))
                .isEmpty();
    }

    /// A single quote would make the rest of a message literal text.
    @Test
    void noWordsHoldASingleQuote() throws IOException {
        assertThat(words().values()).noneMatch(words -> words.toString().contains("'"));
    }

    @Test
    void countsOneAndMany() {
        ReportText text = ReportText.in(Locale.ENGLISH);

        assertThat(text.get("examined.log.count", 1L, 1L)).isEqualTo("1 session with 1 peer");
        assertThat(text.get("examined.log.count", 2500L, 3L)).isEqualTo("2,500 sessions with 3 peers");
        assertThat(text.list(List.of("A", "B", "C"))).isEqualTo("A, B and C");
    }

    private static Set<String> writtenOut() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            var keys = new TreeSet<String>();
            for (Path file : files.toList()) {
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .filter(key -> !NAME_OF_A_FILE.matcher(key).matches())
                        .forEach(keys::add);
            }
            return keys;
        }
    }

    private static List<String> madeFromIds() {
        List<String> keys = new ArrayList<>();
        add(keys, "role.", Role.values(), Role::id);
        for (String unit : List.of("hour", "day", "week", "month")) {
            keys.addAll(List.of("chart.unit." + unit, "chart.pattern." + unit));
        }
        keys.addAll(List.of("chart.caption.inbound", "chart.caption.outbound"));
        add(keys, "certainty.", Certainty.values(), Certainty::id);
        add(keys, "peers.title.", Problem.values(), Problem::id);
        add(keys, "peers.head.name.", Problem.values(), Problem::id);
        add(keys, "delivery.", Delivery.values(), Delivery::id);
        add(keys, "reason.", RefusalReason.values(), RefusalReason::id);
        add(
                keys,
                "outcome.missing.",
                Outcome.Missing.values(),
                missing -> missing.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        add(keys, "changes.file.", Target.values(), Target::id);
        add(keys, "service.", Service.values(), Service::id);
        add(keys, "step.", Step.values(), Step::id);
        add(keys, "starttls.", StartTls.values(), StartTls::id);
        add(keys, "fact.", ChainFact.values(), ChainFact::id);
        add(
                keys,
                "gap.",
                Gap.values(),
                gap -> gap.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        keys.addAll(List.of("log.inbound", "log.outbound"));
        add(keys, "verifier.", Verifier.values(), Verifier::id);
        add(keys, "trust.", ChainTrust.values(), ChainTrust::id);
        add(keys, "lookup.", Failure.values(), Failure::id);
        add(keys, "domain.policy.problem.", StsPolicyReading.Problem.values(), StsPolicyReading.Problem::id);
        add(keys, "why.", Obstacle.values(), Obstacle::id);
        add(keys, "name-effect.", Traits.NameEffect.values(), Traits.NameEffect::id);
        add(keys, "traits.client-certificate.", Traits.Wish.values(), Traits.Wish::id);
        add(keys, "traits.resumption.", Resumption.values(), Resumption::id);
        add(keys, "concern.", Concern.values(), Concern::id);
        keys.add("reason.client-certificate-required");
        TROUBLES.stream().map(trouble -> "trouble." + trouble.id()).forEach(keys::add);
        return keys;
    }

    private static <T> void add(List<String> keys, String prefix, T[] values, Function<T, String> id) {
        Arrays.stream(values).map(id).map(prefix::concat).forEach(keys::add);
    }

    private static Properties words() throws IOException {
        var words = new Properties();
        words.load(new StringReader(text()));
        return words;
    }

    private static String text() throws IOException {
        try (InputStream stream = Objects.requireNonNull(ReportText.class.getResourceAsStream("report.properties"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
