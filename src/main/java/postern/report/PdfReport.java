package postern.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.pdmodel.PDDocument;

/// A report as tagged PDF (PDF/UA) on A4, made from the HTML. Fonts are embedded, and nothing is fetched.
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
            document.setDocumentId((long) page.hashCode());
            document.save(out);
        }
        out.flush();
    }

    private static PdfRendererBuilder builder(String page, String version) {
        var builder = new PdfRendererBuilder()
                .useFastMode()
                .usePdfUaAccessibility(true)
                .withProducer("Postern " + Printable.clipped(version))
                .withDiagnosticConsumer(_ -> {});
        builder.withHtmlContent(page, null);
        for (Font font : Font.ALL) {
            builder.useFont(font::stream, font.family(), font.weight(), FontStyle.NORMAL, true);
        }
        for (var priority : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((_, _) -> false, priority);
        }
        return builder;
    }

    /// The day of the diagnosis, not the moment of writing.
    private static void date(PDDocument document, LocalDate day) {
        Calendar calendar = GregorianCalendar.from(day.atStartOfDay(ZoneOffset.UTC));
        document.getDocumentInformation().setCreationDate(calendar);
        document.getDocumentInformation().setModificationDate(calendar);
    }
}
