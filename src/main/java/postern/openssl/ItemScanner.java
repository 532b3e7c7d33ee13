package postern.openssl;

/// Cuts a cipher string into items (parted by colon, blank, semicolon or comma), operators and words.
final class ItemScanner {
    private final String text;
    private final String wordSigns;
    private int at;
    private int start;
    private Rule rule = Rule.ADD;
    private boolean command;

    ItemScanner(String text, OpenSslRelease release) {
        this.text = text;
        this.wordSigns = "-" + (release.isFrom("1.0.1d") ? "." : "") + (release.isFrom("1.1.0") ? "=" : "")
                + (release.isFrom("3.2.0") ? "_" : "");
    }

    /// Goes on to the next item and reads its operator.
    ///
    /// @return false at the end of the string
    boolean nextItem() {
        while (at < text.length() && isSeparator(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return false;
        }
        start = at;
        char sign = text.charAt(at);
        command = sign == '@';
        rule = switch (sign) {
            case '-' -> Rule.DELETE;
            case '+' -> Rule.ORDER;
            case '!' -> Rule.KILL;
            default -> Rule.ADD;
        };
        if (command || rule != Rule.ADD) {
            at++;
        }
        return true;
    }

    /// Whether the item is a command such as `@STRENGTH`.
    boolean isCommand() {
        return command;
    }

    /// What the item does.
    Rule rule() {
        return rule;
    }

    /// Reads a word; empty if none begins here.
    String word() {
        int first = at;
        while (at < text.length() && isWordSign(text.charAt(at))) {
            at++;
        }
        return text.substring(first, at);
    }

    /// Steps over a `+` that joins two words.
    boolean skipPlus() {
        boolean plus = at < text.length() && text.charAt(at) == '+';
        at += plus ? 1 : 0;
        return plus;
    }

    /// Steps over what is left of the item.
    void skipItem() {
        while (at < text.length() && !isSeparator(text.charAt(at))) {
            at++;
        }
    }

    /// The item as far as it was read, with its operator.
    String item() {
        return text.substring(start, at);
    }

    private static boolean isSeparator(char sign) {
        return sign == ':' || sign == ' ' || sign == ';' || sign == ',';
    }

    private boolean isWordSign(char sign) {
        return (sign >= 'A' && sign <= 'Z')
                || (sign >= 'a' && sign <= 'z')
                || (sign >= '0' && sign <= '9')
                || wordSigns.indexOf(sign) >= 0;
    }
}
