package postern.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A report as one XHTML file: no scripts, nothing from outside, fit for screen and paper. The PDF is made
/// from it.
public final class HtmlReport {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

    private HtmlReport() {}

    /// Writes the report in English and leaves the stream open.
    public static void write(Report report, OutputStream out) throws IOException {
        write(report, ReportText.in(Locale.ENGLISH), out);
    }

    /// Writes the report in a language and leaves the stream open.
    public static void write(Report report, ReportText text, OutputStream out) throws IOException {
        out.write(page(report, text, Style.SCREEN, _ -> true).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// The whole page.
    ///
    /// @param showable tells which code points the reader's font has
    static String page(Report report, ReportText text, Style style, IntPredicate showable) {
        Outline outline = Outline.of(report, text);
        var body = new HtmlBlocks(showable);
        outline.sections().forEach(body::section);
        var html = new Html(showable);
        Map<String, String> parts = Map.of(
                "language", html.escaped(text.language()),
                "title", html.escaped(outline.title()),
                "description", html.escaped(text.get("report.description")),
                "summary", html.escaped(outline.summary()),
                "bookmarks", style == Style.PAPER ? bookmarks(outline.sections(), showable) : "",
                "style", style.sheet(text),
                "firm", firm(outline, showable),
                "class", breaks(outline) ? "two-parts" : "one-part",
                "body", body.toString());
        return filled(Style.template(), parts);
    }

    private static String firm(Outline outline, IntPredicate showable) {
        var html = new Html(showable);
        outline.firm().ifPresent(firm -> {
            html.open("div", "class", "firm");
            firm.logo()
                    .ifPresent(logo -> html.open(
                                    "img", "src", logo.address(), "alt", firm.name(), "width", "" + logo.shownWidth())
                            .close("img"));
            html.element("p", firm.name()).close("div");
        });
        return html.toString();
    }

    /// The technical part begins on a page of its own where the first has something to say.
    private static boolean breaks(Outline outline) {
        return outline.sections().stream().anyMatch(section -> section.id().equals("causes"));
    }

    /// Fills in all parts in one pass, so that nothing inside a part is taken for a place to fill.
    private static String filled(String template, Map<String, String> parts) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
    }

    /// Outline entries, in the notation of OpenHTMLtoPDF.
    private static String bookmarks(List<Section> sections, IntPredicate showable) {
        var html = new Html(showable).open("bookmarks");
        sections.stream()
                .filter(section -> !section.title().isEmpty())
                .forEach(section -> html.open("bookmark", "name", section.title(), "href", "#" + section.id())
                        .close("bookmark"));
        return html.close("bookmarks").toString();
    }
}
