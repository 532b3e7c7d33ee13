package postern.report;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import postern.diagnosis.Citation;
import postern.report.Block.Cell;

/// The blocks of a report as markup.
final class HtmlBlocks {
    /// What fits on a sheet of A4 in the size of the other listings.
    private static final int WIDEST_LINE = 92;
    /// What fits there in the size of wide listings.
    private static final int WIDEST_SMALL_LINE = 108;
    /// What fits there in the smallest size; longer lines are wrapped.
    private static final int WIDEST_TINY_LINE = 128;
    /// From here on letters are about twice as wide.
    private static final int FIRST_WIDE_LETTER = 0x2E80;
    /// A table of no more rows is not worth breaking.
    private static final int MOST_ROWS_KEPT = 6;
    /// What is better broken over two pages than begun on a new one.
    private static final int LONGEST_WHOLE = 30;

    private final Html html;

    HtmlBlocks(IntPredicate showable) {
        this.html = new Html(showable);
    }

    void section(Section section) {
        html.open("div", "class", "section " + section.kind(), "id", section.id())
                .newline();
        html.element("h2", section.title());
        section.blocks().forEach(this::block);
        html.close("div").newline();
    }

    private void block(Block block) {
        switch (block) {
            case Block.Banner banner -> banner(banner);
            case Block.Subheading(String words) -> html.element("h3", words);
            case Block.Paragraph(String words) -> html.element("p", words);
            case Block.Facts facts -> facts(facts);
            case Block.Table table -> table(table);
            case Block.Chart chart -> new HtmlDrawings(html).chart(chart);
            case Block.ChainDrawing chain -> new HtmlDrawings(html).chain(chain);
            case Block.Listing listing -> listing(listing);
            case Block.Issue issue -> issue(issue);
            case Block.Quotes quotes -> quotes(quotes);
        }
        html.newline();
    }

    private void banner(Block.Banner banner) {
        html.open("div", "class", "banner " + name(banner.tone()));
        html.open("p", "class", "word");
        sign(banner.tone());
        html.text(" " + banner.word()).close("p");
        html.element("p", banner.sentence(), "class", "sentence");
        html.close("div");
    }

    private void facts(Block.Facts facts) {
        html.open("table", "class", "facts");
        facts.facts()
                .forEach(fact -> html.open("tr")
                        .element("th", fact.label(), "scope", "row")
                        .open("td")
                        .text(fact.value())
                        .close("td")
                        .close("tr"));
        html.close("table");
    }

    private void table(Block.Table table) {
        html.open("table", "class", table.rows().size() <= MOST_ROWS_KEPT ? "grid kept" : "grid");
        html.open("colgroup");
        table.shares()
                .forEach(share ->
                        html.open("col", "style", "width: " + share + "%").close("col"));
        html.close("colgroup");
        html.open("thead").open("tr");
        table.heads().forEach(head -> html.element("th", head, "scope", "col"));
        html.close("tr").close("thead").open("tbody");
        table.rows().forEach(this::row);
        html.close("tbody").close("table");
    }

    private void row(List<Cell> cells) {
        html.open("tr");
        IntStream.range(0, cells.size()).forEach(column -> {
            String element = column == 0 ? "th" : "td";
            if (column == 0) {
                html.open(element, "scope", "row");
            } else {
                html.open(element);
            }
            cell(cells.get(column));
            html.close(element);
        });
        html.close("tr").newline();
    }

    private void cell(Cell cell) {
        html.open("span", "class", "says " + name(cell.tone()));
        sign(cell.tone());
        html.narrow(cell.tone() == Tone.PLAIN ? cell.text() : " " + cell.text()).close("span");
        if (!cell.detail().isEmpty()) {
            html.open("span", "class", "detail").narrow(cell.detail()).close("span");
        }
    }

    private void listing(Block.Listing listing) {
        boolean whole = listing.lines().size() <= LONGEST_WHOLE;
        html.open("div", "class", whole ? "listing kept" : "listing");
        html.element("p", listing.caption(), "class", "caption");
        html.open("pre", "class", kind(listing.lines()));
        for (int i = 0; i < listing.lines().size(); i++) {
            if (i > 0) {
                html.newline();
            }
            html.verbatim(listing.lines().get(i));
        }
        html.close("pre").close("div");
    }

    private static String kind(List<String> lines) {
        long widest = lines.stream().mapToLong(HtmlBlocks::width).max().orElse(0);
        String size = widest > WIDEST_TINY_LINE
                ? "widest wrapped"
                : widest > WIDEST_SMALL_LINE ? "widest" : widest > WIDEST_LINE ? "wide" : "usual";
        return lines.size() > LONGEST_WHOLE ? size + " long" : size;
    }

    private static long width(String line) {
        return line.length()
                + line.chars().filter(letter -> letter >= FIRST_WIDE_LETTER).count();
    }

    private void issue(Block.Issue issue) {
        html.open("div", "class", "issue " + name(issue.tone()));
        html.open("h3").text(issue.title()).close("h3");
        html.open("p", "class", "tag");
        sign(issue.tone());
        html.text(" " + issue.tag()).close("p");
        issue.paragraphs().forEach(words -> html.element("p", words));
        html.element("p", issue.action(), "class", "action");
        html.close("div");
    }

    private void quotes(Block.Quotes quotes) {
        html.element("h3", quotes.title());
        html.open("table", "class", "quotes");
        quotes.citations().forEach(this::quote);
        html.close("table");
    }

    private void quote(Citation citation) {
        String line = citation.line().isPresent() ? ":" + citation.line().getAsLong() : "";
        html.open("tr")
                .open("th", "scope", "row")
                .narrow(citation.source() + line)
                .close("th")
                .open("td")
                .text(citation.text())
                .close("td")
                .close("tr")
                .newline();
    }

    private void sign(Tone tone) {
        html.element("span", tone.sign(), "class", "sign");
    }

    private static String name(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
