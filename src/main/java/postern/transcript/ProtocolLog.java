package postern.transcript;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One row of a protocol log of Microsoft Exchange: time, connector, session, number, own end, other end, event,
/// data and context between commas (Microsoft Learn, "Protocol logging in Exchange Server", "Information written
/// to the protocol log"). Sessions are written as they happen, so their rows stand among each other.
///
/// @param session what rows of one session have in common
/// @param said    what one side said, or what Exchange remarks about the session
record ProtocolLog(String session, String said) {
    private static final Pattern ROW = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]{8,16}Z?,[^,]{1,200},([0-9A-F]{16}),\\d{1,9},[^,]{0,80},[^,]{0,80},"
                    + "([-<>+*]),(?:\"((?:[^\"]|\"\"){0,2000})\"|(.{0,2000}?)),([^,]{0,500}|\"[^\"]{0,500}\")");

    /// Exchange since 2013 writes the whole answer to EHLO in one row, and the words of capabilities after one another.
    private static final Pattern IN_ONE = Pattern.compile("250[ -] ?(\\S+ Hello \\[\\S+) (.*)");
    private static final Pattern CAPABILITY = Pattern.compile(
            " (?=(?:SIZE|PIPELINING|DSN|ENHANCEDSTATUSCODES|STARTTLS|X-ANONYMOUSTLS|AUTH|X-EXPS|8BITMIME"
                    + "|BINARYMIME|CHUNKING|SMTPUTF8|XRDST|XEXCH50|OK|X{3,}[A-Z]?)(?: |$))");

    /// The row that a line is; empty if it is none.
    static Optional<ProtocolLog> of(String line) {
        Matcher row = ROW.matcher(line.strip());
        if (!row.matches()) {
            return Optional.empty();
        }
        String data = row.group(3) == null ? row.group(4) : row.group(3).replace("\"\"", "\"");
        boolean spoken = row.group(2).equals("<") || row.group(2).equals(">");
        return Optional.of(new ProtocolLog(row.group(1), spoken ? parted(data.strip()) : row.group(5)));
    }

    /// An answer as it goes over the wire, one capability a line.
    private static String parted(String data) {
        Matcher whole = IN_ONE.matcher(data);
        return whole.matches()
                ? "250-" + whole.group(1) + "\n250-"
                        + CAPABILITY.matcher(whole.group(2)).replaceAll("\n250-") + "\n250 OK"
                : data;
    }
}
