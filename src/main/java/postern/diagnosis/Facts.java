package postern.diagnosis;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.evidence.Evidence;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.maillog.LogEvent;
import postern.maillog.LogLine;
import postern.maillog.MailLog;
import postern.maillog.TlsSession;
import postern.openssl.OpenSslError;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.PlatformGuess;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.probe.Scan;
import postern.probe.ServedChain;
import postern.tls.KeyType;
import postern.tls.ServerTls;
import postern.transcript.ClientHelloSeen;
import postern.transcript.Listener;
import postern.transcript.Listeners;
import postern.transcript.Observation;
import postern.transcript.ServerState;
import postern.transcript.TestRun;
import postern.transcript.TlsReport;

/// The evidence and what follows from it, worked out once for all causes.
public final class Facts {
    private static final int SMTP_PORT = 25;

    private final Evidence evidence;
    private final PlatformGuess platform;
    private final Optional<TlsService> mailService;
    private final Optional<ServerTls> predicted;
    private final List<SenderTraffic> senders;
    private final Problem direction;
    private final List<PastedDns> pastedDns;
    private final Optional<DovecotServer> dovecot;

    /// What causes worked out, kept for the next one that asks.
    private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();

    /// The lines that were found, by what was looked for.
    private final Map<Pattern, List<Citation>> found = new ConcurrentHashMap<>();

    private Facts(Evidence evidence) {
        this.evidence = evidence;
        this.platform = SoftwareGuess.of(evidence);
        this.direction = evidence.problem().orElseGet(() -> DirectionGuess.of(evidence));
        this.mailService = evidence.mainCf()
                .map(given -> ServiceInQuestion.of(given.content(), evidence, platform.platform(), direction));
        this.predicted = mailService.flatMap(service -> predicted(service, evidence));
        this.pastedDns = PastedDns.in(evidence);
        this.dovecot = DovecotServer.of(evidence);
        this.senders = Senders.of(evidence.logs(), Direction.INBOUND, evidence.asOf());
    }

    /// Works out what follows from the evidence.
    public static Facts of(Evidence evidence) {
        return new Facts(evidence);
    }

    /// Something that follows from these facts and that several causes ask for, worked out at the first time.
    ///
    /// @param type of the result, and its name: one for each kind
    public <T> T once(Class<T> type, Function<Facts, T> work) {
        Object known = kept.get(type);
        if (known == null) {
            known = work.apply(this);
            kept.put(type, known);
        }
        return type.cast(known);
    }

    /// What was given.
    public Evidence evidence() {
        return evidence;
    }

    /// The day to judge for.
    public LocalDate day() {
        return evidence.asOf();
    }

    /// Which traffic the complaint is about: what the user said, else what the evidence is about.
    public Problem direction() {
        return direction;
    }

    /// What pasted texts state about the DNS.
    public List<PastedDns> pastedDns() {
        return pastedDns;
    }

    /// The Dovecot that the evidence speaks of; empty if it speaks of none.
    public Optional<DovecotServer> dovecot() {
        return dovecot;
    }

    /// Whether main.cf seems to be whole: an excerpt about TLS names no `mydestination`.
    public boolean hasWholeMainCf() {
        return evidence.mainCf()
                .filter(given -> given.content().entry("mydestination").isPresent())
                .isPresent();
    }

    /// Whether the evidence speaks of a Postfix: its settings or its log.
    public boolean hasPostfix() {
        return evidence.mainCf().isPresent()
                || evidence.masterCf().isPresent()
                || evidence.logs().stream()
                        .flatMap(log -> log.peers().stream())
                        .flatMap(peer -> peer.samples().stream())
                        .anyMatch(session -> !DovecotServer.isLogin(session));
    }

    /// The software the configuration most likely belongs to.
    public PlatformGuess platform() {
        return platform;
    }

    /// The service that is in question: port 25, to which other mail servers deliver, or the one that mail
    /// programs failed at. Empty without main.cf.
    public Optional<TlsService> mailService() {
        return mailService;
    }

    /// The service on port 25 also where only master.cf was given: then nothing but its overrides is known.
    public Optional<TlsService> overriddenMailService() {
        return mailService.or(() -> services().stream()
                .filter(service -> service.port().orElse(0) == SMTP_PORT)
                .findFirst());
    }

    /// What the configuration says port 25 accepts; empty if TLS is off or no configuration was given.
    public Optional<ServerTls> predicted() {
        return predicted;
    }

    /// What the configuration says a service accepts; empty if TLS is off there.
    public Optional<ServerTls> predicted(TlsService service) {
        return predicted(service, evidence);
    }

    private static Optional<ServerTls> predicted(TlsService service, Evidence evidence) {
        return Optional.of(service)
                .filter(TlsService::isOn)
                .map(TlsService::predict)
                .map(server -> ServerKeys.of(server, evidence));
    }

    /// What a probe saw; the first that got as far as a version, else the first.
    public Optional<Scan> scan() {
        return evidence.scans().stream()
                .filter(scan -> !scan.server().versions().isEmpty())
                .findFirst()
                .or(() -> evidence.scans().stream().findFirst());
    }

    /// What the server accepts: as a probe saw it, else as predicted, else as a pasted test saw it.
    public Optional<ServerTls> server() {
        return scan().map(Scan::server)
                .filter(server -> !server.accepted().isEmpty())
                .or(() -> predicted)
                .or(() -> tested().map(TestRun::server));
    }

    /// A pasted test of the server that told which versions it refuses, not only one that it accepts.
    public Optional<TestRun> tested() {
        return evidence.transcripts().stream()
                .filter(run -> run.server().versions().size() > 1)
                .filter(run -> !run.server().accepted().isEmpty())
                .findFirst();
    }

    /// The systems that mail goes out to by the logs, most failures first.
    public List<SenderTraffic> receivers() {
        return once(
                        Receivers.class,
                        facts -> new Receivers(
                                Senders.of(facts.evidence.logs(), Direction.OUTBOUND, facts.evidence.asOf())))
                .receivers();
    }

    private record Receivers(List<SenderTraffic> receivers) {}

    /// The senders in the logs, most failures first.
    public List<SenderTraffic> senders() {
        return senders;
    }

    /// The senders in the logs that are not scanners.
    public List<SenderTraffic> realSenders() {
        return once(
                        RealSenders.class,
                        facts -> new RealSenders(facts.senders.stream()
                                .filter(sender -> !Noise.is(sender, facts.senders))
                                .toList()))
                .senders();
    }

    private record RealSenders(List<SenderTraffic> senders) {}

    /// The line of a failed session that says why, as evidence.
    public Citation citation(TlsSession session) {
        LogLine telling = session.lines().stream()
                .filter(line -> OpenSslError.find(line.text()).isPresent())
                .findFirst()
                .or(() -> session.lines().reversed().stream().findFirst())
                .orElseGet(() -> new LogLine(0, session.peer().toString()));
        String source = once(Sources.class, Sources::of).bySession().getOrDefault(session, "log");
        return Citation.line(source, telling.number(), telling.text());
    }

    /// The log that each session is from.
    private record Sources(Map<TlsSession, String> bySession) {
        static Sources of(Facts facts) {
            Map<TlsSession, String> sources = new HashMap<>();
            for (MailLog log : facts.evidence.logs()) {
                log.peers().stream()
                        .flatMap(peer -> peer.samples().stream())
                        .forEach(session -> sources.putIfAbsent(session, log.source()));
            }
            return new Sources(sources);
        }
    }

    /// The chains a probe was sent.
    public List<ServedChain> chains() {
        return evidence.scans().stream().flatMap(scan -> scan.chains().stream()).toList();
    }

    /// What the collector told of servers.
    public List<ServerState> serverStates() {
        return observations(ServerState.class).toList();
    }

    /// What the server listens on, by pasted listings and by the collector; empty if nobody looked.
    public List<Listener> listeners() {
        return Stream.concat(
                        serverStates().stream().flatMap(state -> state.listeners().stream()),
                        observations(Listeners.class).flatMap(listing -> listing.ports().stream()))
                .toList();
    }

    /// Reports of sending organisations on TLS with a domain.
    public List<TlsReport> tlsReports() {
        return observations(TlsReport.class).toList();
    }

    /// What clients were seen to offer.
    public List<ClientHelloSeen> hellos() {
        return observations(ClientHelloSeen.class).toList();
    }

    private <T extends Observation> Stream<T> observations(Class<T> kind) {
        return evidence.observations().stream().filter(kind::isInstance).map(kind::cast);
    }

    /// Messages of the logs by their ids.
    public Stream<Logged> events(String... ids) {
        List<String> wanted = List.of(ids);
        return evidence.logs().stream()
                .flatMap(log -> log.events().stream()
                        .filter(event -> wanted.contains(event.id()))
                        .map(event -> new Logged(log, event)));
    }

    /// Lines of the logs that a pattern is found in, the first four: messages, lines of sessions, those that
    /// failed first, and lines that speak of TLS. Of a log of very many sessions not all are searched.
    public List<Citation> lines(Pattern pattern) {
        return found.computeIfAbsent(
                pattern,
                wanted -> once(Searched.class, Searched::of).lines().stream()
                        .filter(line -> wanted.matcher(line.text()).find())
                        .limit(4)
                        .toList());
    }

    /// The lines of all logs that are searched, each once, in order.
    private record Searched(List<Citation> lines) {
        /// As many sessions as tell all there is to tell.
        private static final int MOST_SESSIONS = 1000;

        static Searched of(Facts facts) {
            return new Searched(facts.evidence.logs().stream()
                    .flatMap(log -> Stream.of(
                                    log.events().stream().map(LogEvent::line), sessions(log), log.strange().stream())
                            .flatMap(lines -> lines)
                            .distinct()
                            .sorted(Comparator.comparingLong(LogLine::number))
                            .map(line -> Citation.line(log.source(), line.number(), line.text())))
                    .toList());
        }

        private static Stream<LogLine> sessions(MailLog log) {
            return Stream.of(true, false)
                    .flatMap(failing -> log.peers().stream()
                            .filter(peer -> peer.failed() > 0 == failing)
                            .flatMap(peer -> peer.samples().stream())
                            .limit(MOST_SESSIONS))
                    .flatMap(session -> session.lines().stream());
        }
    }

    /// Whether the log shows that a session was with a service and with no other.
    public boolean isWith(TlsSession session, TlsService service) {
        return ServiceInQuestion.isWith(session, service);
    }

    /// All SMTP services, or the one on port 25 where there is no master.cf.
    public List<TlsService> services() {
        return once(Services.class, facts -> new Services(facts.configured())).list();
    }

    /// The line of master.cf that a service has; empty where master.cf was not given.
    public Optional<MasterCf.Service> line(TlsService service) {
        return evidence.masterCf().stream()
                .flatMap(given -> given.content().services().stream())
                .filter(line -> line.firstLine() == service.line())
                .findFirst();
    }

    private record Services(List<TlsService> list) {}

    private List<TlsService> configured() {
        return evidence.mainCf()
                .map(given -> evidence.masterCf()
                        .map(master -> TlsService.all(given.content(), master.content(), platform.platform()))
                        .orElseGet(() -> List.of(TlsService.smtp(given.content(), platform.platform()))))
                .orElseGet(() -> evidence.masterCf()
                        .map(master -> TlsService.all(MainCf.parse(""), master.content(), platform.platform()))
                        .orElse(List.of()));
    }

    /// A message and the log it stands in.
    public record Logged(MailLog log, LogEvent event) {

        /// The line as evidence.
        public Citation citation() {
            return Citation.line(
                    log.source(), event.line().number(), event.line().text());
        }
    }

    /// The line that holds a setting, as evidence; a built-in default is cited as such.
    public Citation citation(Setting setting) {
        if (setting.isDefault()) {
            return Citation.of("postfix " + platform.platform().postfix(), setting.name() + " = " + setting.value());
        }
        boolean fromMain = "main.cf".equals(setting.file());
        String source = fromMain
                ? evidence.mainCf().map(given -> given.source()).orElse("main.cf")
                : evidence.masterCf().map(given -> given.source()).orElse("master.cf");
        String text = fromMain
                ? evidence.mainCf()
                        .flatMap(given -> given.content().line(setting.line()))
                        .orElse(setting.name())
                : "-o " + setting.name() + "=" + setting.written();
        return Citation.line(source, setting.line(), text.strip());
    }

    /// A probe as evidence.
    public static Citation citation(Scan scan, CharSequence words) {
        return Citation.of("probe " + scan.endpoint(), words);
    }

    /// The kinds of key that certificates of the server hold, as far as certificates or agreed suites show.
    public List<KeyType> keyTypesShown() {
        return ServerKeys.shown(evidence);
    }
}
