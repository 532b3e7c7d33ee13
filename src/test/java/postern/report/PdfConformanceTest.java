package postern.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import postern.language.Language;
import postern.maillog.Direction;
import postern.maillog.HourTotals;

/// The PDF measured by others: veraPDF for the standards, Postfix for the lines to copy.
class PdfConformanceTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void initialise() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    /// What a machine can check of PDF/UA-1 (ISO 14289-1) and PDF/A-2u (ISO 19005-2). Whether the order of
    /// reading makes sense, a person must say.
    @ParameterizedTest
    @EnumSource(names = {"PDFUA_1", "PDFA_2_U"})
    void holdsTheStandard(PDFAFlavour standard) throws IOException, VeraPDFException {
        for (Locale language : Language.ALL) {
            assertThat(failures(withEverything(), ReportText.in(language), standard))
                    .isEmpty();
        }
        String hostile = String.join(" ", HostileTexts.ALL.subList(0, 20)) + " a\u0300\u0301";
        assertThat(failures(HostileTexts.everywhere(hostile), ReportText.in(Locale.ENGLISH), standard))
                .isEmpty();
    }

    @Test
    void theLinesToCopyAreTakenByPostfixWithoutAWarning() throws IOException, InterruptedException {
        Path postconf = Path.of("/usr/sbin/postconf");
        assumeTrue(Files.isExecutable(postconf), "no Postfix here");
        String text;
        try (PDDocument document = Loader.loadPDF(pdf(SampleReports.founding(), ReportText.in(Locale.ENGLISH)))) {
            text = new PDFTextStripper().getText(document);
        }
        String settings = text.lines()
                .dropWhile(line -> !line.strip().equals("Lines for main.cf"))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("The same as commands"))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(folder.resolve("main.cf"), settings);
        Files.createFile(folder.resolve("master.cf"));

        Process process = new ProcessBuilder(postconf.toString(), "-c", folder.toString(), "-n")
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(printed.lines().filter(line -> !line.startsWith("config_directory")))
                .containsExactly("smtpd_tls_protocols = !SSLv2, !SSLv3");
    }

    /// The founding case with a course of things, digests and a firm.
    private static Report withEverything() throws IOException {
        var picture = new ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(60, 40, java.awt.image.BufferedImage.TYPE_INT_ARGB), "png", picture);
        List<HourTotals> hours = Stream.of(1, 2, 3)
                .map(hour -> new HourTotals(LocalDateTime.of(2026, 1, 5, hour, 0), Direction.INBOUND, hour, 1, 1))
                .toList();
        var firm = new Letterhead("Example & Sons", Optional.of(Letterhead.Logo.of(picture.toByteArray())));
        return SampleReports.founding()
                .with(new Supplement(hours, Map.of("main.cf", "0a".repeat(32)), Optional.of(firm)));
    }

    private static List<String> failures(Report report, ReportText text, PDFAFlavour standard)
            throws IOException, VeraPDFException {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new ByteArrayInputStream(pdf(report, text)), standard)) {
            return foundry.createValidator(standard, false).validate(parser).getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> assertion.getRuleId().getClause() + " " + assertion.getMessage())
                    .distinct()
                    .toList();
        }
    }

    private static byte[] pdf(Report report, ReportText text) throws IOException {
        var out = new ByteArrayOutputStream();
        PdfReport.write(report, text, out);
        return out.toByteArray();
    }
}
