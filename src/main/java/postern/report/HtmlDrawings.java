package postern.report;

import java.util.Locale;

/// Drawings made of boxes, which both a browser and the PDF show as vectors. What they show is also there as words.
final class HtmlDrawings {
    private static final String[] KINDS = {"tls", "failed", "plaintext"};
    private static final String BLANK = "\u00a0";

    private final Html html;

    HtmlDrawings(Html html) {
        this.html = html;
    }

    void chart(Block.Chart chart) {
        long most = chart.bars().stream().mapToLong(Block.Bar::all).max().orElse(1);
        html.element("p", chart.caption(), "class", "caption");
        html.open("table", "class", "chart");
        html.open("colgroup");
        html.open("col", "style", "width: 24%").close("col");
        html.open("col", "style", "width: 76%").close("col");
        html.close("colgroup");
        html.open("thead")
                .open("tr")
                .element("th", chart.when(), "scope", "col")
                .open("th", "scope", "col");
        for (int kind = 0; kind < KINDS.length; kind++) {
            html.open("span", "class", "part key " + KINDS[kind]).text(BLANK).close("span");
            html.text(" " + chart.kinds().get(kind)).text(kind < KINDS.length - 1 ? " / " : "");
        }
        html.close("th").close("tr").close("thead").open("tbody");
        chart.bars().forEach(bar -> bar(bar, most));
        html.close("tbody").close("table");
    }

    private void bar(Block.Bar bar, long most) {
        html.open("tr").element("th", bar.label(), "scope", "row").open("td");
        html.open("div", "class", "bar");
        long[] counts = {bar.tls(), bar.failed(), bar.plaintext()};
        for (int kind = 0; kind < KINDS.length; kind++) {
            if (counts[kind] > 0) {
                String share = String.format(Locale.ROOT, "%.1f", Math.max(0.5, 70.0 * counts[kind] / most));
                html.open("span", "class", "part " + KINDS[kind], "style", "width: " + share + "%")
                        .text(BLANK)
                        .close("span");
            }
        }
        html.element("span", bar.tls() + " / " + bar.failed() + " / " + bar.plaintext(), "class", "count");
        html.close("div").close("td").close("tr").newline();
    }

    void chain(Block.ChainDrawing chain) {
        html.open("div", "class", "chain");
        chain.links().forEach(this::link);
        html.close("div");
    }

    private void link(Block.Link link) {
        String tone = link.tone().name().toLowerCase(Locale.ROOT);
        if (!link.above().isEmpty()) {
            html.open("p", "class", "joint " + tone).text("↓ " + link.above()).close("p");
        }
        html.open("div", "class", "link " + tone + (link.sent() ? "" : " absent"));
        html.element("p", link.name(), "class", "holder");
        link.lines().forEach(words -> html.element("p", words));
        html.close("div");
    }
}
