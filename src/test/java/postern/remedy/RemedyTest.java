package postern.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.PostfixRelease;

final class RemedyTest {
    private static final PostfixRelease TODAY = PostfixRelease.of(3, 7, 11);

    private static final String MAIN = """
            # Who we are.
            myhostname = mail.example.com
            mydestination = $myhostname, localhost

            # TLS
            smtpd_tls_security_level = may
            smtpd_tls_protocols = !SSLv2,
            # a comment between
                !TLSv1
            smtpd_tls_exclude_ciphers = RC4
            smtpd_tls_loglevel = 1
            """;

    private static final String MASTER = """
            # service type  private unpriv  chroot  wakeup  maxproc command
            smtp      inet  n       -       y       -       -       smtpd
              -o smtpd_tls_wrappermode=yes
              -o smtpd_sasl_auth_enable=no
            submission inet n       -       y       -       -       smtpd
              -o smtpd_tls_security_level=encrypt
            smtp      unix  -       -       y       -       -       smtp
            """;

    static final List<String> ENDINGS = List.of(
            MAIN,
            MAIN.replace("\n", "\r\n"),
            MAIN.stripTrailing(),
            MAIN.replace("\n", "\r\n").stripTrailing());

    @TempDir
    private Path folder;

    @Test
    void givesCommandsInOrderWithWhatMakesThemCountAndTheWayBack() {
        Remedy remedy = remedy(
                List.of(setting("smtpd_tls_protocols", ">=TLSv1"), setting("smtpd_tls_exclude_ciphers", "")),
                Change.masterCf(service("smtp", "inet"), "smtpd_tls_wrappermode", "no"));

        assertThat(remedy.commands())
                .containsExactly(
                        "postconf -e 'smtpd_tls_protocols = >=TLSv1'",
                        "postconf -X smtpd_tls_exclude_ciphers",
                        "postconf -P 'smtp/inet/smtpd_tls_wrappermode=no'",
                        "postfix reload");
        assertThat(remedy.back())
                .containsExactly(
                        "postconf -e 'smtpd_tls_protocols = !SSLv2,    !TLSv1'",
                        "postconf -e 'smtpd_tls_exclude_ciphers = RC4'",
                        "postconf -P 'smtp/inet/smtpd_tls_wrappermode=yes'",
                        "postfix reload");
    }

    /// A table that is named and not there keeps all mail back.
    @Test
    void aTableIsFilledBeforeMainCfNamesIt() {
        Remedy remedy = remedy(
                List.of(setting("smtp_tls_policy_maps", "hash:/etc/postfix/tls_policy")),
                new Change(
                        Target.TLS_POLICY,
                        Optional.empty(),
                        Optional.of("example.net"),
                        Optional.of("may"),
                        Optional.of("echo 'example.net may' >> /etc/postfix/tls_policy && postmap"
                                + " hash:/etc/postfix/tls_policy")),
                Change.command("postfix reload"));

        assertThat(remedy.commands())
                .containsExactly(
                        "echo 'example.net may' >> /etc/postfix/tls_policy && postmap hash:/etc/postfix/tls_policy",
                        "postconf -e 'smtp_tls_policy_maps = hash:/etc/postfix/tls_policy'",
                        "postfix reload");
    }

    @Test
    void aTableOfAnotherTypeIsBuiltBeforeMainCfNamesIt() {
        Remedy remedy = remedy(
                List.of(setting("alias_maps", "lmdb:/etc/aliases")),
                Change.mainCf("alias_maps", "lmdb:/etc/aliases"),
                Change.command("postalias lmdb:/etc/aliases"),
                Change.command("postfix reload"));

        assertThat(remedy.commands())
                .containsExactly(
                        "postalias lmdb:/etc/aliases",
                        "postconf -e 'alias_maps = lmdb:/etc/aliases'",
                        "postfix reload");
    }

    @Test
    void takesBackWhatIsEmptyNowByTakingItOutOfAnExcerpt() {
        var excerpt = new Configuration(
                Optional.of(MainCf.parse("smtpd_tls_loglevel = 1\n")), Optional.empty(), false, TODAY);
        var setting = new ProposedSetting("smtpd_tls_security_level", "", "may", "may", "");

        assertThat(Remedy.of(nothing(), List.of(setting), excerpt).back())
                .containsExactly("postconf -X smtpd_tls_security_level", "postfix reload");
    }

    @Test
    void takesBackWhatWasNotSetByTakingItOut() {
        Remedy remedy = remedy(
                List.of(setting("smtpd_tls_ciphers", "medium")),
                Change.masterCf(service("submission", "inet"), "smtpd_tls_wrappermode", "no"));

        assertThat(remedy.back())
                .containsExactly(
                        "postconf -X smtpd_tls_ciphers",
                        "postconf -PX 'submission/inet/smtpd_tls_wrappermode'",
                        "postfix reload");
    }

    @Test
    void goesBackToTheKnownDefaultWhereMainCfIsAnExcerpt() {
        var excerpt = new Configuration(
                Optional.of(MainCf.parse("smtpd_tls_loglevel = 1\n")), Optional.empty(), false, TODAY);
        var setting = new ProposedSetting("smtpd_tls_ciphers", "high", "medium", "medium", "");

        assertThat(Remedy.of(nothing(), List.of(setting), excerpt).back())
                .containsExactly("postconf -e 'smtpd_tls_ciphers = high'", "postfix reload");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2.5.1  | ''                                     | ''
                    2.6.0  | postconf -# smtpd_tls_exclude_ciphers | ''
                    2.9.6  | postconf -# smtpd_tls_exclude_ciphers | ''
                    2.10.0 | postconf -X smtpd_tls_exclude_ciphers | ''
                    2.11.0 | postconf -X smtpd_tls_exclude_ciphers | postconf -PX 'smtp/inet/smtpd_tls_wrappermode'
                    3.7.11 | postconf -X smtpd_tls_exclude_ciphers | postconf -PX 'smtp/inet/smtpd_tls_wrappermode'
                    """)
    void takesSettingsOutAsTheReleaseCan(String release, String main, String master) {
        PostfixRelease used = PostfixRelease.parse(release).orElseThrow();
        var service = new Edit.Place.Service("smtp", "inet");

        assertThat(new Edit(new Edit.Place.Main(), "smtpd_tls_exclude_ciphers", Optional.empty())
                        .command(used)
                        .orElse(""))
                .isEqualTo(main);
        assertThat(new Edit(service, "smtpd_tls_wrappermode", Optional.empty())
                        .command(used)
                        .orElse(""))
                .isEqualTo(master);
    }

    @Test
    void stopsAndStartsForWhatAReloadDoesNotTakeUp() {
        assertThat(remedy(List.of(setting("inet_interfaces", "all"))).commands())
                .endsWith("postfix stop && postfix start");
        assertThat(remedy(List.of(), Change.command("postfix stop && postfix start"))
                        .restart())
                .isTrue();
    }

    @Test
    void findsTheServiceOfAnOptionThatIsCited() {
        Change removal = new Change(
                Target.MASTER_CF,
                Optional.empty(),
                Optional.of("smtpd_tls_security_level"),
                Optional.of(""),
                Optional.empty());
        String twice = MASTER.replace("smtpd_tls_wrappermode=yes", "smtpd_tls_security_level=encrypt");
        Citation cited = Citation.line("master.cf", 3, "-o smtpd_tls_security_level=encrypt");

        assertThat(remedy(List.of(), configuration(MAIN, twice), cited, removal).commands())
                .containsExactly("postconf -PX 'smtp/inet/smtpd_tls_security_level'", "postfix reload");
    }

    @Test
    void leavesOpenWhichServiceIsMeantWhereNothingTells() {
        Change override = new Change(
                Target.MASTER_CF,
                Optional.empty(),
                Optional.of("smtp_tls_security_level"),
                Optional.of("none"),
                Optional.empty());
        Remedy remedy = remedy(List.of(), override);

        assertThat(remedy.edits()).extracting(Edit::line).containsExactly("-o smtp_tls_security_level=none");
        assertThat(remedy.commands()).isEmpty();
        assertThat(remedy.patch()).isEmpty();
    }

    @Test
    void emptiesWhatMainCfSetsForAServiceThatHasNoOptionOfItsOwn() {
        Change emptied = Change.masterCf(service("submission", "inet"), "smtpd_tls_exclude_ciphers", "");

        assertThat(remedy(List.of(), emptied).patch()).contains("+  -o smtpd_tls_exclude_ciphers=\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.9.6  | -o smtpd_tls_protocols=!SSLv2,!SSLv3
            3.0.0  | -o { smtpd_tls_protocols = !SSLv2, !SSLv3 }
            """)
    void writesAnOptionWithWhiteSpaceAsTheReleaseReadsIt(String release, String line) {
        var old = new Configuration(
                Optional.empty(),
                Optional.of(MasterCf.parse(MASTER)),
                false,
                PostfixRelease.parse(release).orElseThrow());
        Change change = Change.masterCf(service("smtp", "inet"), "smtpd_tls_protocols", "!SSLv2, !SSLv3");

        assertThat(remedy(List.of(), old, Citation.of("log", "x"), change).patch())
                .contains("+  " + line + "\n");
    }

    @Test
    void offersNoPatchOfWhatIsNotTheFileItself() {
        String printed = "mydestination = example.com\nsmtpd_tls_protocols = TLSv1\n";
        List<ProposedSetting> change = List.of(setting("smtpd_tls_protocols", "!SSLv2"));
        String quoted = MAIN.lines().map(line -> "> " + line + "\n").reduce("", String::concat);

        assertThat(remedy(change, configuration(printed, MASTER), Citation.of("log", "x"))
                        .patch())
                .isEmpty();
        assertThat(remedy(change, configuration(quoted, MASTER), Citation.of("log", "x"))
                        .patch())
                .isEmpty();
        assertThat(remedy(
                                change,
                                configuration(MAIN + "smtp_x_password = (blanked)\n", MASTER),
                                Citation.of("log", "x"))
                        .patch())
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ENDINGS")
    void givesAPatchThatTheRealPatchAppliesAndTakesBack(String main) throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/patch"))).isTrue();
        Remedy remedy = everything(main);
        Files.writeString(folder.resolve("main.cf"), main);
        Files.writeString(folder.resolve("master.cf"), MASTER);
        Files.writeString(folder.resolve("postern.patch"), remedy.patch());

        patch("-p0");
        for (CorrectedFile file : remedy.files()) {
            assertThat(folder.resolve(file.name())).hasContent(file.after());
            assertThat(Files.readString(folder.resolve(file.name()))).isEqualTo(file.after());
        }
        patch("-R", "-p0");
        assertThat(Files.readString(folder.resolve("main.cf"))).isEqualTo(main);
        assertThat(Files.readString(folder.resolve("master.cf"))).isEqualTo(MASTER);
    }

    @Test
    void givesAPatchThatReadsAsOne() throws PatchFailedException {
        CorrectedFile file = everything(MAIN).files().getFirst();
        var patch = UnifiedDiffUtils.parseUnifiedDiff(file.diff().lines().toList());

        assertThat(DiffUtils.patch(file.before().lines().toList(), patch))
                .isEqualTo(file.after().lines().toList());
    }

    @Test
    void changesOnlyTheLinesItMust() {
        List<CorrectedFile> files = everything(MAIN).files();

        assertThat(files.getFirst().after()).isEqualTo("""
                # Who we are.
                myhostname = mail.example.com
                mydestination = $myhostname, localhost

                # TLS
                smtpd_tls_security_level = may
                smtpd_tls_protocols = >=TLSv1
                # a comment between
                smtpd_tls_loglevel = 1
                smtpd_tls_ciphers = medium
                """);
        assertThat(files.getLast().after()).isEqualTo(MASTER.replace("  -o smtpd_tls_wrappermode=yes\n", ""));
    }

    private static Remedy everything(String main) {
        return remedy(
                List.of(
                        setting("smtpd_tls_protocols", ">=TLSv1"),
                        setting("smtpd_tls_exclude_ciphers", ""),
                        setting("smtpd_tls_ciphers", "medium")),
                configuration(main, MASTER),
                Citation.of("log", "x"),
                Change.masterCf(service("smtp", "inet"), "smtpd_tls_wrappermode", ""));
    }

    private void patch(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/usr/bin/patch", "--binary", "-i", "postern.patch"));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Remedy remedy(List<ProposedSetting> settings, Change... changes) {
        return remedy(settings, configuration(MAIN, MASTER), Citation.of("log", "x"), changes);
    }

    private static Remedy remedy(
            List<ProposedSetting> settings, Configuration configuration, Citation cited, Change... changes) {
        var finding = new Finding(
                "tls-not-enabled",
                Role.CAUSE,
                Certainty.PROVEN,
                Problem.INBOUND,
                Map.of(),
                List.of(cited),
                List.of(changes));
        return Remedy.of(new Diagnosis(List.of(finding), List.of()), settings, configuration);
    }

    private static Diagnosis nothing() {
        return new Diagnosis(List.of(), List.of());
    }

    private static Configuration configuration(String main, String master) {
        return new Configuration(Optional.of(MainCf.parse(main)), Optional.of(MasterCf.parse(master)), true, TODAY);
    }

    private static ProposedSetting setting(String parameter, String value) {
        return new ProposedSetting(parameter, "", value, value, "");
    }

    private static MasterCf.Service service(String name, String type) {
        return MasterCf.parse(MASTER).service(name, type).orElseThrow();
    }
}
