package postern.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A report as Markdown for a post in a forum or an issue (GitHub Flavored Markdown 0.29). What comes from
/// outside stands in code, or with a backslash before whatever Markdown knows.
public final class MarkdownReport {
    /// What Markdown or HTML in it may take for markup, mentions or links.
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+!|~&:@.-]");
    /// Among those, what is only special at the beginning of a line or in company, and would make words hard to read.
    private static final Pattern HARMLESS_INSIDE = Pattern.compile(
            "(?<=[\\p{L}\\p{N} ])(?:(?<!(?i:www))\\.|[:()-])(?=[\\p{L}\\p{N} ,]|$)|(?<=[\\p{L}\\p{N})])[.:](?= |$)");
    private static final Pattern FENCE = Pattern.compile("`{3,}");

    private final StringBuilder out = new StringBuilder();
    private final ReportText text;

    private MarkdownReport(ReportText text) {
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
        var writer = new MarkdownReport(text);
        Outline outline = Outline.of(report, text);
        writer.line("# " + escaped(outline.title()));
        outline.firm()
                .map(Letterhead::name)
                .filter(name -> !name.isBlank())
                .ifPresent(name -> writer.paragraph(escaped(name)));
        writer.paragraph(escaped(outline.summary()));
        outline.sections().forEach(writer::section);
        return writer.out.toString();
    }

    private void section(Section section) {
        if (!section.title().isEmpty()) {
            paragraph("## " + escaped(section.title()));
        }
        section.blocks().forEach(this::block);
    }

    private void block(Block block) {
        switch (block) {
            case Block.Banner banner -> {
                paragraph("**" + escaped(banner.word()) + "**");
                paragraph(escaped(banner.sentence()));
            }
            case Block.Subheading(String words) -> paragraph("### " + escaped(words));
            case Block.Paragraph(String words) -> paragraph(escaped(words));
            case Block.Facts(var facts) -> {
                line("");
                facts.forEach(fact -> line("- " + text.labelled(escaped(fact.label()), escaped(fact.value()))));
            }
            case Block.Table table -> table(table);
            case Block.Chart chart -> {
                paragraph(escaped(chart.caption()));
                table(chart.table());
            }
            case Block.ChainDrawing(var links) -> {
                line("");
                links.forEach(this::link);
            }
            case Block.Listing(String caption, var lines) -> {
                paragraph(text.above(escaped(caption)));
                code(lines);
            }
            case Block.Issue issue -> {
                paragraph("### " + escaped(issue.title()));
                paragraph("*" + escaped(issue.tag()) + "*");
                issue.paragraphs().forEach(words -> paragraph(escaped(words)));
                if (!issue.action().isEmpty()) {
                    paragraph("**" + escaped(issue.action()) + "**");
                }
            }
            case Block.Quotes(String title, var citations) -> {
                paragraph("### " + escaped(title));
                code(citations.stream()
                        .map(citation -> citation.source()
                                + (citation.line().isPresent()
                                        ? ":" + citation.line().getAsLong()
                                        : "")
                                + ": " + citation.text())
                        .toList());
            }
        }
    }

    private void link(Block.Link link) {
        String lines = link.lines().stream().map(words -> "; " + escaped(words)).collect(Collectors.joining());
        String above = link.above().isEmpty() ? "" : escaped(link.above()) + " ";
        line("- " + above + "**" + escaped(link.name()) + "**" + lines);
    }

    private void table(Block.Table table) {
        line("");
        line(row(table.heads().stream().map(MarkdownReport::escaped).toList()));
        line(row(table.heads().stream().map(_ -> "---").toList()));
        table.rows()
                .forEach(row -> line(row(row.stream()
                        .map(cell -> Pattern.compile("\\s+")
                                .matcher((cell.tone().sign() + " " + cell.text() + " " + cell.detail()).strip())
                                .replaceAll(" "))
                        .map(MarkdownReport::escaped)
                        .toList())));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /// A fence is longer than any that stands inside.
    private void code(List<String> lines) {
        List<String> shown = lines.stream().map(Printable::of).toList();
        int longest = shown.stream()
                .flatMap(words -> FENCE.matcher(words).results())
                .mapToInt(found -> found.group().length())
                .max()
                .orElse(2);
        String fence = "`".repeat(longest + 1);
        line("");
        line(fence + "text");
        shown.forEach(this::line);
        line(fence);
    }

    private static String escaped(String words) {
        String shown = Printable.clipped(words);
        Matcher harmless = HARMLESS_INSIDE.matcher(shown);
        var places = new java.util.BitSet();
        while (harmless.find()) {
            places.set(harmless.start());
        }
        return SPECIAL.matcher(shown)
                .replaceAll(found -> Matcher.quoteReplacement(
                        places.get(found.start()) ? found.group() : entityOrBackslash(found.group())));
    }

    /// A mention of somebody is made of an `@` even behind a backslash.
    private static String entityOrBackslash(String character) {
        return switch (character) {
            case "@" -> "&#64;";
            case "<" -> "&lt;";
            case ">" -> "&gt;";
            case "&" -> "&amp;";
            default -> "\\" + character;
        };
    }

    private void paragraph(String words) {
        line("");
        line(words);
    }

    private void line(String words) {
        out.append(words).append('\n');
    }
}
