package postern.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.maillog.Direction;
import postern.maillog.HourTotals;

class DrawingsTest {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 5, 0, 0);

    @ParameterizedTest
    @CsvSource({"10, by hour, 10", "100, by day, 5", "2000, by week, 12", "6000, by month, 9"})
    void aLogIsDrawnByTheFinestUnitThatHasRoom(int hours, String caption, int bars) {
        Block.Chart chart = (Block.Chart) Charts.section(report(hours), ReportText.in(Locale.ENGLISH))
                .blocks()
                .getFirst();

        assertThat(chart.caption()).isEqualTo("Mail coming in, " + caption);
        assertThat(chart.bars()).hasSize(bars);
        assertThat(chart.bars().stream().mapToLong(Block.Bar::all).sum()).isEqualTo(4L * hours);
    }

    @Test
    void oneHourIsNoCourseOfThings() {
        assertThat(Charts.section(report(1), ReportText.in(Locale.ENGLISH)).isEmpty())
                .isTrue();
    }

    @Test
    void theNumbersOfAChartStandBesideItsBars() throws IOException {
        assertThat(html(report(3))).contains("<span class=\"count\">2 / 1 / 1</span>");
    }

    @Test
    void aChainIsDrawnWithWhatJoinsItsCertificates() throws IOException {
        assertThat(html(SampleReports.founding())).contains("<p class=\"joint plain\">↓ issued by</p>");
    }

    @Test
    void aFirmsNameAndLogoStandOnTheFirstPage() throws IOException {
        Report report = report(3);
        Report signed = report.with(report.supplement()
                .withFirm(new Letterhead("Müller <b>& Co</b>", Optional.of(Letterhead.Logo.of(picture(200, 100))))));

        assertThat(html(signed))
                .contains(
                        "<img src=\"data:image/png;base64,", "alt=\"Müller &lt;b&gt;&amp; Co&lt;/b&gt;\" width=\"92\"");
        var out = new ByteArrayOutputStream();
        PdfReport.write(signed, out);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).hasSize(1);
            assertThat(new PDFTextStripper().getText(document)).contains("Müller <b>& Co</b>");
        }
    }

    @Test
    void whatIsNoPictureIsNoLogo() {
        byte[] text = "%PDF-1.7".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Letterhead.Logo.of(text)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Letterhead.Logo.of(picture(4001, 1))).isInstanceOf(IOException.class);
    }

    private static byte[] picture(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static Report report(int hours) {
        List<HourTotals> totals = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            totals.add(new HourTotals(START.plusHours(hour), Direction.INBOUND, 2, 1, 1));
        }
        return SampleReports.founding()
                .with(new Supplement(totals, Map.of("main.cf", "0a".repeat(32)), Optional.empty()));
    }

    private static String html(Report report) throws IOException {
        var out = new ByteArrayOutputStream();
        HtmlReport.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
