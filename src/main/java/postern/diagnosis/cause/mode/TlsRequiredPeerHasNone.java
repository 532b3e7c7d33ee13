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
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.answer.Removal;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.harmless.SomeMxLackStarttls;
import postern.diagnosis.cause.path.MiddleboxSmtpRewriting;
import postern.diagnosis.cause.path.StarttlsWithheldByReputation;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.postfix.SecurityLevel;
import postern.postfix.Setting;
import postern.postfix.TlsService;

/// One side makes TLS mandatory and the other has none. RFC 3207 section 4 forbids that of a public mail server.
public final class TlsRequiredPeerHasNone implements Cause {
    private static final Pattern REFUSED =
            Pattern.compile("530 5\\.7\\.0 Must issue a STARTTLS|Must issue a STARTTLS command first");
    private static final Pattern BY_SERVER = Pattern.compile(
            "/(?:smtp|lmtp)\\[\\d+\\]: .*said: 530 5\\.7\\.0 Must issue a STARTTLS|^\\s*dsn=5\\.7\\.0, status=\\w+ \\(host \\S+ said: 530 5\\.7\\.0 Must issue a STARTTLS");
    private static final Pattern CLIENT_SERVICE = Pattern.compile("(?:submissions?|smtps)/smtpd\\[");
    private static final Pattern NOT_OFFERED = Pattern.compile(
            "status=(?:deferred|bounced) .*TLS is required, but was not offered by host (?!127\\.|localhost|\\[?::1)"
                    + "|^\\s*\\(TLS is required, but was not offered by host (?!127\\.|localhost|\\[?::1)"
                    + "|^<[^>\\s]{1,300}>: .*TLS is required, but was not offered by(?:$| host (?!127\\.|localhost))");

    /// What the sentence says where no settings were given.
    private static final Map<String, CharSequence> DEMANDED = Map.of(
            "parameter", "smtpd_tls_security_level", "value", "encrypt", "peers", Phrase.of("value.some-senders"));

    @Override
    public List<Finding> examine(Facts facts) {
        return facts.direction() == Problem.OUTBOUND ? outbound(facts) : inbound(facts);
    }

    private List<Finding> inbound(Facts facts) {
        if (!Logs.saying(REFUSED, facts).isEmpty()
                && !new TlsOnInternalHop().examine(facts).isEmpty()) {
            return List.of();
        }
        List<Finding> demanded = facts.overriddenMailService().isEmpty() ? onlyRefused(facts) : configured(facts);
        return demanded.isEmpty() ? ofServer(facts) : demanded;
    }

    /// Another mail server that hands mail to our port for mail programs, where TLS is rightly demanded, has its
    /// own TLS off: it says so in its log (Postfix `src/smtp`).
    private List<Finding> ofServer(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                DEMANDED,
                Logs.saying(BY_SERVER, facts),
                List.of(Change.at(Target.PEER, "smtp_tls_security_level", "may")));
    }

    /// The configuration was not given; what mail programs are refused on their own ports is as it should be.
    private List<Finding> onlyRefused(Facts facts) {
        List<Citation> refused = Logs.saying(REFUSED, facts).stream()
                .filter(_ -> facts.direction() == Problem.INBOUND)
                .filter(line -> !CLIENT_SERVICE.matcher(line.text()).find())
                .toList();
        boolean ours = refused.stream().anyMatch(line -> line.text().contains("reject: MAIL"));
        return Findings.cause(
                this,
                facts,
                ours ? Certainty.LIKELY : Certainty.POSSIBLE,
                DEMANDED,
                refused,
                List.of(Change.mainCf("smtpd_tls_security_level", "may"), Change.command("postfix reload")));
    }

    private List<Finding> configured(Facts facts) {
        return facts.overriddenMailService().stream()
                .filter(service -> service.level() == SecurityLevel.ENCRYPT && !service.implicitTls())
                .filter(_ -> facts.direction() == Problem.INBOUND)
                .map(TlsService::decisiveForLevel)
                .flatMap((Setting setting) -> demanding(facts, setting).stream())
                .toList();
    }

    private List<Finding> demanding(Facts facts, Setting setting) {
        List<Citation> refused = Logs.saying(REFUSED, facts);
        Optional<StrayOptions> stray = StrayOptions.above(facts, setting);
        Map<String, CharSequence> values =
                Map.of("parameter", setting.name(), "value", setting.value(), "peers", Phrase.of("value.some-senders"));
        List<Citation> evidence = Stream.of(
                        stray.map(options -> options.citation(facts)).stream(),
                        Stream.of(facts.citation(setting)),
                        refused.stream())
                .flatMap(lines -> lines)
                .toList();
        List<Change> fix = List.of(
                stray.map(options -> options.change(setting)).orElseGet(() -> lowered(setting)),
                Change.command("postfix reload"));
        if (refused.isEmpty() && isObeyed(facts)) {
            return Findings.contributing(this, facts, Certainty.LIKELY, values, evidence, fix);
        }
        return Findings.cause(
                this, facts, refused.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN, values, evidence, fix);
    }

    /// Whether the log shows that mail came in with TLS, and nobody who came without or left when TLS was demanded.
    private static boolean isObeyed(Facts facts) {
        boolean left = facts.evidence().logs().stream()
                .flatMap(log -> log.totals(Direction.INBOUND).stream())
                .anyMatch(way -> way.idle() > 0);
        return !left
                && facts.realSenders().stream().anyMatch(sender -> sender.tls() > 0 && sender.delivered() > 0)
                && facts.realSenders().stream().allMatch(sender -> sender.plaintext() == 0 && sender.failed() == 0);
    }

    /// An override stands above main.cf, so it has to go.
    private static Change lowered(Setting setting) {
        return "master.cf".equals(setting.file())
                ? Removal.of(setting)
                : Change.mainCf("smtpd_tls_security_level", "may");
    }

    private List<Finding> outbound(Facts facts) {
        List<Citation> said = explainedOtherwise(facts) ? List.of() : Logs.saying(NOT_OFFERED, facts);
        Optional<Setting> demanding = LoosenedLevel.demanding(facts);
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(
                        "parameter",
                        demanding.map(Setting::name).orElse("smtp_tls_security_level"),
                        "value",
                        demanding.map(Setting::value).orElse("encrypt"),
                        "peers",
                        Phrase.of("value.receiver")),
                said,
                LoosenedLevel.changes(facts));
    }

    /// Another host of the receiver offers it; or the receiver, a device on the way or a setting of ours withholds it.
    private static boolean explainedOtherwise(Facts facts) {
        return SomeMxLackStarttls.explainsAll(facts)
                || Stream.of(
                                new StarttlsWithheldByReputation(),
                                new MiddleboxSmtpRewriting(),
                                new StarttlsDiscardedByConfig())
                        .anyMatch(cause -> !cause.examine(facts).isEmpty());
    }
}
