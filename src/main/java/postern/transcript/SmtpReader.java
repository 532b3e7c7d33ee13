package postern.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads pasted conversations with a mail server: telnet, netcat, swaks, the report that Postfix sends to its
/// postmaster.
public final class SmtpReader {
    private static final int MOST_CONVERSATIONS = 50;
    private static final int LONGEST = 2000;
    private static final Pattern SIGNS =
            Pattern.compile("(?im)^Escape character is|^.{0,60}\\btelnet \\S{1,255} \\d{2,5}\\b"
                    + "|^(?:[ \\t<>=~*+-]|In:|Out:|S:|C:)*+(?:220[ -]\\S.*(?:SMTP|\\*{5})"
                    + "|250-(?:PIPELINING|SIZE|STARTTLS|8BITMIME|ENHANCEDSTATUSCODES|X{5,}\\w)\\b"
                    + "|(?:EHLO|STARTTLS)(?: \\S+)?$)");
    /// What tools write before a line: `<-  `, ` ~> `, `=== `, `S: `, `Out: `.
    private static final Pattern FRONT =
            Pattern.compile("\\s*(?:(?:<[-~=]|[-~=]>|<~|~>|<<<|>>>|\\*\\*\\*|In:|Out:|[SC]:|[<>])\\s*)?");
    private static final Pattern BEGIN =
            Pattern.compile(".*(?:[$#>]|^)\\s*((?:telnet|nc|ncat|swaks|openssl s_client)\\b.*)");

    private SmtpReader() {}

    /// Whether a text looks like a conversation with a mail server.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        return SIGNS.matcher(head).find();
    }

    /// Reads all conversations in a text, in order.
    ///
    /// @param source the file's name
    /// @return one for each, at most 50
    public static List<SmtpTranscript> readAll(String source, String text) {
        List<SmtpConversation> conversations = new ArrayList<>();
        var conversation = new SmtpConversation(source, null);
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String cut = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
            Matcher begin = BEGIN.matcher(cut);
            if (begin.matches()) {
                conversations.add(conversation);
                conversation = new SmtpConversation(source, begin.group(1).strip());
                continue;
            }
            String said = FRONT.matcher(cut).replaceFirst("").strip();
            if (conversation.endsBefore(said)) {
                conversations.add(conversation);
                conversation = new SmtpConversation(source, null);
            }
            conversation.take(number, said);
        }
        conversations.add(conversation);
        return conversations.stream()
                .filter(each -> !each.isEmpty())
                .limit(MOST_CONVERSATIONS)
                .map(SmtpConversation::transcript)
                .toList();
    }
}
