package postern.maillog.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postern.maillog.LogEvent;
import postern.maillog.LogLine;
import postern.maillog.bytes.LogText;
import postern.maillog.line.Frame;
import postern.maillog.message.MessageCatalog;

/// Keeps the first lines of every kind of message, those first that tell something new, and counts the rest.
final class EventCollector {
    private static final int MOST_OF_A_KIND = 12;
    private static final int MOST_LOOKED_AT = 10_000;
    private static final int SAME = 2;
    private static final int MOST_KINDS = 1000;
    /// Values that differ from line to line and say nothing new.
    private static final Set<String> PASSING = Set.of(
            "client", "peer", "addr", "laddr", "lport", "port", "qid", "n", "rcpt", "pid", "thread", "text", "data",
            "rest", "stats", "delay", "delays", "bytes", "secs", "host", "id");

    private record Key(String id, String service) {}

    private record Kept(String id, String program, Map<String, String> values, LogLine line) {}

    private static final class Kind {
        final List<Kept> kept = new ArrayList<>();
        final Set<Map<String, String>> told = new HashSet<>();
        long count;
        int looked;
    }

    private final Map<Key, Kind> kinds = new HashMap<>();

    /// Adds to the count of a message that has occurred often before.
    ///
    /// @param service the program that logged it
    void count(String id, String service, long times) {
        Kind kind = kinds.get(new Key(id, service));
        if (kind != null) {
            kind.count += times;
        }
    }

    void add(MessageCatalog.Found found, Frame frame) {
        String id = found.message().id();
        var key = new Key(id, frame.program().service());
        Kind kind = kinds.size() < MOST_KINDS ? kinds.computeIfAbsent(key, _ -> new Kind()) : kinds.get(key);
        if (kind == null) {
            return;
        }
        kind.count += frame.times();
        if (kind.kept.size() >= MOST_OF_A_KIND || kind.looked >= MOST_LOOKED_AT) {
            return;
        }
        kind.looked++;
        Map<String, String> values = found.values();
        if (kind.kept.size() < SAME || tellsNew(kind, values)) {
            kind.told.add(telling(values));
            kind.kept.add(new Kept(id, frame.program().service(), shown(values), frame.shown()));
        }
    }

    private static boolean tellsNew(Kind kind, Map<String, String> values) {
        return !kind.told.contains(telling(values));
    }

    private static Map<String, String> telling(Map<String, String> values) {
        Map<String, String> telling = new HashMap<>(values);
        telling.keySet().removeAll(PASSING);
        return telling;
    }

    private static Map<String, String> shown(Map<String, String> values) {
        Map<String, String> shown = new HashMap<>();
        values.forEach((name, value) -> shown.put(name, LogText.shown(value)));
        return shown;
    }

    /// All kept lines in the order of the log, each with the count of its id over all programs.
    List<LogEvent> events() {
        Map<String, Long> counts = new HashMap<>();
        kinds.forEach((key, kind) -> counts.merge(key.id(), kind.count, Long::sum));
        return kinds.values().stream()
                .flatMap(kind -> kind.kept.stream())
                .sorted(Comparator.comparingLong(kept -> kept.line().number()))
                .map(kept -> new LogEvent(
                        kept.id(), kept.program(), kept.values(), kept.line(), counts.getOrDefault(kept.id(), 0L)))
                .toList();
    }
}
