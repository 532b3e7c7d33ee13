package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.postfix.RealPostconf.Configuration;

/// Compares with the `postconf` of this machine; skipped where there is none, or another than 3.7.
class PostconfAgreementTest {
    private static final String NOTHING = "";
    private static final String OPENSSL = "3.0.19";
    /// What `postconf` takes from the machine and we leave as it is.
    private static final List<String> MACHINE = List.of("config_directory", "process_name", "service_name");

    @TempDir
    Path directory;

    @BeforeEach
    void isTheReleaseWhoseNamesAreKnown() {
        Assumptions.assumeTrue(real().release().in("3.7"), "postconf is not that of Postfix 3.7");
    }

    private RealPostconf real() {
        return new RealPostconf(directory);
    }

    @Test
    void agreesOnRandomFiles() {
        var random = new Random(20261125);
        assertThat(differences(IntStream.range(0, 500)
                        .mapToObj(_ -> RandomMainCf.next(random))
                        .map(text -> new Configuration(text, NOTHING))
                        .toList()))
                .isEmpty();
    }

    @Test
    void agreesOnRealFiles() throws IOException {
        assertThat(differences(realConfigurations())).isEmpty();
    }

    @Test
    void agreesOnTheDefaults() {
        PostfixRelease release = real().release();
        List<String> expected = real().run(List.of(new Configuration(NOTHING, NOTHING)), "-d")
                .getFirst()
                .lines();
        List<String> found = new Postconf(MainCf.parse(""), null, release, OPENSSL).defaults();
        assertThat(found.stream().filter(PostconfAgreementTest::isAboutTls))
                .containsExactlyElementsOf(expected.stream()
                        .filter(PostconfAgreementTest::isAboutTls)
                        .toList());
    }

    private static boolean isAboutTls(String line) {
        String name = line.substring(0, line.indexOf(" ="));
        return !List.of("config_directory", "tlsproxy_client_level", "tlsproxy_client_policy")
                        .contains(name)
                && Parameters.named(name)
                        .filter(parameter -> parameter.type() != Parameter.Type.OTHER)
                        .isPresent();
    }

    /// The configurations among the test resources, or in the folder given as the system property
    /// `postern.configurations`.
    private static List<Configuration> realConfigurations() throws IOException {
        String folder = System.getProperty("postern.configurations", "src/test/resources/postern");
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.endsWith("main.cf") || file.endsWith("postconf-n.txt"))
                    .sorted()
                    .map(file -> new Configuration(text(file), text(file.resolveSibling("master.cf"))))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> differences(List<Configuration> configurations) {
        PostfixRelease release = real().release();
        List<String> machine = real().run(List.of(new Configuration(NOTHING, NOTHING)), "-h myhostname mydomain")
                .getFirst()
                .lines();
        List<RealPostconf.Run> written = real().run(configurations, "-n");
        List<RealPostconf.Run> expanded = real().run(configurations, "-nx");
        var differences = new ArrayList<String>();
        for (int number = 0; number < configurations.size(); number++) {
            Configuration configuration = configurations.get(number);
            MainCf mainCf = MainCf.parse(configuration.mainCf());
            var postconf = new Postconf(mainCf, MasterCf.parse(configuration.masterCf()), release, OPENSSL);
            Stream.of(
                            difference(written.get(number), postconf.written(), postconf.fatal(false)),
                            difference(
                                    expanded.get(number),
                                    onThisMachine(postconf.expanded(), machine),
                                    postconf.fatal(true)))
                    .flatMap(Optional::stream)
                    .map(difference -> mainCf.text() + difference)
                    .forEach(differences::add);
        }
        return differences;
    }

    /// Puts in what only the machine knows.
    private static List<String> onThisMachine(List<String> lines, List<String> machine) {
        return lines.stream()
                .map(line -> line.replace("$myhostname", machine.get(0)).replace("$mydomain", machine.get(1)))
                .toList();
    }

    private static Optional<String> difference(RealPostconf.Run run, List<String> found, Optional<String> fatal) {
        String expected = own(run.lines());
        boolean equal = run.status() == 0 ? fatal.isEmpty() && own(found).equals(expected) : fatal.isPresent();
        return equal
                ? Optional.empty()
                : Optional.of("\n--- postconf, status " + run.status() + "\n" + expected + "\n--- found, fatal " + fatal
                        + "\n" + own(found));
    }

    private static String own(List<String> lines) {
        return lines.stream()
                .filter(line -> MACHINE.stream().noneMatch(name -> line.startsWith(name + " =")))
                .collect(Collectors.joining("\n"));
    }
}
