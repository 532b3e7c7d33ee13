package postern.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// A report as tagged PDF (PDF/UA-1 and PDF/A-2u) on A4, made from the HTML. Fonts are embedded, and nothing is
/// fetched.
public final class PdfReport {
    static {
        // The renderer would tell of its progress on standard error, and PDFBox keeps a list of the machine's fonts in
        // the user's home unless told otherwise. Both can only be said for the whole process.
        XRLog.setLoggingEnabled(false);
        Logger.getLogger("org.apache.pdfbox").setLevel(Level.SEVERE);
        if (System.getProperty("pdfbox.fontcache") == null) {
            System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
        }
    }

    private static final Pattern CREATED = Pattern.compile("(<xmp:CreateDate>)[^<]*");

    private PdfReport() {}

    /// Writes the report in English and leaves the stream open.
    public static void write(Report report, OutputStream out) throws IOException {
        write(report, ReportText.in(Locale.ENGLISH), out);
    }

    /// Writes the report in a language and leaves the stream open. The same report gives the same bytes.
    public static void write(Report report, ReportText text, OutputStream out) throws IOException {
        String page = HtmlReport.page(report, text, Style.PAPER, Font::canShow);
        try (PdfBoxRenderer renderer = builder(page, report.version()).buildPdfRenderer();
                PDDocument document = renderer.createPDFKeepOpen()) {
            date(document, report.asOf());
            leavePicturesAsTheyAre(document);
            document.setDocumentId((long) page.hashCode());
            document.save(out);
        }
        out.flush();
    }

    private static PdfRendererBuilder builder(String page, String version) {
        var builder = new PdfRendererBuilder()
                .usePdfUaAccessibility(true)
                .usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .withProducer("Postern " + Printable.clipped(version))
                .withDiagnosticConsumer(_ -> {});
        builder.withHtmlContent(page, null);
        for (Font font : Font.of(page)) {
            builder.useFont(font::stream, font.family(), font.weight(), FontStyle.NORMAL, true);
        }
        for (var priority : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((address, _) -> address.startsWith(Letterhead.ADDRESS), priority);
        }
        return builder;
    }

    /// PDF/A-2 allows no interpolation (ISO 19005-2 section 6.2.8).
    private static void leavePicturesAsTheyAre(PDDocument document) throws IOException {
        for (PDPage page : document.getPages()) {
            PDResources resources = page.getResources();
            for (COSName name : resources.getXObjectNames()) {
                if (resources.getXObject(name) instanceof PDImageXObject picture) {
                    picture.setInterpolate(false);
                }
            }
        }
    }

    /// The day of the diagnosis, not the moment of writing.
    private static void date(PDDocument document, LocalDate day) throws IOException {
        Calendar calendar = GregorianCalendar.from(day.atStartOfDay(ZoneOffset.UTC));
        document.getDocumentInformation().setCreationDate(calendar);
        document.getDocumentInformation().setModificationDate(calendar);
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String told = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        metadata.importXMPMetadata(CREATED.matcher(told)
                .replaceFirst("$1" + day + "T00:00:00+00:00")
                .getBytes(StandardCharsets.UTF_8));
    }
}
