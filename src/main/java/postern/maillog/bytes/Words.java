package postern.maillog.bytes;

import java.util.Arrays;

/// A few words of ASCII, found quickly by their first letter.
public final class Words {
    private static final int LETTERS = 1 << 7;

    private final Word[][] words = new Word[LETTERS][0];

    /// Words in ASCII, one of which is enough.
    public Words(String... all) {
        for (String word : all) {
            Word[] known = words[word.charAt(0)];
            Word[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = new Word(word);
            words[word.charAt(0)] = more;
        }
    }

    /// Where the word that starts at a place of the text ends; negative if none does.
    public int end(ByteText text, int at) {
        int first = at < text.length() ? text.at(at) : 0;
        if (first < LETTERS) {
            for (Word word : words[first]) {
                if (text.startsWith(word, at)) {
                    return at + word.length();
                }
            }
        }
        return -1;
    }

    /// Whether a part of the text is one of the words.
    public boolean isWord(ByteText text, int from, int to) {
        return end(text, from) == to;
    }
}
