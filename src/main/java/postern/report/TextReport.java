package postern.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import postern.diagnosis.Citation;

/// A report as plain text for a terminal or a ticket: 80 columns, but for lines that are to be copied.
public final class TextReport {
    static final int WIDTH = 80;
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();
    private final ReportText text;

    private TextReport(ReportText text) {
        this.text = text;
    }

    /// Writes the report in English and leaves the stream open.
    public static void write(Report report, OutputStream out) throws IOException {
        write(report, ReportText.in(Locale.ENGLISH), out);
    }

    /// Writes the report in a language and leaves the stream open.
    public static void write(Report report, ReportText text, OutputStream out) throws IOException {
        out.write(of(report, text).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static String of(Report report, ReportText text) {
        var writer = new TextReport(text);
        writer.outline(Outline.of(report, text));
        return writer.out.toString();
    }

    private void outline(Outline outline) {
        heading(outline.title(), '=');
        outline.firm()
                .map(Letterhead::name)
                .filter(name -> !name.isBlank())
                .ifPresent(name -> line(Printable.clipped(name)));
        line(outline.summary());
        outline.sections().forEach(this::section);
    }

    private void section(Section section) {
        if (!section.title().isEmpty()) {
            line("");
            heading(section.title(), '-');
        }
        section.blocks().forEach(this::block);
    }

    private void heading(String title, char rule) {
        List<String> shown = Columns.wrap(Printable.clipped(title), WIDTH);
        shown.forEach(this::line);
        line(String.valueOf(rule)
                .repeat(shown.stream().mapToInt(Columns::width).max().orElse(0)));
    }

    private void block(Block block) {
        line("");
        switch (block) {
            case Block.Banner banner -> {
                line(banner.word().toUpperCase(Locale.ROOT));
                paragraph(banner.sentence(), "");
            }
            case Block.Subheading(String words) -> paragraph("* " + words, "");
            case Block.Paragraph(String words) -> paragraph(words, "");
            case Block.Facts(var facts) ->
                facts.forEach(fact -> paragraph(text.labelled(fact.label(), fact.value()), INDENT));
            case Block.Table table -> out.append(Columns.of(table, WIDTH));
            case Block.Chart chart -> {
                paragraph(text.above(chart.caption()), "");
                line("");
                out.append(Columns.of(chart.table(), WIDTH));
            }
            case Block.ChainDrawing(var links) -> links.forEach(this::link);
            case Block.Listing(String caption, var lines) -> {
                paragraph(text.above(caption), "");
                line("");
                lines.forEach(words -> line(INDENT + Printable.of(words)));
            }
            case Block.Issue issue -> {
                paragraph("* " + issue.title() + " (" + issue.tag() + ")", "");
                issue.paragraphs().forEach(words -> paragraph("  " + words, "  "));
                if (!issue.action().isEmpty()) {
                    paragraph("  " + issue.action(), "  ");
                }
            }
            case Block.Quotes(String title, var citations) -> {
                paragraph("* " + title, "");
                citations.forEach(citation -> paragraph("  " + words(citation), INDENT));
            }
        }
    }

    private void link(Block.Link link) {
        if (!link.above().isEmpty()) {
            line(INDENT + "  | " + link.above());
        }
        paragraph("  " + Printable.clipped(link.name()), INDENT);
        link.lines().forEach(words -> paragraph(INDENT + words, INDENT));
    }

    private static String words(Citation citation) {
        String line = citation.line().isPresent() ? ":" + citation.line().getAsLong() : "";
        return citation.source() + line + ": " + citation.text();
    }

    /// Wraps at blanks; lines after the first are indented.
    private void paragraph(String words, String hanging) {
        String indent = words.startsWith("  ") ? "  " : "";
        String wrapped = Columns.wrap(Printable.clipped(words.strip()), WIDTH - hanging.length()).stream()
                .collect(Collectors.joining("\n" + hanging));
        line(indent + wrapped);
    }

    private void line(String words) {
        out.append(words).append('\n');
    }
}
