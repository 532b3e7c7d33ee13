package postern.postfix;

/// One line of a text.
///
/// @param number  counted from 1
/// @param raw     the line as it was given, without its end
/// @param end     what ends it: `\n`, `\r\n`, or nothing for a last line without end
/// @param prefix  how many characters of `raw` do not belong to the configuration (quoting, line number)
/// @param content what Postfix is to read
record PhysicalLine(int number, String raw, String end, int prefix, String content) {

    PhysicalLine(int number, String raw, String end) {
        this(number, raw, end, 0, raw);
    }

    PhysicalLine withContent(int newPrefix, String newContent) {
        return new PhysicalLine(number, raw, end, newPrefix, newContent);
    }

    String decoration() {
        return raw.substring(0, prefix);
    }

    boolean isIndented() {
        return !content.isEmpty() && ConfigurationText.isSpace(content.charAt(0));
    }

    /// A comment or nothing but white space; such a line does not end a logical line.
    boolean isSkipped() {
        String text = ConfigurationText.strip(content);
        return text.isEmpty() || text.charAt(0) == '#';
    }
}
