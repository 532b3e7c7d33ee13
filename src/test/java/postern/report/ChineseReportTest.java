package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Citation;
import postern.diagnosis.Phrase;
import postern.tls.ProtocolVersion;

/// The report in Simplified Chinese.
class ChineseReportTest {
    private static final ReportText CHINESE = ReportText.in(Locale.SIMPLIFIED_CHINESE);

    @Test
    void readsBackInChineseWithSettingsAsTheyAre() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SampleReports.founding()))) {
            assertThat(lines(document))
                    .containsSubsequence(
                            "Postern 第 1 页，共 5 页",
                            "mail.example.com 的 TLS 诊断",
                            "2014年12月19日，Postern 0.1.0",
                            "× 已找到原因（已证实）",
                            "为什么失败",
                            "main.cf 中的行",
                            "smtpd_tls_protocols = !SSLv2, !SSLv3",
                            "postconf -e 'smtpd_tls_protocols = !SSLv2, !SSLv3'",
                            "如何验证");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("mail.example.com 的 TLS 诊断");
        }
    }

    @Test
    void isSmallForItHoldsOnlyTheCharactersItNeeds() throws IOException {
        assertThat(pdf(SampleReports.founding())).hasSizeLessThan(500_000);
    }

    @Test
    void saysWhatAProbeSawInChineseAndLeavesTheWordsOfOthers() {
        var seen = Citation.of(
                "probe mail.example.com:25",
                Phrase.of("seen.accepts", Phrase.list(List.of(ProtocolVersion.TLSV1, ProtocolVersion.TLSV1_2))));
        var said = Citation.line("mail.log", 3, "accepts TLSv1");
        assertThat(CHINESE.findings().evidence(seen).text()).isEqualTo("接受 TLSv1 和 TLSv1.2");
        assertThat(CHINESE.findings().evidence(said).text()).isEqualTo("accepts TLSv1");
        assertThat(seen.text()).isEqualTo("accepts TLSv1 and TLSv1.2");
    }

    @Test
    void wrapsTextWithoutAPunctuationMarkAtTheBeginningOfALine() {
        assertThat(TextReport.of(SampleReports.founding(), CHINESE).lines())
                .noneMatch(line -> line.strip().matches("[，。、；：？！）》”].*"))
                .allMatch(line -> line.startsWith("    ") || Columns.width(line) <= TextReport.WIDTH);
    }

    /// Whatever our Chinese says, the PDF can show: no character is written out by its number.
    @Test
    void allCharactersOfOurWordsAreInTheFonts() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/postern"))) {
            for (Path file : files.filter(file -> file.toString().matches(".*_zh_CN\\.properties"))
                    .toList()) {
                assertThat(Files.readString(file)
                                .codePoints()
                                .filter(point -> !Character.isISOControl(point) && !Font.canShow(point))
                                .mapToObj(Character::toString))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void aNameInChineseIsShownInAnEnglishReportAndOtherScriptsAreWrittenOut() throws IOException {
        Report report = HostileTexts.everywhere("北京某某科技有限公司 喆 ש \u202e x");
        var out = new ByteArrayOutputStream();
        PdfReport.write(report, ReportText.in(Locale.ENGLISH), out);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains("北京某某科技有限公司喆\\u{5e9}\\u{202e}x");
        }
    }

    @Test
    void survivesHostileText() throws IOException {
        String hostile = String.join(" ", HostileTexts.ALL);
        try (PDDocument document = Loader.loadPDF(pdf(HostileTexts.everywhere(hostile)))) {
            assertThat(new PDFTextStripper().getText(document)).contains("\\x1b[31m", "<script>", "中文");
        }
    }

    private static List<String> lines(PDDocument document) throws IOException {
        return new PDFTextStripper()
                .getText(document)
                .lines()
                .map(String::strip)
                .toList();
    }

    private static byte[] pdf(Report report) throws IOException {
        var out = new ByteArrayOutputStream();
        PdfReport.write(report, CHINESE, out);
        return out.toByteArray();
    }
}
