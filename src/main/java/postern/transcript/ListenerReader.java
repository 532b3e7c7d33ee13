package postern.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;

/// Reads what `ss -tlnp`, `netstat -tlnp`, BSD's `netstat -an` and `sockstat` list.
public final class ListenerReader {
    private static final int MOST = 500;
    private static final int LONGEST = 2000;
    /// `LISTEN 0 100 0.0.0.0:25 0.0.0.0:* users:(("master",pid=812,fd=13))`, with `-u` a protocol in front.
    private static final Pattern SS =
            Pattern.compile("(?:tcp\\s+)?LISTEN\\s+\\d+\\s+\\d+\\s+(\\S+)\\s+\\S+(?:\\s+(.*))?");
    /// `tcp 0 0 0.0.0.0:25 0.0.0.0:* LISTEN 812/master`, on BSD `tcp4 0 0 *.25 *.* LISTEN`.
    private static final Pattern NETSTAT =
            Pattern.compile("tcp[46]*\\s+\\d+\\s+\\d+\\s+(\\S+)\\s+\\S+\\s+LISTEN(?:EN)?(?:\\s+(.*))?");
    /// `root master 812 13 tcp4 *:25 *:*`.
    private static final Pattern SOCKSTAT =
            Pattern.compile("\\S+\\s+(\\S+)\\s+\\d+\\s+\\d+\\s+tcp[46]{1,2}\\s+(\\S+)\\s+\\*:\\*.*");
    private static final Pattern ADDRESS = Pattern.compile("(.+)[:.](\\d{1,5})");
    /// The processes that share a port. Postfix's `master` listens and hands connections on.
    private static final Pattern USERS = Pattern.compile("users:\\(\\((?=.*\\(?\"(master)\",)?\"([^\"]{1,40})\".*");
    private static final Pattern PROCESS = Pattern.compile("\\d+/([^\\s:]{1,40}).*");

    private ListenerReader() {}

    /// All ports that a text lists.
    ///
    /// @param firstLine the number of the text's first line
    /// @return at most 500
    public static List<Listener> read(String text, long firstLine) {
        List<Listener> found = new ArrayList<>();
        long number = firstLine - 1;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (found.size() < MOST && line.length() < LONGEST) {
                listener(number, line.strip()).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static Optional<Listener> listener(long number, String line) {
        Matcher ss = SS.matcher(line);
        if (ss.matches()) {
            return at(ss.group(1), program(USERS, ss.group(2)), number, line);
        }
        Matcher netstat = NETSTAT.matcher(line);
        if (netstat.matches()) {
            return at(netstat.group(1), program(PROCESS, netstat.group(2)), number, line);
        }
        Matcher sockstat = SOCKSTAT.matcher(line);
        return sockstat.matches()
                ? at(sockstat.group(2), Optional.of(sockstat.group(1)), number, line)
                : Optional.empty();
    }

    private static Optional<String> program(Pattern pattern, @org.jspecify.annotations.Nullable String words) {
        return Optional.ofNullable(words)
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> found.groupCount() > 1 && found.group(1) == null ? found.group(2) : found.group(1));
    }

    private static Optional<Listener> at(String printed, Optional<String> program, long number, String line) {
        Matcher address = ADDRESS.matcher(printed);
        if (!address.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(address.group(2));
        String host = address.group(1).replaceAll("[\\[\\]]|%.*", "");
        return port < 1 || port > 65535
                ? Optional.empty()
                : Optional.of(new Listener(host, port, program, new LogLine(number, line)));
    }
}
