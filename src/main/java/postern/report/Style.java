package postern.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The look of a page: one style sheet, and another on top of it for paper.
enum Style {
    SCREEN,
    PAPER;

    private static final String TEMPLATE = read("report.xhtml");
    private static final String COMMON = read("report.css");
    private static final String ON_SCREEN = read("screen.css");
    private static final String ON_PAPER = read("paper.css");

    /// The page without its content, which goes in for `${…}`.
    static String template() {
        return TEMPLATE;
    }

    /// The style sheet with the words it needs.
    String sheet(ReportText text) {
        return switch (this) {
            case SCREEN -> COMMON + ON_SCREEN;
            case PAPER ->
                COMMON
                        + ON_PAPER.replace(
                                "${page}", text.get("report.page", "\" counter(page) \"", "\" counter(pages) \""));
        };
    }

    private static String read(String name) {
        try (InputStream stream = Objects.requireNonNull(Style.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
