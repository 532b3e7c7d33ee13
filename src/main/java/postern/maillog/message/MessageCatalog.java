package postern.maillog.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import postern.maillog.line.Severity;
import postern.table.FactTable;

/// The texts that a mail server is known to write, from a table whose first lines name the sources.
public final class MessageCatalog {
    /// What the programs of Postfix write.
    public static final MessageCatalog POSTFIX = new MessageCatalog("messages.tsv");
    /// What the programs of Dovecot write.
    public static final MessageCatalog DOVECOT = new MessageCatalog("dovecot-messages.tsv");

    private final List<KnownMessage> messages;
    private final Map<KnownMessage.Kind, List<KnownMessage>> kinds;
    private final Map<Selector, List<KnownMessage>> selected = new ConcurrentHashMap<>();

    private MessageCatalog(String resource) {
        messages = FactTable.rows(MessageCatalog.class, resource).stream()
                .map(KnownMessage::row)
                .toList();
        kinds = messages.stream().collect(Collectors.groupingBy(KnownMessage::kind));
    }

    /// A recognised text.
    ///
    /// @param message what it is
    /// @param text    the text
    /// @param match   the match with the pattern
    public record Found(KnownMessage message, String text, Matcher match) {

        /// The named parts that the text has.
        public Map<String, String> values() {
            Map<String, String> values = new HashMap<>();
            message.pattern().namedGroups().forEach((name, group) -> {
                if (match.start(group) >= 0) {
                    values.put(name, text.substring(match.start(group), match.end(group)));
                }
            });
            return values;
        }
    }

    private record Selector(String daemon, Severity severity, char first) {}

    List<KnownMessage> messages() {
        return messages;
    }

    /// Recognises a text of the log.
    ///
    /// @param text   what follows the severity
    /// @param daemon the program, `smtpd`; programs that are not known are taken as any
    public Optional<Found> find(String daemon, Severity severity, String text) {
        return first(candidates(daemon, severity, text), text);
    }

    /// Recognises a text of one kind, whoever wrote it and how bad it is.
    public Optional<Found> find(KnownMessage.Kind kind, String text) {
        return first(kinds.getOrDefault(kind, List.of()), text);
    }

    private static Optional<Found> first(List<KnownMessage> candidates, String text) {
        for (KnownMessage message : candidates) {
            Optional<Matcher> match = message.match(text);
            if (match.isPresent()) {
                return Optional.of(new Found(message, text, match.get()));
            }
        }
        return Optional.empty();
    }

    private List<KnownMessage> candidates(String daemon, Severity severity, String text) {
        char first = text.isEmpty() || text.charAt(0) > 'z' ? ' ' : text.charAt(0);
        return selected.computeIfAbsent(new Selector(daemon, severity, first), this::select);
    }

    private List<KnownMessage> select(Selector selector) {
        List<KnownMessage> list = new ArrayList<>();
        for (KnownMessage message : messages) {
            boolean inLog = message.kind() == KnownMessage.Kind.LOG || message.kind() == KnownMessage.Kind.TRACE;
            boolean fits = message.daemons().isEmpty() || message.daemons().contains(selector.daemon());
            boolean starts = message.start().isEmpty() || message.start().charAt(0) == selector.first();
            if (inLog && fits && starts && message.severity() == selector.severity()) {
                list.add(message);
            }
        }
        return List.copyOf(list);
    }
}
