package postern.postfix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A table of TLS policies for destinations, the source of what `smtp_tls_policy_maps` names
/// (TLS_README, "Per-destination policy").
///
/// @param entries the entries in their order
public record TlsPolicy(List<Entry> entries) {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_-]+)*");

    private static final Pattern WORD = Pattern.compile("\\{[^{}]*\\}|[^ \\t\\r\\n,]+");

    public TlsPolicy {
        entries = List.copyOf(entries);
    }

    /// The policy for one destination.
    ///
    /// @param destination the key as written: `example.com`, `.example.com`, `[mail.example.com]:587`
    /// @param level       the first word of the value
    /// @param attributes  the words `name=value` behind it, names in lower case
    /// @param malformed   words that are neither; Postfix then treats the whole policy as invalid
    /// @param text        the value as written
    /// @param line        where it begins, counted from 1
    public record Entry(
            String destination,
            String level,
            Map<String, String> attributes,
            List<String> malformed,
            String text,
            int line) {
        public Entry {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
            malformed = List.copyOf(malformed);
        }
    }

    /// Reads the text of a table; lines without a value are passed over.
    public static TlsPolicy parse(String text) {
        var found = new ArrayList<Entry>();
        for (LogicalLine line :
                LogicalLine.of(PastedText.of(ConfigurationText.of(text).lines()).lines())) {
            String whole = line.text();
            int space = 0;
            while (space < whole.length() && !ConfigurationText.isSpace(whole.charAt(space))) {
                space++;
            }
            String value = ConfigurationText.strip(whole.substring(space));
            if (!value.isEmpty()) {
                found.add(entry(whole.substring(0, space), value, line.firstLine()));
            }
        }
        return new TlsPolicy(found);
    }

    /// Finds the policy of a next hop: its own entry, or for a host name also one of a parent domain, written
    /// with a dot in front. A next hop with brackets or port is only found as it is.
    public Optional<Entry> find(String nextHop) {
        String key = nextHop.toLowerCase(Locale.ROOT);
        boolean parents = HOST.matcher(nextHop).matches();
        while (true) {
            String wanted = key;
            Optional<Entry> found = entries.stream()
                    .filter(entry ->
                            entry.destination().toLowerCase(Locale.ROOT).equals(wanted))
                    .findFirst();
            int dot = key.indexOf('.', 1);
            if (found.isPresent() || !parents || dot < 0) {
                return found;
            }
            key = key.substring(dot);
        }
    }

    /// Words end at white space and commas, so a list inside of a value must be written with colons. What stands in
    /// braces is one word (`{ name = value }`, since 3.10).
    private static Entry entry(String destination, String value, int line) {
        List<String> words =
                WORD.matcher(value).results().map(MatchResult::group).toList();
        var attributes = new TreeMap<String, String>();
        var malformed = new ArrayList<String>();
        for (String word : words.subList(Math.min(1, words.size()), words.size())) {
            String bare = word.startsWith("{") && word.endsWith("}") ? word.substring(1, word.length() - 1) : word;
            int equals = bare.indexOf('=');
            if (equals > 0) {
                attributes.merge(
                        bare.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        bare.substring(equals + 1).strip(),
                        (one, other) -> one + ":" + other);
            } else {
                malformed.add(word);
            }
        }
        return new Entry(destination, words.isEmpty() ? "" : words.getFirst(), attributes, malformed, value, line);
    }
}
