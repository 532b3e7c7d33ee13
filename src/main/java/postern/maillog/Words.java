package postern.maillog;

import java.util.Arrays;

/// A few words of ASCII, found quickly by their first letter.
final class Words {
    private static final int LETTERS = 1 << 7;

    private final String[][] words = new String[LETTERS][0];

    Words(String... all) {
        for (String word : all) {
            String[] known = words[word.charAt(0)];
            String[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = word;
            words[word.charAt(0)] = more;
        }
    }

    /// Where the word that starts at a place of the text ends; negative if none does.
    int end(String text, int at) {
        char first = at < text.length() ? text.charAt(at) : 0;
        if (first < LETTERS) {
            for (String word : words[first]) {
                if (text.startsWith(word, at)) {
                    return at + word.length();
                }
            }
        }
        return -1;
    }
}
