package postern.transcript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads pasted conversations with a mail server: telnet, netcat, swaks, the report that Postfix sends to its
/// postmaster.
public final class SmtpReader {
    private static final int MOST_CONVERSATIONS = 50;
    private static final int LONGEST = 2000;
    private static final Pattern SIGNS =
            Pattern.compile("(?im)^Escape character is|^.{0,60}\\btelnet \\S{1,255} \\d{2,5}\\b"
                    + "|^.{0,40}(?:SERVER -> CLIENT|CLIENT -> SERVER): |^(?:send: '(?:ehlo|STARTTLS)|reply: b?'\\d{3})"
                    + "|^(?:[ \\t<>=~*+-]|In:|Out:|S:|C:)*+(?:220[ -]\\S.*(?:SMTP|\\*{5})"
                    + "|250-(?:PIPELINING|SIZE|STARTTLS|8BITMIME|ENHANCEDSTATUSCODES|X{5,}\\w)\\b"
                    + "|(?:EHLO|STARTTLS)(?: \\S+)?$)");
    private static final Pattern BEGIN =
            Pattern.compile(".*(?:[$#>]|^)\\s*((?:telnet|nc|ncat|swaks|openssl s_client)\\b.*)");

    /// Where a web page or a log has lost the line ends of an answer, or hMailServer wrote them out.
    private static final Pattern LINES_IN_ONE = Pattern.compile("(?<=^250-.{1,1500})(?=250[ -][A-Z0-9=.-]{2,})|\\[nl]");

    private SmtpReader() {}

    /// Python, Ruby and hMailServer print strings between quotation marks, some with their line ends written out.
    private static String unescaped(String line) {
        return line.replaceFirst("<CRLF>$|(?:\\\\r)?(?:\\\\n)?['\"]$|(?:\\\\r)?\\\\n$", "");
    }

    /// A line without such an answer is not searched, which takes long.
    private static String[] lines(String line) {
        return line.startsWith("250-") || line.contains("[nl]") ? LINES_IN_ONE.split(line, -1) : new String[] {line};
    }

    /// Whether a text looks like a conversation with a mail server.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        return SIGNS.matcher(head).find()
                || Notations.looksLike(head)
                || head.lines().anyMatch(SmtpReader::isRow);
    }

    /// Whether a line is one of a protocol log, which nothing else has.
    public static boolean isRow(String line) {
        return ProtocolLog.of(line).isPresent();
    }

    /// Reads all conversations in a text, in order.
    ///
    /// @param source the file's name
    /// @return one for each, at most 50
    public static List<SmtpTranscript> readAll(String source, String text) {
        List<SmtpConversation> conversations = new ArrayList<>();
        Map<String, SmtpConversation> sessions = new LinkedHashMap<>();
        var conversation = new SmtpConversation(source, null);
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String cut = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
            Optional<ProtocolLog> row = ProtocolLog.of(cut);
            if (row.isPresent()) {
                SmtpConversation session =
                        sessions.computeIfAbsent(row.get().session(), _ -> new SmtpConversation(source, null));
                for (String said : (Iterable<String>) row.get().said().lines()::iterator) {
                    session.take(number, said);
                }
                continue;
            }
            Matcher begin = BEGIN.matcher(cut);
            if (begin.matches()) {
                conversations.add(conversation);
                conversation = new SmtpConversation(source, begin.group(1).strip());
                continue;
            }
            for (String said : lines(unescaped(Notations.FRONT.matcher(cut).replaceFirst("")))) {
                if (conversation.endsBefore(said.strip())) {
                    conversations.add(conversation);
                    conversation = new SmtpConversation(source, null);
                }
                conversation.take(number, said.strip());
            }
        }
        conversations.add(conversation);
        conversations.addAll(sessions.values());
        return conversations.stream()
                .filter(each -> !each.isEmpty())
                .limit(MOST_CONVERSATIONS)
                .map(SmtpConversation::transcript)
                .toList();
    }
}
