package postern.diagnosis;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.evidence.Evidence;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.maillog.LogEvent;
import postern.maillog.LogLine;
import postern.maillog.MailLog;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.openssl.OpenSslError;
import postern.postfix.MainCf;
import postern.postfix.PlatformGuess;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.probe.Scan;
import postern.probe.ServedChain;
import postern.tls.CipherSuite;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.ServerTls;

/// The evidence and what follows from it, worked out once for all causes.
public final class Facts {
    private static final int SMTP_PORT = 25;

    private final Evidence evidence;
    private final PlatformGuess platform;
    private final Optional<TlsService> mailService;
    private final Optional<ServerTls> predicted;
    private final List<SenderTraffic> senders;
    private final Problem direction;

    private Facts(Evidence evidence) {
        this.evidence = evidence;
        this.platform = SoftwareGuess.of(evidence);
        this.mailService = evidence.mainCf().map(given -> mailService(given.content(), evidence));
        this.predicted =
                mailService.filter(TlsService::isOn).map(TlsService::predict).map(this::withKnownKeys);
        this.direction = evidence.problem().orElseGet(() -> DirectionGuess.of(evidence));
        this.senders = Senders.of(evidence.logs(), Direction.INBOUND, evidence.asOf());
    }

    /// Works out what follows from the evidence.
    public static Facts of(Evidence evidence) {
        return new Facts(evidence);
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

    /// The software the configuration most likely belongs to.
    public PlatformGuess platform() {
        return platform;
    }

    /// The service other mail servers deliver to: port 25. Empty without main.cf, or where master.cf has
    /// no such service.
    public Optional<TlsService> mailService() {
        return mailService;
    }

    /// What the configuration says port 25 accepts; empty if TLS is off or no configuration was given.
    public Optional<ServerTls> predicted() {
        return predicted;
    }

    /// What a probe saw; the first that got as far as a version, else the first.
    public Optional<Scan> scan() {
        return evidence.scans().stream()
                .filter(scan -> !scan.server().versions().isEmpty())
                .findFirst()
                .or(() -> evidence.scans().stream().findFirst());
    }

    /// What the server accepts: as observed, else as predicted.
    public Optional<ServerTls> server() {
        return scan().map(Scan::server)
                .filter(server -> !server.accepted().isEmpty())
                .or(() -> predicted);
    }

    /// The senders in the logs, most failures first.
    public List<SenderTraffic> senders() {
        return senders;
    }

    /// The senders in the logs that are not scanners.
    public List<SenderTraffic> realSenders() {
        return senders.stream().filter(sender -> !Noise.is(sender)).toList();
    }

    /// The line of a failed session that says why, as evidence.
    public Citation citation(TlsSession session) {
        LogLine telling = session.lines().stream()
                .filter(line -> OpenSslError.find(line.text()).isPresent())
                .findFirst()
                .or(() -> session.lines().reversed().stream().findFirst())
                .orElseGet(() -> new LogLine(0, session.peer().toString()));
        String source = evidence.logs().stream()
                .filter(log ->
                        log.peers().stream().anyMatch(peer -> peer.samples().contains(session)))
                .map(MailLog::source)
                .findFirst()
                .orElse("log");
        return Citation.line(source, telling.number(), telling.text());
    }

    /// The chains a probe was sent.
    public List<ServedChain> chains() {
        return evidence.scans().stream().flatMap(scan -> scan.chains().stream()).toList();
    }

    /// Messages of the logs by their ids.
    public Stream<Logged> events(String... ids) {
        List<String> wanted = List.of(ids);
        return evidence.logs().stream()
                .flatMap(log -> log.events().stream()
                        .filter(event -> wanted.contains(event.id()))
                        .map(event -> new Logged(log, event)));
    }

    /// Lines of the logs that a pattern is found in: messages, lines of failed sessions, and lines that speak of TLS.
    public List<Citation> lines(Pattern pattern) {
        return evidence.logs().stream()
                .flatMap(log -> Stream.of(
                                log.events().stream().map(LogEvent::line),
                                log.peers().stream()
                                        .flatMap(peer -> peer.samples().stream())
                                        .flatMap(session -> session.lines().stream()),
                                log.strange().stream())
                        .flatMap(lines -> lines)
                        .filter(line -> pattern.matcher(line.text()).find())
                        .distinct()
                        .sorted(Comparator.comparingLong(LogLine::number))
                        .map(line -> Citation.line(log.source(), line.number(), line.text())))
                .limit(4)
                .toList();
    }

    /// All SMTP services, or the one on port 25 where there is no master.cf.
    public List<TlsService> services() {
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
    public static Citation citation(Scan scan, String text) {
        return Citation.of("probe " + scan.endpoint(), text);
    }

    private TlsService mailService(MainCf mainCf, Evidence given) {
        return given.masterCf()
                .flatMap(master -> TlsService.all(mainCf, master.content(), platform.platform()).stream()
                        .filter(service -> service.port().orElse(0) == SMTP_PORT)
                        .findFirst())
                .orElseGet(() -> TlsService.smtp(mainCf, platform.platform()));
    }

    /// Configuration text does not tell what kind of key a certificate holds. The certificates themselves do;
    /// sessions that agreed on a suite tell of one kind and leave others open.
    private ServerTls withKnownKeys(ServerTls server) {
        List<KeyType> held = Stream.concat(
                        chains().stream().flatMap(served -> served.chain().keyType().stream()),
                        evidence.transcripts().stream().flatMap(run -> run.chain().keyType().stream()))
                .distinct()
                .toList();
        if (!held.isEmpty()) {
            return server.withKeyTypes(Known.all(held));
        }
        List<KeyType> used = agreedSuites()
                .flatMap(suite -> suite.authentication().keyType().stream())
                .distinct()
                .toList();
        return used.isEmpty() ? server : server.withKeyTypes(Known.some(used));
    }

    /// Suites that somebody agreed on with this server, by the logs and by pasted sessions.
    private Stream<CipherSuite> agreedSuites() {
        Stream<CipherSuite> logged = evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == Direction.INBOUND)
                .flatMap(peer -> peer.samples().stream())
                .flatMap(session -> session.outcome() instanceof SessionOutcome.Established established
                        ? CipherSuite.named(established.cipher()).stream()
                        : Stream.empty());
        return Stream.concat(logged, evidence.transcripts().stream().flatMap(run -> run.suite().stream()));
    }
}
