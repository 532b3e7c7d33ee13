package postern.maillog.session;

import postern.maillog.bytes.ByteText;

/// The name of a mail in Postfix's queue.
public final class QueueId {
    /// Ids are seldom shorter than eight characters.
    static final int SHORTEST = 5;

    private static final int LONGEST = 24;

    private QueueId() {}

    /// Length of the queue id that the text starts with; 0 if it starts with none followed by `: `.
    public static int length(String text) {
        int end = 0;
        while (end < text.length() && end <= LONGEST && isIdCharacter(text.charAt(end))) {
            end++;
        }
        return end >= SHORTEST && text.startsWith(": ", end) ? end : 0;
    }

    /// Whether a part of a text is a queue id.
    public static boolean is(ByteText text, int from, int to) {
        int end = from;
        while (end < to && isIdCharacter((char) text.at(end))) {
            end++;
        }
        return end == to && to - from >= SHORTEST && to - from <= LONGEST + 1;
    }

    /// Short ids are hexadecimal, long ones use digits and consonants (`enable_long_queue_ids`).
    private static boolean isIdCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
