package postern;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Cause;

/// Rules about the house, each with its reason.
final class ArchitectureTest {
    private static final int LONGEST_FILE = 400;
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("postern");

    @Test
    void importsGoOnlyDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("postern.cli..")
                .layer("app")
                .definedBy("postern.app..")
                .layer("check")
                .definedBy("postern.check..")
                .layer("example")
                .definedBy("postern.example..")
                .layer("report")
                .definedBy("postern.report..")
                .layer("remedy")
                .definedBy("postern.remedy..")
                .layer("cause")
                .definedBy("postern.diagnosis.cause..")
                .layer("diagnosis")
                .definedBy("postern.diagnosis")
                .layer("evidence")
                .definedBy("postern.evidence..")
                .layer("casefile")
                .definedBy("postern.casefile..")
                .layer("redaction")
                .definedBy("postern.redaction..")
                .layer("transcript")
                .definedBy("postern.transcript..")
                .layer("client")
                .definedBy("postern.client..")
                .layer("maillog")
                .definedBy("postern.maillog..")
                .layer("postfix")
                .definedBy("postern.postfix..")
                .layer("dovecot")
                .definedBy("postern.dovecot..")
                .layer("probe")
                .definedBy("postern.probe..")
                .layer("dns")
                .definedBy("postern.dns..")
                .layer("openssl")
                .definedBy("postern.openssl..")
                .layer("sender")
                .definedBy("postern.sender..")
                .layer("certificate")
                .definedBy("postern.certificate..")
                .layer("tls")
                .definedBy("postern.tls..")
                .layer("table")
                .definedBy("postern.table..")
                .whereLayer("table")
                .mayNotAccessAnyLayer()
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("app")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("check")
                .mayOnlyBeAccessedByLayers("cli", "app")
                .whereLayer("example")
                .mayOnlyBeAccessedByLayers("check")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("check", "cli", "app")
                .whereLayer("remedy")
                .mayOnlyBeAccessedByLayers("report", "check", "cli", "app")
                .whereLayer("cause")
                .mayOnlyBeAccessedByLayers("check")
                .whereLayer("diagnosis")
                .mayOnlyBeAccessedByLayers("cause", "remedy", "report", "check", "cli", "app")
                .whereLayer("evidence")
                .mayOnlyBeAccessedByLayers(
                        "diagnosis", "cause", "remedy", "report", "check", "example", "casefile", "cli", "app")
                .whereLayer("casefile")
                .mayOnlyBeAccessedByLayers("check", "cli", "app")
                .whereLayer("redaction")
                .mayOnlyBeAccessedByLayers("evidence", "casefile", "check", "cli", "app")
                .whereLayer("transcript")
                .mayOnlyBeAccessedByLayers("evidence", "diagnosis", "cause", "remedy", "check", "app", "cli")
                .whereLayer("client")
                .mayOnlyBeAccessedByLayers("evidence", "diagnosis", "cause")
                .because(
                        "data walks one way, from the readers to the faces; what looks back cannot be understood alone")
                .check(CLASSES);
    }

    @Test
    void readersDoNotKnowWhatIsMadeOfThem() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "postern.postfix..",
                        "postern.dovecot..",
                        "postern.maillog..",
                        "postern.transcript..",
                        "postern.client..",
                        "postern.probe..",
                        "postern.dns..",
                        "postern.openssl..",
                        "postern.sender..",
                        "postern.certificate..",
                        "postern.tls..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "postern.evidence..",
                        "postern.diagnosis..",
                        "postern.remedy..",
                        "postern.report..",
                        "postern.check..",
                        "postern.example..",
                        "postern.app..",
                        "postern.cli..")
                .because("a reader records and does not judge")
                .check(CLASSES);
    }

    @Test
    void theVocabularyAndWhatOtherSoftwareDoesAreReadFromNowhere() {
        noClasses()
                .that()
                .resideInAnyPackage("postern.openssl..", "postern.sender..", "postern.certificate..", "postern.tls..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "postern.postfix..",
                        "postern.dovecot..",
                        "postern.maillog..",
                        "postern.transcript..",
                        "postern.probe..",
                        "postern.dns..")
                .because("what every reader speaks in cannot depend on one of them")
                .check(CLASSES);
    }

    @Test
    void roomsDoNotFormCircles() {
        slices().matching("postern.(*)..")
                .should()
                .beFreeOfCycles()
                .because("rooms in a circle can only be understood together")
                .check(CLASSES);
    }

    @Test
    void familiesOfCausesDoNotFormCircles() {
        slices().matching("postern.diagnosis.cause.(*)")
                .should()
                .beFreeOfCycles()
                .because("a cause may stand back for one of another family, and that one must not wait for it")
                .check(CLASSES);
    }

    @Test
    void partsOfReadingALogDoNotFormCircles() {
        slices().matching("postern.maillog.(*)")
                .should()
                .beFreeOfCycles()
                .because("bytes become lines, lines become sessions, sessions become sums")
                .check(CLASSES);
    }

    @Test
    void whatManyCausesReasonWithKnowsNoneOfThem() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "postern.diagnosis.cause.clue",
                        "postern.diagnosis.cause.answer",
                        "postern.diagnosis.cause.delivery",
                        "postern.diagnosis.cause.negotiation")
                .should()
                .dependOnClassesThat()
                .implement(Cause.class)
                .because("clues and answers are there for every cause alike")
                .check(CLASSES);
    }

    @Test
    void onlyTheWindowKnowsJavaFx() {
        noClasses()
                .that()
                .resideOutsideOfPackage("postern.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
                .because("the command line runs on servers without a screen")
                .check(CLASSES);
    }

    @Test
    void everyToolLivesInOneRoom() {
        onlyIn("postern.cli..", "picocli..");
        onlyIn("postern.probe..", "org.apache.commons.net..");
        onlyIn("postern.dns..", "org.xbill..");
        onlyIn("postern.report..", "com.openhtmltopdf..");
        onlyIn("postern.report..", "org.apache.pdfbox..");
        onlyIn("postern.report..", "com.github.weisj..");
    }

    private static void onlyIn(String room, String tool) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(tool)
                .because("a library that only " + room + " knows can be exchanged there")
                .check(CLASSES);
    }

    @Test
    void nothingButTheCommandLineWritesToStandardOutput() {
        noClasses()
                .that()
                .resideOutsideOfPackage("postern.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("standard output carries the result and nothing else")
                .check(CLASSES);
    }

    @Test
    void noSourceFileIsLongerThanCanBeReadInOneGo() throws IOException {
        assertThat(sources("src/main/java").filter(file -> lines(file) > LONGEST_FILE))
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        List<Path> packages = sources("src/main/java")
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages)
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("@NullMarked"));
    }

    private static Stream<Path> sources(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
