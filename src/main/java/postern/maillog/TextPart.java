package postern.maillog;

/// Looks into a part of a longer text. The part may be empty, or end before it begins where a line was cut.
final class TextPart {
    private TextPart() {}

    /// Where a character stands in a part of the text; negative if it does not.
    static int indexOf(String text, char wanted, int from, int to) {
        return from < to ? text.indexOf(wanted, from, to) : -1;
    }

    /// Where a word stands in a part of the text; negative if it does not.
    static int indexOf(String text, String wanted, int from, int to) {
        return from < to ? text.indexOf(wanted, from, to) : -1;
    }

    /// Where the word ends that starts at a place: at the next blank, or with the part.
    static int wordEnd(String text, int from, int to) {
        int end = indexOf(text, ' ', from, to);
        return end < 0 ? to : end;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Where the digits end that start at a place; the place itself if there are none.
    static int digitsEnd(String text, int from, int to) {
        int end = from;
        while (end < to && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// Whether there is nothing but digits.
    static boolean isDigits(String text, int from, int to) {
        return digitsEnd(text, from, to) >= to;
    }

    /// Whether there are only printable characters of ASCII, none of which HTML writes by name.
    static boolean isPlain(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c < ' ' || c > '~' || c == '&') {
                return false;
            }
        }
        return true;
    }
}
