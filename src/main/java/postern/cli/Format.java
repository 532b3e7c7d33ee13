package postern.cli;

import java.io.IOException;
import java.io.OutputStream;
import postern.report.HtmlReport;
import postern.report.JsonReport;
import postern.report.MarkdownReport;
import postern.report.PdfReport;
import postern.report.Report;
import postern.report.ReportText;
import postern.report.TextReport;

/// How a result is written: for people in their language, for programs always the same.
enum Format {
    TEXT {
        @Override
        void write(Report report, ReportText text, OutputStream out) throws IOException {
            TextReport.write(report, text, out);
        }
    },
    JSON {
        @Override
        void write(Report report, ReportText text, OutputStream out) throws IOException {
            JsonReport.write(report, out);
        }
    },
    HTML {
        @Override
        void write(Report report, ReportText text, OutputStream out) throws IOException {
            HtmlReport.write(report, text, out);
        }
    },
    PDF {
        @Override
        void write(Report report, ReportText text, OutputStream out) throws IOException {
            PdfReport.write(report, text, out);
        }
    },
    MARKDOWN {
        @Override
        void write(Report report, ReportText text, OutputStream out) throws IOException {
            MarkdownReport.write(report, text, out);
        }
    };

    /// Whether it is made to be given to others: a page to read, and not a terminal's text or data for a program.
    boolean isShared() {
        return this == HTML || this == PDF || this == MARKDOWN;
    }

    abstract void write(Report report, ReportText text, OutputStream out) throws IOException;
}
