package postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/// The files of `packaging`, as far as they can be checked on any system.
final class PackagingTest {
    private static final Path PACKAGING = Path.of("packaging");

    @Test
    void everyModuleOfTheRuntimeExistsAndHasItsReason() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("jlink.conf"));
        List<String> modules = lines.stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        assertThat(modules).contains("java.base", "java.desktop").doesNotHaveDuplicates();
        for (String module : modules) {
            assertThat(ModuleFinder.ofSystem().find(module)).as(module).isPresent();
            assertThat(lines.get(lines.indexOf(module) - 1)).startsWith("# ");
        }
    }

    @Test
    void everySystemTakesModulesOptionsAndProgramFromTheSamePlaces() throws IOException {
        String image = Files.readString(PACKAGING.resolve("common/image"));
        String windows = Files.readString(PACKAGING.resolve("windows/build.ps1"));
        for (String text : List.of(image, windows)) {
            assertThat(text)
                    .contains("jlink.conf", "java.options", "--strip-debug --no-header-files --no-man-pages")
                    .contains("--module postern/postern.cli.Main");
        }
        for (String system : List.of("linux/build", "macos/build")) {
            assertThat(Files.readString(PACKAGING.resolve(system))).contains("$common/image target/package");
        }
    }

    @Test
    void everyOptionOfTheVirtualMachineStandsAloneOnItsLine() throws IOException {
        assertThat(Files.readAllLines(PACKAGING.resolve("common/java.options")))
                .allMatch(line -> line.isEmpty() || line.startsWith("# ") || line.matches("-\\S+"));
    }

    @Test
    void allSystemsOpenTheSameFiles() throws IOException, ParserConfigurationException, SAXException {
        Properties association = new Properties();
        try (Reader reader = Files.newBufferedReader(PACKAGING.resolve("common/case.properties"))) {
            association.load(reader);
        }
        String type = association.getProperty("mime-type");
        Path linux = PACKAGING.resolve("linux/files");
        Document mime = parse(linux.resolve("postern-mime.xml"));
        assertThat(attribute(mime, "mime-type", "type")).isEqualTo(type);
        assertThat(attribute(mime, "glob", "pattern")).isEqualTo("*." + association.getProperty("extension"));
        assertThat(parse(linux.resolve("io.github.postern.Postern.metainfo.xml"))
                        .getElementsByTagName("mediatype")
                        .item(0)
                        .getTextContent())
                .isEqualTo(type);
        assertThat(Files.readAllLines(linux.resolve("postern.desktop")))
                .contains("Exec=/opt/postern/bin/postern %f", "MimeType=" + type + ";");
        assertThat(Files.readString(PACKAGING.resolve("macos/build"))).contains("$common/case.properties");
        assertThat(Files.readString(PACKAGING.resolve("windows/build.ps1"))).contains("common\\case.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "linux", "macos"})
    void everyShellScriptParses(String folder) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(PACKAGING.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).startsWith("#!/bin/bash")) {
                    Process bash = new ProcessBuilder("bash", "-n", file.toString())
                            .inheritIO()
                            .start();
                    assertThat(bash.waitFor()).as(file.toString()).isZero();
                    assertThat(Files.isExecutable(file)).as(file.toString()).isTrue();
                }
            }
        }
    }

    private static Document parse(Path file) throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static String attribute(Document document, String element, String name) {
        return document.getElementsByTagName(element)
                .item(0)
                .getAttributes()
                .getNamedItem(name)
                .getTextContent();
    }
}
