package postern.postfix;

/// Something about the way a text was given that the reader looked past, and that the user should know.
///
/// @param kind what it is
/// @param line the first line it was seen in, counted from 1
public record Remark(Kind kind, int line) {

    /// The kinds of remark. Where Postfix itself would not look past it, the kind says so.
    public enum Kind {
        /// Every line bears its number, as `cat -n` or an editor shows it.
        LINE_NUMBERS,
        /// Lines begin with a file's name, as `grep` prints it.
        FILE_NAMES,
        /// Lines begin with `>`, as in an answered mail.
        MAIL_QUOTING,
        /// Every line is indented alike; in a file of Postfix such lines would continue the one above.
        INDENTED_TEXT,
        /// A line holds a shell's prompt and a command, not configuration.
        COMMAND_PROMPT,
        /// A line is a message of `postconf`, not configuration.
        PROGRAM_MESSAGE,
        /// A line is the markup of a forum or chat around a quoted text.
        MARKUP_FENCE,
        /// Characters are written as in HTML, for example `&gt;`.
        HTML_ENTITIES,
        /// Typographic quotation marks, which Postfix would take as part of the value.
        SMART_QUOTES,
        /// Typographic dashes in place of a hyphen, which Postfix would take as part of the value.
        SMART_DASHES,
        /// No-break spaces or invisible characters, which Postfix would take as part of name or value.
        NO_BREAK_SPACES,
        /// A byte order mark at the start, which Postfix takes as part of the first name.
        BYTE_ORDER_MARK,
        /// A null byte, at which Postfix stops reading the line.
        NULL_BYTE
    }
}
