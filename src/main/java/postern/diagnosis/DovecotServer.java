package postern.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.dovecot.DovecotBranch;
import postern.dovecot.DovecotConf;
import postern.dovecot.TlsSetting;
import postern.evidence.Evidence;
import postern.evidence.Given;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.maillog.LogEvent;
import postern.maillog.LogLine;
import postern.maillog.TlsSession;
import postern.transcript.ServerState;

/// The Dovecot that the evidence speaks of: its settings where they were given, its log, a session with its ports.
///
/// @param files  its files, as given
/// @param branch the releases it belongs to
public record DovecotServer(List<Given<DovecotConf>> files, DovecotBranch branch) {
    /// The ports of IMAP and POP3 in the command of a test.
    private static final Pattern PORT = Pattern.compile("(?:^|\\s|:)(?:143|993|110|995|imaps?|pop3s?)\\b");
    private static final Pattern SAID = Pattern.compile("\\b(?:dovecot|doveconf|imap-login|pop3-login)\\b");

    public DovecotServer {
        files = List.copyOf(files);
    }

    static Optional<DovecotServer> of(Evidence evidence) {
        List<Given<DovecotConf>> files = evidence.texts().stream()
                .filter(text -> text.kind() == InputKind.DOVECOT_CONF)
                .map(text -> new Given<>(text.source(), DovecotConf.parse(lines(text))))
                .toList();
        List<String> said = said(evidence).toList();
        boolean tested = evidence.transcripts().stream()
                .flatMap(run -> run.command().stream())
                .anyMatch(command -> PORT.matcher(command).find());
        if (files.isEmpty() && said.isEmpty() && !tested) {
            return Optional.empty();
        }
        DovecotConf all = new DovecotConf(
                files.stream()
                        .flatMap(file -> file.content().settings().stream())
                        .toList(),
                List.of(),
                files.stream().flatMap(file -> file.content().stated().stream()).toList());
        return Optional.of(new DovecotServer(files, DovecotBranch.guess(all, said, evidence.asOf())));
    }

    /// The lines of a text in their places; blank ones were left out.
    private static List<String> lines(PastedText text) {
        int last = text.lines().isEmpty() ? 0 : (int) text.lines().getLast().number();
        String[] all = new String[last];
        Arrays.fill(all, "");
        text.lines().forEach(line -> all[(int) line.number() - 1] = line.text());
        return List.of(all);
    }

    private static Stream<String> said(Evidence evidence) {
        Stream<String> events = evidence.logs().stream()
                .flatMap(log -> log.events().stream())
                .filter(event -> event.id().startsWith("dovecot."))
                .map(LogEvent::line)
                .map(LogLine::text);
        Stream<String> stated = evidence.observations().stream()
                .filter(ServerState.class::isInstance)
                .flatMap(state ->
                        Stream.ofNullable(((ServerState) state).versions().get("dovecot")))
                .map(version -> "Dovecot v" + version);
        Stream<String> sessions = evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .flatMap(peer -> peer.samples().stream())
                .filter(DovecotServer::isLogin)
                .flatMap(session -> session.lines().stream())
                .map(LogLine::text);
        Stream<String> pasted = evidence.texts().stream()
                .filter(text -> text.kind() != InputKind.DOVECOT_CONF)
                .flatMap(text -> text.lines().stream())
                .map(LogLine::text)
                .filter(text -> SAID.matcher(text).find());
        return Stream.of(stated, events, sessions, pasted).flatMap(lines -> lines);
    }

    /// Whether a connection was one with Dovecot.
    public static boolean isLogin(TlsSession session) {
        return session.service().endsWith("-login");
    }

    /// The last value of a setting.
    public Optional<DovecotConf.Written> setting(String name) {
        return files.reversed().stream()
                .flatMap(file -> file.content().setting(name).stream())
                .findFirst();
    }

    /// All settings that were written, with their evidence.
    public Stream<Found> settings() {
        return files.stream()
                .flatMap(file -> file.content().settings().stream()
                        .map(setting -> new Found(setting, citation(file.source(), setting))));
    }

    /// A setting and the line it stands in.
    public record Found(DovecotConf.Written setting, Citation citation) {}

    private static Citation citation(String source, DovecotConf.Written setting) {
        return Citation.line(source, setting.line(), setting.name() + " = " + setting.value());
    }

    /// A setting with a value that only the owner knows, by its name in this branch; nothing if the branch has none.
    public List<Change> change(TlsSetting setting) {
        return setting.in(branch).map(Change::dovecot).stream().toList();
    }

    /// A setting with a new value, by its name in this branch; nothing if the branch has none.
    public List<Change> change(TlsSetting setting, String value) {
        return setting.in(branch).map(name -> Change.dovecot(name, value)).stream()
                .toList();
    }
}
