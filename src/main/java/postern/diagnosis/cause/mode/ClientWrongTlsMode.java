package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.client.ClientSettings;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.MailBeforeStarttls;
import postern.diagnosis.cause.clue.MailFront;
import postern.diagnosis.cause.harmless.BenignPlaintextProbe;
import postern.diagnosis.cause.harmless.ProbeWithoutStarttls;
import postern.evidence.Problem;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;

/// A mail program starts TLS at once on a port where it is to be asked for: the answer in plain text looks to it like
/// a wrong version (OpenSSL `ssl/record`). Or it speaks plain text on a port where TLS begins with the first byte: then
/// the server finds no TLS in what comes. Or it asks for no TLS at all where nothing goes
/// without. What a program is told to do, its own settings show ([ToldMode]); what the server wants is known by the
/// port (RFC 8314 section 3.3, RFC 6409 section 3.1).
public final class ClientWrongTlsMode implements Cause {
    /// A server that cannot set up TLS at all answers STARTTLS with an error, which looks the same.
    private static final Pattern SERVER_FAILS = Pattern.compile("Failed to initialize SSL server context");

    /// `\\026\\003` is how a ClientHello begins (RFC 8446 section 5.1); Postfix cannot make a command of it.
    private static final Pattern HELLO =
            Pattern.compile("smtpd\\[\\d+\\]: .*(?:improper command pipelining|non-SMTP command).*\\\\026\\\\003");
    private static final Pattern UNKNOWN = Pattern.compile(
            "smtpd\\[\\d+\\]: (?:lost connection after UNKNOWN from|disconnect from \\S+ unknown=0/\\d+ commands=0/)");
    private static final Pattern SUBMISSION = Pattern.compile("\\bsubmission/smtpd\\[");
    private static final Pattern IMPLICIT = Pattern.compile("(?:.*/)?(?:smtps|submissions)/smtpd");
    /// What arrived on a port with TLS from the first byte was none.
    private static final Pattern NO_TLS = Pattern.compile("wrong version number|http request");
    private static final Set<Integer> STARTTLS_PORTS = Set.of(25, 587, 143, 110);

    @Override
    public List<Finding> examine(Facts facts) {
        if (!Logs.saying(SERVER_FAILS, facts).isEmpty()) {
            return List.of();
        }
        Optional<ToldMode> told = ToldMode.in(facts);
        if (told.isPresent()) {
            return told(facts, told.get());
        }
        List<Citation> evidence = Stream.of(
                        programs(facts),
                        PlainAnswer.noGreeting(facts).stream(),
                        MailBeforeStarttls.in(facts),
                        unknownCommands(facts),
                        plainText(facts),
                        WithoutEncryption.lines(facts).stream(),
                        PasswordInClear.lines(facts))
                .flatMap(lines -> lines)
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of("how", Phrase.of("mode.unfit")),
                evidence,
                List.of(Change.at(Target.CLIENT)));
    }

    /// The program's own settings say so. Without a failure that comes of it, they may not be those in use.
    private List<Finding> told(Facts facts, ToldMode told) {
        ClientSettings settings = told.settings();
        String way = settings.mode().isAtOnce() ? "mode.too-early" : "mode.too-late";
        return Findings.cause(
                this,
                facts,
                told.failure().isEmpty() ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of("how", Phrase.of(way, settings.program(), Integer.toString(settings.port()))),
                Stream.concat(told.lines().stream(), told.failure().stream()).toList(),
                List.of(Change.at(Target.CLIENT)));
    }

    /// A test tool that was told so is no mail program.
    private static Stream<Citation> programs(Facts facts) {
        return new ProbeWithoutStarttls().examine(facts).isEmpty()
                ? PlainAnswer.on(STARTTLS_PORTS, facts).stream()
                : Stream.empty();
    }

    /// One client, again and again, begins without TLS where TLS begins with the first byte; a single time may be a
    /// scanner, unless the owner asks about such clients. No more often than somebody typed is the one who typed.
    private static Stream<Citation> plainText(Facts facts) {
        if (!MailFront.lines(facts).isEmpty()) {
            return Stream.empty();
        }
        boolean asked =
                facts.evidence().problem().filter(Problem.CLIENTS::equals).isPresent();
        int typed = BenignPlaintextProbe.typed(facts).size();
        return facts.realSenders().stream()
                .filter(sender -> sender.tls() == 0 && sender.delivered() == 0)
                .filter(sender -> sender.failed() > typed)
                .map(sender -> sender.sessions()
                        .filter(session -> session.outcome() instanceof SessionOutcome.Failed)
                        .toList())
                .filter(sessions -> sessions.stream().allMatch(ClientWrongTlsMode::isPlain))
                .filter(sessions -> sessions.size() > 1 || (asked && !sessions.isEmpty()))
                .map(sessions -> facts.citation(sessions.getFirst()));
    }

    /// An error in SSL3_GET_CLIENT_HELLO is about a ClientHello, whose version is not wanted.
    private static boolean isPlain(TlsSession session) {
        boolean implicit = IMPLICIT.matcher(session.service()).matches()
                || (session.service().endsWith("-login")
                        && session.lines().stream()
                                .noneMatch(line -> line.text().contains("STARTTLS")));
        return implicit
                && session.outcome() instanceof SessionOutcome.Failed failed
                && failed.error()
                        .filter(error -> NO_TLS.matcher(error.reason()).find())
                        .filter(error -> error.function()
                                .filter(it -> it.contains("SSL3_GET_CLIENT_HELLO"))
                                .isEmpty())
                        .isPresent();
    }

    /// A first command that is none, on the port of mail programs where nobody gets in; where somebody speaks of that
    /// port, in whatever service. One alone may be a scanner.
    private static Stream<Citation> unknownCommands(Facts facts) {
        boolean named = PlainAnswer.names(587, facts)
                || facts.evidence().problem().filter(Problem.CLIENTS::equals).isPresent();
        List<Citation> hello = of(HELLO, facts, named);
        List<Citation> unknown = of(UNKNOWN, facts, named);
        boolean somebodyIn = facts.senders().stream().anyMatch(sender -> sender.tls() > 0 || sender.delivered() > 0);
        return (unknown.size() < 2 && !named) || somebodyIn
                ? hello.stream()
                : Stream.concat(hello.stream(), unknown.stream());
    }

    private static List<Citation> of(Pattern pattern, Facts facts, boolean anyService) {
        return Logs.saying(pattern, facts).stream()
                .filter(line -> anyService || SUBMISSION.matcher(line.text()).find())
                .toList();
    }
}
