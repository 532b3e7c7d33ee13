package postern.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.casefile.CaseFile;
import postern.casefile.SavedCase;
import postern.evidence.Input;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import postern.redaction.Redaction;
import postern.report.HtmlReport;
import postern.report.JsonReport;
import postern.report.PdfReport;
import postern.report.ReportText;
import postern.report.TextReport;

/// The retold cases with private names and secrets planted in them: nothing planted is in what leaves the
/// house, and the diagnosis stays the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedactedCasesTest {
    private static final Pattern DOMAIN = Pattern.compile("(?i)\\bexample\\.(com|net|org)\\b");
    private static final Pattern BELOW = Pattern.compile("(?i)\\b([a-z0-9-]+)\\.example\\b(?!\\.)");

    private static final String SECRETS = """
            AUTH PLAIN AGFubmEuZWhybGljaABTY2hsb3NzdHVybTQy
            334 UGFzc3dvcmQ6
            U2NobG9zc3R1cm00Mg==
            -----BEGIN PRIVATE KEY-----
            MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj
            -----END PRIVATE KEY-----
            api_key = 9f8e7d6c5b4a39281706f5e4d3c2b1a0
            Authorization: Bearer ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8
            relay_token: hunter2-hunter2
            From: Anna Ehrlich <anna.ehrlich@kanzlei-ehrlich.de>
            Nobody at kanzlei-müller-söhne.de or mx7.xn--strae-oqa-berlin.de gets mail from 2a02:8109:9a40:1c3::77.
            """;
    private static final List<String> PLANTED = List.of(
            "ehrlich",
            "dachdecker-kunz",
            "weinhof",
            "müller",
            "xn--stra",
            "87.54.32.",
            "10.33.44.",
            "91.22.33.",
            "2a02:8109",
            "AGFubmEu",
            "U2Nob",
            "MIIEvQ",
            "9f8e7d6c",
            "ghp_A1",
            "hunter2",
            "stellwerk");

    List<RetoldCase> cases() {
        return RetoldCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingPlantedLeavesAndTheDiagnosisStays(RetoldCase told) throws IOException {
        CheckRequest request = planted(told.request());
        Check.Result original = Check.run(request, ScanListener.NONE, new Cancellation());
        Check.Result redacted = Cases.redacted(request, original, new Redaction());

        assertThat(findings(redacted)).isEqualTo(findings(original));
        assertNothingPlanted(written(redacted));
        assertNothingPlanted(caseText(
                Cases.of(request, original, List.of(), request.settings()).redacted(new Redaction())));
    }

    private static void assertNothingPlanted(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        assertThat(PLANTED)
                .allSatisfy(word -> assertThat(lower.contains(word.toLowerCase(Locale.ROOT)))
                        .as(() -> word + " in " + around(lower, word.toLowerCase(Locale.ROOT)))
                        .isFalse());
    }

    private static String around(String text, String word) {
        int at = text.indexOf(word);
        return at < 0 ? "" : text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100));
    }

    private static List<String> findings(Check.Result result) {
        return result.report().diagnosis().findings().stream()
                .map(finding -> finding.cause() + " " + finding.role() + " " + finding.certainty())
                .toList();
    }

    private static CheckRequest planted(CheckRequest request) {
        List<Input> inputs = new ArrayList<>();
        for (Input input : request.inputs()) {
            try (InputStream stream = input.content().open()) {
                inputs.add(Input.of(
                        input.name(), input.day(), planted(new String(stream.readAllBytes(), StandardCharsets.UTF_8))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        inputs.add(Input.of("stellwerk.de.txt", request.inputs().getFirst().day(), SECRETS));
        return request.withInputs(inputs);
    }

    private static String planted(String text) {
        String own = DOMAIN.matcher(text)
                .replaceAll(found -> switch (found.group(1).toLowerCase(Locale.ROOT)) {
                    case "com" -> "kanzlei-ehrlich.de";
                    case "net" -> "dachdecker-kunz.co.uk";
                    default -> "weinhof.fr";
                });
        return BELOW.matcher(own)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + ".weinhof.at"))
                .replace("192.0.2.", "87.54.32.")
                .replace("198.51.100.", "10.33.44.")
                .replace("203.0.113.", "91.22.33.")
                .replace("2001:db8:", "2a02:8109:");
    }

    private static String written(Check.Result result) throws IOException {
        var out = new ByteArrayOutputStream();
        HtmlReport.write(result.report(), out);
        JsonReport.write(result.report(), out);
        TextReport.write(result.report(), out);
        TextReport.write(result.report(), ReportText.in(Locale.SIMPLIFIED_CHINESE), out);
        return out.toString(StandardCharsets.UTF_8) + pdfText(result);
    }

    /// The text of the PDF as it stands there, and once more without the ends of its lines, where words are parted.
    private static String pdfText(Check.Result result) throws IOException {
        var pdf = new ByteArrayOutputStream();
        PdfReport.write(result.report(), pdf);
        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            String text = new PDFTextStripper().getText(document);
            return text + text.replaceAll("\\R", "");
        }
    }

    /// All that is in a case file.
    private static String caseText(SavedCase saved) throws IOException {
        var out = new ByteArrayOutputStream();
        CaseFile.write(saved, "0", out);
        var text = new StringBuilder();
        try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                text.append(entry.getName())
                        .append('\n')
                        .append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}
