package postern.report;

import java.util.ArrayList;
import java.util.List;

/// Part of a text that is not broken over two lines: a word, or a wide character with the punctuation that belongs to
/// it.
///
/// @param afterBlank whether a blank stands before it, unless it begins a line
record Piece(boolean afterBlank, String text) {
    /// What begins no line (GB/T 15834-2011 section 5.1).
    private static final String NOT_FIRST = ",.;:!?)]}%’”…—" + "，。、；：？！）】》〉」』％·";
    /// What ends none.
    private static final String NOT_LAST = "([{‘“（【《〈「『";

    static List<Piece> of(String text) {
        List<Piece> pieces = new ArrayList<>();
        boolean first = true;
        for (String word : text.split(" +", -1)) {
            int begin = 0;
            for (int at = begin; at < word.length(); at += Character.charCount(word.codePointAt(at))) {
                if (at > begin && mayBreak(word.codePointBefore(at), word.codePointAt(at))) {
                    pieces.add(new Piece(begin == 0 && !first, word.substring(begin, at)));
                    begin = at;
                }
            }
            pieces.add(new Piece(begin == 0 && !first, word.substring(begin)));
            first = false;
        }
        return pieces;
    }

    private static boolean mayBreak(int before, int after) {
        return (Columns.width(before) > 1 || Columns.width(after) > 1)
                && NOT_FIRST.indexOf(after) < 0
                && NOT_LAST.indexOf(before) < 0;
    }
}
