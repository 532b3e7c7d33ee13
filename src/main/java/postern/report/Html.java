package postern.report;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes well-formed XHTML. Whatever comes in as text stays text.
final class Html {
    private static final Pattern WHOLE =
            Pattern.compile("![A-Za-z][A-Za-z0-9.+-]{0,30}|\\b[A-Z][A-Z0-9]{1,15}(?:-[A-Z0-9]{2,15}){1,6}\\b");

    /// Such as the name of a host or a setting.
    private static final Pattern LONG_WORD = Pattern.compile("(?:&[a-z0-9#]+;|[!-~&&[^&]]){24,}");

    private static final Pattern JOINT =
            Pattern.compile("(?<=\\p{L}[._@/=])(?=[\\p{L}\\p{N}])|(?<=\\p{N}[._@/=])(?=\\p{L})");

    private final StringBuilder out = new StringBuilder();
    private final IntPredicate showable;

    /// @param showable tells which code points the reader's font has; the others are written out
    Html(IntPredicate showable) {
        this.showable = showable;
    }

    /// Opens an element.
    ///
    /// @param attributes names and values in turn
    Html open(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    /// Ends a line of the file, where blanks mean nothing.
    Html newline() {
        out.append('\n');
        return this;
    }

    /// An element that holds nothing but text; nothing at all if the text is empty.
    Html element(String name, String text, String... attributes) {
        return text.isEmpty() ? this : open(name, attributes).text(text).close(name);
    }

    /// Text for people. A renderer may break a line after any `!` or hyphen; what Postfix or OpenSSL reads as one
    /// word stays one.
    Html text(String text) {
        return marked(markupEscaped(Printable.escaped(Printable.clip(text), showable)));
    }

    /// Text for people in a narrow column, where a browser would break a long word anywhere: it is broken at its
    /// joints.
    Html narrow(String text) {
        String escaped = markupEscaped(Printable.escaped(Printable.clip(text), showable));
        return marked(LONG_WORD
                .matcher(escaped)
                .replaceAll(word ->
                        Matcher.quoteReplacement(JOINT.matcher(word.group()).replaceAll("<wbr/>"))));
    }

    private Html marked(String escaped) {
        out.append(WHOLE.matcher(escaped).replaceAll("<span class=\"whole\">$0</span>"));
        return this;
    }

    /// Text to be copied: the whole of it.
    Html verbatim(String text) {
        out.append(escaped(text));
        return this;
    }

    String escaped(String text) {
        return markupEscaped(Printable.escaped(text, showable));
    }

    private static String markupEscaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
