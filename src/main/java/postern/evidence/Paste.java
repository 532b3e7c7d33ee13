package postern.evidence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.transcript.SClientReader;
import postern.transcript.SmtpReader;
import postern.transcript.ToolReader;

/// A text that may hold several inputs one after another, as a post in a forum does: words, `postconf -n`, lines of a
/// log, a run of a test tool. Takes it apart; each part keeps the line numbers of the whole.
final class Paste {
    private static final Pattern PROMPT =
            Pattern.compile("\\s*(?:\\[?[\\w.-]{1,40}[@:~][^=$#>]{0,80}?)?[$#%] ?(\\S.*)");
    private static final Pattern SETTINGS_COMMAND = Pattern.compile(
            "(?:sudo )?(?:\\S*/)?(?:postconf(?: -[nc].*)?|(?:cat|less|more|grep|egrep) .*main\\.cf.*|postconf .*-n.*)");
    private static final Pattern SERVICES_COMMAND =
            Pattern.compile("(?:sudo )?(?:\\S*/)?(?:postconf -Mf?.*|(?:cat|less|more|grep|egrep) .*master\\.cf.*)");
    private static final Pattern DOVECOT_COMMAND =
            Pattern.compile("(?:sudo )?(?:\\S*/)?(?:doveconf\\b.*|dovecot -n.*|(?:cat|grep) .*dovecot\\S*\\.conf.*)");
    private static final Pattern SETTING = Pattern.compile("([A-Za-z][A-Za-z0-9_]{2,80})\\s*=.*");
    /// A line of a log, as opposed to a line that names a mail program.
    private static final Pattern DATED = Pattern.compile(
            "(?:<\\d{1,3}>\\d? ?)?(?:[A-Z][a-z]{2} [ \\d]\\d (?:\\d{4} )?[\\d:]{8}|\\d{4}-\\d\\d-\\d\\d[T ][\\d:]{5}|(?:postfix|dovecot)[\\w./-]*\\[\\d+\\]:).*");
    /// What begins a file of settings and is no line of a log that a mail program wrapped: a row of a list in YAML, the
    /// name of a section.
    private static final Pattern BEGINS =
            Pattern.compile("\\s*(?:- [\"'A-Za-z]|\\[[a-z][a-z_.-]*]\\s*$|[A-Za-z_]+:\\s*$)");
    private static final Pattern FENCE =
            Pattern.compile("(?i)\\s*(?:```\\w*|~~~|\\[/?(?:code|quote)[^\\]]*\\]|</?(?:pre|code)[^>]*>)\\s*");
    private static final Pattern QUOTED = Pattern.compile("(?:>\\s?){1,10}");
    /// A refusal as servers write it (RFC 5321 section 4.2, RFC 3463 section 2).
    private static final Pattern REFUSAL =
            Pattern.compile("(?:^|[^\\w.])(?:[45]\\d\\d[ -][A-Z<\\d#]|#?[45]\\.\\d{1,3}\\.\\d{1,3}\\b)");
    /// How far from its first words the refusal stands that a bounce is about.
    private static final int BOUNCE_LINES = 15;

    private static final Pattern SPEAKS_OF_TLS = Pattern.compile(
            "(?i)\\b(?:TLS|SSL|STARTTLS|DANE|DNSSEC|MTA-?STS|certificates?|fingerprint|postmap -q|secure|encrypt|dane-only)\\b");
    private static final int LONGEST = 2000;
    /// Settings that Dovecot has under the names that Postfix gives its own (Dovecot 2.3 `src/lib-master`,
    /// `src/lib-lda`, `src/master`; Postfix `postconf(5)`).
    private static final Set<String> OF_BOTH =
            Set.of("recipient_delimiter", "import_environment", "default_process_limit", "syslog_facility");

    private static final Set<InputKind> PARTS = Set.of(
            InputKind.MAIN_CF, InputKind.MASTER_CF, InputKind.MAIL_LOG, InputKind.BOUNCE, InputKind.DOVECOT_CONF);

    private final List<String> lines;
    private final List<@Nullable InputKind> kinds = new ArrayList<>();
    private @Nullable InputKind open;
    /// Whether a command announced what is open, so that unknown names of settings are settings too.
    private boolean announced;
    private boolean afterBlank;
    private int braces;

    private Paste(List<String> lines) {
        this.lines = lines;
    }

    /// One input of several.
    ///
    /// @param kind  what it is; [InputKind#UNKNOWN] for what is left when the others are taken out
    /// @param text  its lines, the others blank before and between them
    /// @param first its first line, from 1
    /// @param last  its last line
    record Part(InputKind kind, String text, int first, int last) {}

    /// Takes a text apart.
    ///
    /// @return its parts, one of each kind; empty if the text holds one input or nothing known
    static List<Part> apart(String text) {
        var paste = new Paste(plain(text));
        paste.mark();
        Map<InputKind, List<Integer>> found = paste.found();
        List<Part> parts = new ArrayList<>();
        found.forEach((kind, at) -> parts.add(paste.part(kind, at)));
        parts.sort(java.util.Comparator.comparingInt(Part::first));
        boolean others = parts.stream().anyMatch(part -> part.kind() != InputKind.UNKNOWN);
        return others && parts.stream().filter(Paste::tells).count() > 1 ? parts : List.of();
    }

    /// What people wrote around the only input that a text holds: their own words, and what other commands printed.
    ///
    /// @return its lines, the others blank; blank if there is nothing
    static String around(String text) {
        var paste = new Paste(plain(text));
        paste.mark();
        List<Integer> rest = paste.found().getOrDefault(InputKind.UNKNOWN, List.of()).stream()
                .filter(at -> Recognition.ofLine(paste.head(at))
                        .filter(kind -> kind == InputKind.MAIL_LOG)
                        .isEmpty())
                .toList();
        return rest.isEmpty() ? "" : paste.part(InputKind.UNKNOWN, rest).text();
    }

    /// What is left over counts where a reader knows something of it.
    private static boolean tells(Part part) {
        return part.kind() != InputKind.UNKNOWN
                || SClientReader.looksLike(part.text())
                || SmtpReader.looksLike(part.text())
                || ToolReader.looksLike(part.text())
                || part.text().lines().anyMatch(Paste::speaksOfTls);
    }

    /// Words about TLS, not those of a comment.
    private static boolean speaksOfTls(String line) {
        return !line.startsWith("#") && SPEAKS_OF_TLS.matcher(line).find();
    }

    /// The lines without what forums and mail put around them.
    private static List<String> plain(String text) {
        List<String> lines = text.lines().toList();
        List<String> plain = new ArrayList<>(lines.size());
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            boolean quoted = isQuoted(line)
                    && ((at > 0 && isQuoted(lines.get(at - 1)))
                            || (at + 1 < lines.size() && isQuoted(lines.get(at + 1))));
            Matcher marks = QUOTED.matcher(line);
            String bare = quoted && marks.lookingAt() ? line.substring(marks.end()) : line;
            plain.add(FENCE.matcher(bare).matches() ? "" : withoutEntities(bare));
        }
        return plain;
    }

    private static boolean isQuoted(String line) {
        return line.startsWith(">");
    }

    private static String withoutEntities(String line) {
        return line.indexOf('&') < 0
                ? line
                : line.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&nbsp;", " ")
                        .replace("&amp;", "&");
    }

    private void mark() {
        for (int at = 0; at < lines.size(); at++) {
            kinds.add(kind(at));
            afterBlank = lines.get(at).isBlank();
        }
        // A block may begin with a setting that Postfix does not know.
        for (int at = lines.size() - 2; at >= 0; at--) {
            if (kinds.get(at) == null
                    && kinds.get(at + 1) == InputKind.MAIN_CF
                    && SETTING.matcher(head(at)).matches()) {
                kinds.set(at, InputKind.MAIN_CF);
            }
        }
    }

    private @Nullable InputKind kind(int at) {
        String line = head(at);
        if (line.isBlank() || isComment(at)) {
            return open;
        }
        Optional<String> command = command(at);
        if (command.isPresent()) {
            open = announcedBy(command.get());
            announced = open != null;
            braces = 0;
            return null;
        }
        @Nullable InputKind own = own(line, at);
        if (own != null) {
            announced &= own == open;
            open = own;
        } else if (!goesOn(line)) {
            open = null;
            announced = false;
        }
        if (open == InputKind.DOVECOT_CONF) {
            braces = Math.max(0, braces + count(line, '{') - count(line, '}'));
        }
        return open;
    }

    /// Enough of a line to know it by.
    private String head(int at) {
        String line = lines.get(at);
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    private static int count(String line, char character) {
        return (int) line.chars().filter(it -> it == character).count();
    }

    private Optional<String> command(int at) {
        Matcher prompt = PROMPT.matcher(head(at));
        return prompt.matches() ? Optional.of(prompt.group(1).strip()) : Optional.empty();
    }

    /// A comment in a file of settings is no command, though both start with the same sign.
    private boolean isComment(int at) {
        return head(at).startsWith("#")
                && (open == InputKind.MAIN_CF || open == InputKind.MASTER_CF || open == InputKind.DOVECOT_CONF)
                && command(at).filter(it -> announcedBy(it) != null).isEmpty()
                && followedBySettings(at);
    }

    private boolean followedBySettings(int at) {
        for (String next : lines.subList(at + 1, Math.min(lines.size(), at + 6))) {
            if (!next.isBlank()) {
                return next.startsWith("#")
                        || own(next, at + 1) == open
                        || (open == InputKind.MASTER_CF && next.stripLeading().startsWith("-o "))
                        || SETTING.matcher(next).matches();
            }
        }
        return true;
    }

    private static @Nullable InputKind announcedBy(String command) {
        if (SERVICES_COMMAND.matcher(command).matches()) {
            return InputKind.MASTER_CF;
        }
        if (SETTINGS_COMMAND.matcher(command).matches()) {
            return InputKind.MAIN_CF;
        }
        return DOVECOT_COMMAND.matcher(command).matches() ? InputKind.DOVECOT_CONF : null;
    }

    /// What a line is by itself; null if it may be anything. Where it belongs to no part, [InputKind#UNKNOWN].
    private @Nullable InputKind own(String line, int at) {
        Optional<InputKind> kind = Recognition.ofLine(line);
        if (kind.isEmpty()) {
            return ToolReader.looksLike(line) ? InputKind.UNKNOWN : null;
        }
        return switch (kind.get()) {
            case MAIL_LOG -> DATED.matcher(line.stripLeading()).matches() ? InputKind.MAIL_LOG : null;
            case MAIN_CF ->
                Recognition.isPostfix(line)
                                && open != InputKind.BOUNCE
                                && braces == 0
                                && !(open == InputKind.DOVECOT_CONF && isOfBoth(line))
                        ? InputKind.MAIN_CF
                        : null;
            case DOVECOT_CONF -> announced && open == InputKind.MAIN_CF ? null : InputKind.DOVECOT_CONF;
            case BOUNCE -> Recognition.isOfBounce(line) || isRefusedNear(at) ? InputKind.BOUNCE : null;
            case MASTER_CF -> InputKind.MASTER_CF;
            default -> InputKind.UNKNOWN;
        };
    }

    private static boolean isOfBoth(String line) {
        Matcher setting = SETTING.matcher(line);
        return setting.matches() && OF_BOTH.contains(setting.group(1));
    }

    /// Whether a refusal follows before anything else begins: who only speaks of a bounce quotes none.
    private boolean isRefusedNear(int at) {
        for (int near = at; near < Math.min(lines.size(), at + BOUNCE_LINES); near++) {
            Optional<InputKind> kind = Recognition.ofLine(head(near));
            if (kind.isPresent() && kind.get() != InputKind.BOUNCE) {
                return false;
            }
            if (Recognition.isOfBounce(head(near))
                    || REFUSAL.matcher(head(near)).find()) {
                return true;
            }
        }
        return false;
    }

    /// Whether a line that says nothing by itself belongs to what is open.
    private boolean goesOn(String line) {
        boolean indented = Character.isWhitespace(line.charAt(0));
        return switch (open) {
            case null -> false;
            case MAIN_CF ->
                (indented && !afterBlank)
                        || line.startsWith("#")
                        || SETTING.matcher(line).matches()
                        || goesOnAfterComma(line);
            case MASTER_CF -> indented || line.startsWith("#");
            case DOVECOT_CONF ->
                indented
                        || braces > 0
                        || line.startsWith("#")
                        || line.startsWith("}")
                        || SETTING.matcher(line).matches();
            case MAIL_LOG -> !afterBlank && !BEGINS.matcher(line).lookingAt();
            case BOUNCE -> true;
            default -> false;
        };
    }

    /// A value that a mail program wrapped.
    private boolean goesOnAfterComma(String line) {
        int before = kinds.size() - 1;
        return before >= 0
                && kinds.get(before) == InputKind.MAIN_CF
                && (lines.get(before).stripTrailing().endsWith(",")
                        || (line.stripTrailing().endsWith(",") && !afterBlank));
    }

    /// The lines of each kind. One line alone makes neither a main.cf nor a Dovecot configuration.
    private Map<InputKind, List<Integer>> found() {
        Map<InputKind, List<Integer>> found = new EnumMap<>(InputKind.class);
        for (int at = 0; at < lines.size(); at++) {
            if (!lines.get(at).isBlank()) {
                @Nullable InputKind kind = kinds.get(at);
                InputKind known = kind == null || !PARTS.contains(kind) ? InputKind.UNKNOWN : kind;
                found.computeIfAbsent(known, _ -> new ArrayList<>()).add(at);
            }
        }
        return found;
    }

    private Part part(InputKind kind, List<Integer> at) {
        var text = new StringBuilder();
        int next = 0;
        for (int line : at) {
            text.repeat('\n', line - next).append(lines.get(line)).append('\n');
            next = line + 1;
        }
        return new Part(kind, text.toString(), at.getFirst() + 1, at.getLast() + 1);
    }
}
