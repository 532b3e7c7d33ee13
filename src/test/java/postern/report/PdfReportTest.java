package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfReportTest {

    @Test
    void readsBackWhatTheReportSays() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SampleReports.founding()))) {
            List<String> lines = new PDFTextStripper()
                    .getText(document)
                    .lines()
                    .map(String::strip)
                    .toList();

            assertThat(lines)
                    .containsSubsequence(
                            "TLS diagnosis of mail.example.com",
                            "× Cause found, proven",
                            "Why it fails",
                            "Lines for main.cf",
                            "smtpd_tls_protocols = !SSLv2, !SSLv3",
                            "The same as commands",
                            "postconf -e 'smtpd_tls_protocols = !SSLv2, !SSLv3'",
                            "postfix reload",
                            "How to verify");
        }
    }

    @Test
    void isTaggedAndNamesTitleAndLanguage() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SampleReports.founding()))) {
            var catalog = document.getDocumentCatalog();

            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot()).isNotNull();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("TLS diagnosis of mail.example.com");
        }
    }

    @Test
    void hasABookmarkForEachSection() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SampleReports.healthy()))) {
            List<String> titles = new ArrayList<>();
            for (PDOutlineItem item :
                    document.getDocumentCatalog().getDocumentOutline().children()) {
                titles.add(item.getTitle());
            }

            assertThat(titles)
                    .containsExactly(
                            "Whose mail arrives",
                            "Looks guilty, is not",
                            "Evidence",
                            "What was examined",
                            "What the server showed");
        }
    }

    @Test
    void embedsSubsetsOfItsFontsOnly() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SampleReports.founding()))) {
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).isTrue();
                    assertThat(font.getName()).matches("[A-Z]{6}\\+IBMPlex.*");
                }
            }
        }
    }

    @Test
    void givesTheSameBytesForTheSameReport() throws IOException {
        assertThat(pdf(SampleReports.founding())).isEqualTo(pdf(SampleReports.founding()));
    }

    @Test
    void staysSmall() throws IOException {
        assertThat(pdf(SampleReports.founding())).hasSizeLessThan(500_000);
    }

    @Test
    void survivesHostileText() throws IOException {
        String hostile = String.join(" ", HostileTexts.ALL);
        try (PDDocument document = Loader.loadPDF(pdf(HostileTexts.everywhere(hostile)))) {
            assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(document.getDocumentCatalog().getNames()).isNull();
            for (PDPage page : document.getPages()) {
                assertThat(page.getAnnotations()).isEmpty();
            }
            assertThat(new PDFTextStripper().getText(document)).contains("\\x1b[31m", "<script>");
        }
    }

    private static byte[] pdf(Report report) throws IOException {
        var out = new ByteArrayOutputStream();
        PdfReport.write(report, out);
        return out.toByteArray();
    }
}
