package postern.cli;

import java.io.IOException;
import java.io.OutputStream;
import postern.report.HtmlReport;
import postern.report.JsonReport;
import postern.report.MarkdownReport;
import postern.report.PdfReport;
import postern.report.Report;
import postern.report.TextReport;

/// How a result is written.
enum Format {
    TEXT {
        @Override
        void write(Report report, OutputStream out) throws IOException {
            TextReport.write(report, out);
        }
    },
    JSON {
        @Override
        void write(Report report, OutputStream out) throws IOException {
            JsonReport.write(report, out);
        }
    },
    HTML {
        @Override
        void write(Report report, OutputStream out) throws IOException {
            HtmlReport.write(report, out);
        }
    },
    PDF {
        @Override
        void write(Report report, OutputStream out) throws IOException {
            PdfReport.write(report, out);
        }
    },
    MARKDOWN {
        @Override
        void write(Report report, OutputStream out) throws IOException {
            MarkdownReport.write(report, out);
        }
    };

    /// Whether it is made to be given to others: a page to read, and not a terminal's text or data for a program.
    boolean isShared() {
        return this == HTML || this == PDF || this == MARKDOWN;
    }

    abstract void write(Report report, OutputStream out) throws IOException;
}
