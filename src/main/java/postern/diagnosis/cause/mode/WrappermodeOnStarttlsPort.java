package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.answer.Removal;
import postern.diagnosis.cause.clue.DovecotListener;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.Problem;
import postern.postfix.Setting;
import postern.postfix.TlsClient;
import postern.postfix.TlsService;
import postern.probe.Stage;
import postern.probe.Trouble;
import postern.transcript.TestRun;

/// TLS from the first byte where STARTTLS belongs: port 25 lets senders wait in vain for a greeting; or our client
/// takes a relay's greeting for TLS (Postfix `src/smtp/smtp_proto.c`).
public final class WrappermodeOnStarttlsPort implements Cause {
    private static final String PARAMETER = "smtpd_tls_wrappermode";
    private static final String CLIENT_PARAMETER = "smtp_tls_wrappermode";
    private static final int SMTPS = 465;
    private static final int SUBMISSION = 587;
    /// The first bytes that came back are no TLS record.
    private static final Pattern NO_TLS = Pattern.compile(
            "SSL routines:[^:]*:(?:wrong version number|unknown protocol|packet length too long|http request)");
    private static final Pattern DEFERRED = Pattern.compile("\\(Cannot start TLS: handshake failure\\)");
    private static final Pattern GREETED =
            Pattern.compile("setting up TLS connection to|Host offered STARTTLS|TLS connection established to");
    /// `host` or `[host]`, with a port or without.
    private static final Pattern PORT = Pattern.compile("(?:^|\\]|[^:]):(\\d{1,5}|smtps|submissions)\\s*$");

    private static final Pattern AT_ONCE =
            Pattern.compile("\\bs_client\\b(?!.*-starttls)(?!.*-quic).*-connect \\S+:(25|587|smtp)\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return outbound(facts);
        }
        List<Finding> configured =
                Stream.concat(configured(facts).stream(), dovecot(facts)).toList();
        if (!configured.isEmpty()) {
            return configured;
        }
        List<Finding> tested = tested(facts);
        List<Finding> seen = tested.isEmpty() ? probed(facts) : tested;
        return seen.isEmpty() ? silent(facts) : seen;
    }

    /// A listener of Dovecot, for those who ask about mail programs.
    private Stream<Finding> dovecot(Facts facts) {
        return facts.direction() != Problem.CLIENTS
                ? Stream.empty()
                : DovecotListener.in(facts).stream()
                        .filter(DovecotListener::isTooEarly)
                        .limit(1)
                        .flatMap(listener -> Findings.cause(
                                this,
                                facts,
                                Certainty.PROVEN,
                                Map.of("port", Integer.toString(listener.port())),
                                List.of(listener.line()),
                                List.of(Change.dovecot("ssl", ""), Change.command("systemctl restart dovecot")))
                                .stream());
    }

    /// A probe that heard no greeting and was answered when it began with TLS.
    private List<Finding> probed(Facts facts) {
        return facts.evidence().scans().stream()
                .filter(scan -> scan.failure()
                        .flatMap(Stage::trouble)
                        .filter(Trouble.TlsAtOnce.class::isInstance)
                        .isPresent())
                .limit(1)
                .flatMap(scan -> Findings.cause(
                        this,
                        facts,
                        Certainty.PROVEN,
                        Map.of("port", Integer.toString(scan.endpoint().port())),
                        List.of(Facts.citation(scan, Phrase.of("seen.tls-at-once"))),
                        List.of(Change.at(Target.MASTER_CF, PARAMETER, "no"), Change.command("postfix reload")))
                        .stream())
                .toList();
    }

    /// A test that began with TLS at once got through where STARTTLS belongs.
    private List<Finding> tested(Facts facts) {
        List<TestRun> through = facts.evidence().transcripts().stream()
                .filter(run -> run.suite().isPresent())
                .filter(run -> run.command()
                        .filter(command -> AT_ONCE.matcher(command).find())
                        .isPresent())
                .toList();
        return through.isEmpty()
                ? List.of()
                : Findings.cause(
                        this,
                        facts,
                        Certainty.PROVEN,
                        Map.of("port", port(through.getFirst())),
                        through.stream()
                                .map(run ->
                                        Citation.of(run.source(), run.command().orElseThrow()))
                                .toList(),
                        List.of(Change.at(Target.MASTER_CF, PARAMETER, "no"), Change.command("postfix reload")));
    }

    private static String port(TestRun run) {
        var found = AT_ONCE.matcher(run.command().orElseThrow());
        return found.find() && !found.group(1).equals("smtp") ? found.group(1) : "25";
    }

    /// Nobody gets a greeting. Not meant is a port that master.cf shows without TLS from the first byte.
    private List<Finding> silent(Facts facts) {
        Optional<SilentPort> silent = SilentPort.in(facts);
        boolean otherwise = facts.evidence().masterCf().isPresent()
                && facts.mailService().filter(service -> !service.implicitTls()).isPresent();
        if (silent.isEmpty() || otherwise) {
            return List.of();
        }
        int port = silent.get().port();
        String service = port == SUBMISSION ? "submission" : "smtp";
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("port", Integer.toString(port)),
                silent.get().evidence(),
                List.of(
                        new Change(
                                Target.MASTER_CF,
                                Optional.of(service),
                                Optional.of(PARAMETER),
                                Optional.of("no"),
                                Optional.of("postconf -P '" + service + "/inet/" + PARAMETER + "=no'")),
                        Change.command("postfix reload")));
    }

    private List<Finding> configured(Facts facts) {
        return Stream.of(facts.overriddenMailService().stream(), submission(facts), stray(facts))
                .flatMap(services -> services)
                .filter(TlsService::implicitTls)
                .limit(1)
                .map(service -> configured(facts, service, service.settings().get(PARAMETER)))
                .toList();
    }

    /// The port of mail programs; an owner who asks about other servers does not mean it.
    private static Stream<TlsService> submission(Facts facts) {
        boolean servers =
                facts.evidence().problem().filter(Problem.INBOUND::equals).isPresent();
        return facts.services().stream()
                .filter(service -> !servers && service.port().orElse(0) == SUBMISSION);
    }

    /// Any port on which the option hangs below a line that is commented out.
    private static Stream<TlsService> stray(Facts facts) {
        return facts.services().stream()
                .filter(service -> service.port().orElse(SMTPS) != SMTPS)
                .filter(service -> StrayOptions.above(facts, service.settings().get(PARAMETER))
                        .isPresent());
    }

    private Finding configured(Facts facts, TlsService service, Setting setting) {
        Optional<StrayOptions> stray = StrayOptions.above(facts, setting);
        return new Finding(
                id(),
                Role.CAUSE,
                Certainty.PROVEN,
                facts.direction(),
                Map.of("port", Integer.toString(service.port().orElse(25))),
                Stream.concat(
                                stray.map(options -> options.citation(facts)).stream(),
                                Stream.of(facts.citation(setting)))
                        .toList(),
                Stream.of(
                                Stream.of(stray.map(options -> options.change(setting))
                                        .orElseGet(() -> change(setting))),
                                relying(facts, setting),
                                Stream.of(Change.command("postfix reload")))
                        .flatMap(changes -> changes)
                        .toList());
    }

    /// The services on the port for TLS from the first byte that have it from main.cf, and need it as an
    /// option of their own when it goes from there.
    private static Stream<Change> relying(Facts facts, Setting setting) {
        return "master.cf".equals(setting.file())
                ? Stream.empty()
                : facts.services().stream()
                        .filter(service -> service.port().orElse(0) == SMTPS && service.implicitTls())
                        .filter(service -> !"master.cf"
                                .equals(service.settings().get(PARAMETER).file()))
                        .flatMap(service -> facts.line(service).stream())
                        .map(line -> Change.masterCf(line, PARAMETER, "yes"));
    }

    private List<Finding> outbound(Facts facts) {
        List<Citation> said = Outgoing.saying(NO_TLS, facts);
        Optional<TlsClient> client = Outgoing.client(facts);
        Optional<Setting> wraps =
                client.map(it -> it.settings().get(CLIENT_PARAMETER)).filter(Setting::isYes);
        int port = Outgoing.port(facts).or(() -> relayPort(client)).orElse(0);
        boolean configured = wraps.isPresent() && port != 0 && port != SMTPS;
        boolean assumed = client.isEmpty()
                && port == 587
                && !said.isEmpty()
                && !Outgoing.saying(DEFERRED, facts).isEmpty()
                && Outgoing.saying(GREETED, facts).isEmpty();
        if (!configured && !assumed) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                configured && !said.isEmpty() ? Certainty.PROVEN : configured ? Certainty.LIKELY : Certainty.POSSIBLE,
                Map.of("port", Integer.toString(port)),
                Stream.concat(wraps.map(facts::citation).stream(), said.stream())
                        .toList(),
                List.of(
                        wraps.filter(setting -> "master.cf".equals(setting.file()))
                                .map(Removal::of)
                                .orElseGet(() -> Change.mainCf(CLIENT_PARAMETER, "no")),
                        Change.command("postfix reload")));
    }

    /// The port of `relayhost`, 25 where it names none; without a relay there are only MX hosts on port 25.
    private static Optional<Integer> relayPort(Optional<TlsClient> client) {
        return client.map(it -> it.relayHost().map(Setting::value).orElse("")).map(relay -> {
            var found = PORT.matcher(relay);
            if (!found.find()) {
                return 25;
            }
            return Character.isDigit(found.group(1).charAt(0)) ? Integer.parseInt(found.group(1)) : SMTPS;
        });
    }

    private static Change change(Setting setting) {
        return "master.cf".equals(setting.file()) ? Removal.of(setting) : Change.mainCf(PARAMETER, "no");
    }
}
