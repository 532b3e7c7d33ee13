package postern.transcript;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.certificate.CertificateChain;
import postern.certificate.CertificateParser;
import postern.certificate.MalformedCertificateException;
import postern.maillog.LogLine;

/// Reads the parts of the collector's output that no other reader knows.
public final class ServerStateReader {
    private static final Pattern DATE = Pattern.compile("date=(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)");
    private static final Pattern VERSION = Pattern.compile("(postfix|dovecot|exim|openssl)=(\\S.{0,200})");
    private static final Pattern STARTED = Pattern.compile("started=(\\d{1,12}) (postfix|dovecot)");
    private static final Pattern CHANGED = Pattern.compile("changed=(\\d{1,12}) (/\\S.{0,1000})");
    private static final Pattern FILE = Pattern.compile("(\\w{1,60}): (/\\S.{0,1000})");
    private static final Pattern PAIR = Pattern.compile("key .+: (belongs|does not belong) to .+");
    /// The certificates themselves are read as a whole; their letters are nothing to quote.
    private static final Pattern PEM = Pattern.compile("-----BEGIN.*|-----END.*|[A-Za-z0-9+/]+={0,2}");
    private static final int MOST_FILES = 40;
    private static final int MOST_LINES = 60;

    private final List<CertificateFile> certificates = new ArrayList<>();
    private final List<ServerState.ChangedFile> files = new ArrayList<>();
    private final List<ServerState.Running> programs = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, String> versions = new HashMap<>();
    private @Nullable Instant taken;

    private ServerStateReader() {}

    /// The parts that are read here.
    private static final Set<String> PARTS = Set.of("system", "versions", "age", "certificates", "ports");

    /// Whether a part is read here rather than as an input of its own.
    public static boolean reads(Collector.Part part) {
        return PARTS.contains(part.name());
    }

    /// Reads what is known of the server.
    ///
    /// @param source the file's name
    /// @return empty if nothing was understood
    public static Optional<ServerState> read(String source, List<Collector.Part> parts) {
        var reader = new ServerStateReader();
        parts.stream().filter(ServerStateReader::reads).forEach(reader::take);
        var state = new ServerState(
                source,
                Optional.ofNullable(reader.taken),
                reader.versions,
                reader.programs,
                reader.files,
                reader.certificates,
                reader.listeners);
        return state.isBlank() ? Optional.empty() : Optional.of(state);
    }

    private void take(Collector.Part part) {
        if (part.name().equals("certificates")) {
            certificates(lines(part));
        } else if (part.name().equals("ports")) {
            listeners.addAll(ListenerReader.read(part.text(), part.line()));
        } else {
            lines(part).forEach(this::line);
        }
    }

    private static List<LogLine> lines(Collector.Part part) {
        List<LogLine> lines = new ArrayList<>();
        part.text().lines().forEach(text -> lines.add(new LogLine(part.line() + lines.size(), cut(text))));
        return lines;
    }

    private static String cut(String text) {
        return text.length() > 2000 ? text.substring(0, 2000) : text;
    }

    private void line(LogLine line) {
        Matcher date = DATE.matcher(line.text());
        if (date.matches()) {
            taken = instant(date.group(1));
        }
        Matcher version = VERSION.matcher(line.text());
        if (version.matches()) {
            versions.put(version.group(1), version.group(2));
        }
        Matcher started = STARTED.matcher(line.text());
        if (started.matches()) {
            programs.add(new ServerState.Running(
                    started.group(2), Instant.ofEpochSecond(Long.parseLong(started.group(1))), line));
        }
        changed(line).filter(_ -> files.size() < MOST_FILES).ifPresent(files::add);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static Optional<ServerState.ChangedFile> changed(LogLine line) {
        Matcher changed = CHANGED.matcher(line.text());
        return changed.matches()
                ? Optional.of(new ServerState.ChangedFile(
                        changed.group(2), Instant.ofEpochSecond(Long.parseLong(changed.group(1))), line))
                : Optional.empty();
    }

    /// Each file starts with the setting that names it.
    private void certificates(List<LogLine> lines) {
        int start = -1;
        for (int at = 0; at <= lines.size(); at++) {
            if (at == lines.size() || FILE.matcher(lines.get(at).text()).matches()) {
                if (start >= 0 && certificates.size() < MOST_FILES) {
                    certificates.add(file(lines.subList(start, at)));
                }
                start = at;
            }
        }
    }

    private static CertificateFile file(List<LogLine> lines) {
        Matcher head = FILE.matcher(lines.getFirst().text());
        if (!head.matches()) {
            throw new IllegalArgumentException("not the head of a file: " + lines.getFirst());
        }
        Optional<Boolean> belongs = lines.stream()
                .map(line -> PAIR.matcher(line.text()))
                .filter(Matcher::matches)
                .map(pair -> pair.group(1).equals("belongs"))
                .findFirst();
        return new CertificateFile(
                head.group(1),
                head.group(2),
                lines.stream().noneMatch(line -> line.text().equals("not readable")),
                lines.stream().flatMap(line -> changed(line).stream()).findFirst(),
                chain(lines),
                belongs,
                lines.stream()
                        .filter(line -> !PEM.matcher(line.text()).matches())
                        .limit(MOST_LINES)
                        .toList());
    }

    private static CertificateChain chain(List<LogLine> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        try {
            return new CertificateChain(CertificateParser.pem(text.toString()));
        } catch (MalformedCertificateException _) {
            return new CertificateChain(List.of());
        }
    }
}
