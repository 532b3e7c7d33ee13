package postern.report;

import java.util.function.IntPredicate;

/// Makes text from outside fit to be shown: what could steer a terminal, turn the direction of writing or hide
/// is written out by its number, as `\x1b` for example. Markup is not its business.
public final class Printable {
    /// More than this of one piece of text helps nobody who reads a report.
    private static final int LONGEST = 1500;

    private Printable() {}

    /// The whole text, harmless, on one line.
    public static String of(String text) {
        return escaped(text, _ -> true);
    }

    /// The text, harmless and on one line; only its beginning if it is longer than anything a person reads.
    public static String clipped(String text) {
        return of(clip(text));
    }

    /// The beginning of a text that is longer than anything a person reads.
    static String clip(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + " …";
    }

    /// The whole text, harmless, where a font or terminal cannot show everything.
    ///
    /// @param showable tells whether a code point can be shown; the others are written out
    static String escaped(String text, IntPredicate showable) {
        var result = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\t') {
                result.append(' ');
            } else if (isHarmless(point) && showable.test(point)) {
                result.appendCodePoint(point);
            } else if (point < 0x100) {
                result.append("\\x%02x".formatted(point));
            } else {
                result.append("\\u{%x}".formatted(point));
            }
        });
        return result.toString();
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
