package postern.maillog.message;

/// A text that ends the search of a pattern when it takes too long: a hostile line must not keep the reader
/// busy.
final class BoundedText implements CharSequence {
    private static final int MOST_LOOKS = 400_000;

    private final String text;
    private int looks;

    BoundedText(String text) {
        this.text = text;
    }

    /// The search has looked at too many characters.
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("The pattern takes too long.", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new TooMuch();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
