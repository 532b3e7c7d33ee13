package postern.diagnosis.cause.mode;

import java.util.ArrayList;
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
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.config.ParameterMisspelt;
import postern.diagnosis.cause.path.MiddleboxSmtpRewriting;
import postern.evidence.Problem;
import postern.maillog.Bounce;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.postfix.Setting;
import postern.postfix.Starttls;
import postern.postfix.TlsService;
import postern.probe.StartTls;

/// TLS is not switched on.
///
/// For mail coming in the configuration alone shows it (Postfix `src/smtpd/smtpd.c`: STARTTLS is announced if the level
/// is not none); a probe that is not offered STARTTLS shows the same from outside, and so do senders that give STARTTLS
/// in vain. For mail going out a receiver insists, see [OutgoingTlsOff].
public final class TlsNotEnabled implements Cause {
    private static final List<String> CERTIFICATES =
            List.of("smtpd_tls_cert_file", "smtpd_tls_key_file", "smtpd_tls_chain_files", "smtpd_tls_eccert_file");

    private static final List<String> DELIVERY = List.of("smtp_tls_security_level", "smtp_use_tls");

    /// Written under a wrong name, it is that name which is the cause.
    private static final Pattern LEVEL = Pattern.compile("smtpd?_(?:tls_security_level|use_tls)");
    private static final Pattern OF_PROGRAMS = Pattern.compile("(?:.*:)?(?:submissions?|smtps|587|465)");
    private static final Pattern OFF = Pattern.compile("(?i)\\s*|none|no");
    /// The library's and the clients' words for STARTTLS that was not announced: s_client, Python, Ruby, Java, Go, PHP,
    /// Node.js, curl, MailKit, msmtp, swaks.
    private static final Pattern MISSED = Pattern.compile("(?i)didn't find starttls in server response"
            + "|STARTTLS extension not supported by server|STARTTLS is required but host does not support STARTTLS"
            + "|server doesn't support STARTTLS|server does not (?:support|advertise) (?:STARTTLS|the STARTTLS)"
            + "|does not support the STARTTLS extension|STARTTLS (?:is )?(?:not supported|unsupported|not available)"
            + "|Host did not advertise STARTTLS|requireTLS.{0,60}not (?:offered|supported|available)"
            + "|502 5\\.5\\.1 Error: command not implemented");
    /// A server that has TLS says so.
    private static final Pattern DEMANDED = Pattern.compile("\\b530[ -]|(?i)must issue a STARTTLS");
    private static final Pattern ANOTHER_SERVICE = Pattern.compile("(?i)[:@ \"'](?:143|993|110|995|465|imap|pop3)\\b");
    private static final Pattern STARTTLS_SMTP = Pattern.compile("-starttls smtp\\b");
    private static final Pattern IN_VAIN =
            Pattern.compile("disconnect from (?!\\S*\\[(?:127\\.|::1)).* starttls=0/[1-9]");

    private static final Pattern REASON = Pattern.compile(
            "SSL_accept|TLS library problem|isabling TLS|TLS not available" + "|No server certs|private/tlsmgr");

    @Override
    public List<Finding> examine(Facts facts) {
        Optional<Finding> outgoing = OutgoingTlsOff.in(facts, id());
        if (ParameterMisspelt.misspelt(facts)
                .filter(it -> LEVEL.matcher(it.meant()).matches())
                .isPresent()) {
            return List.of();
        }
        if (facts.direction() == Problem.OUTBOUND || outgoing.isPresent()) {
            return outgoing.stream().toList();
        }
        return switchedOff(facts).map(setting -> finding(facts, setting)).or(() -> onlyProbe(facts)).stream()
                .toList();
    }

    /// The setting that switches TLS off, perhaps a default. An excerpt that merely lacks the line shows
    /// nothing: the level must be written, or a certificate be set up without one in a main.cf that is more
    /// than an excerpt about TLS, or somebody must have seen that STARTTLS is missing.
    static Optional<Setting> switchedOff(Facts facts) {
        return facts.mailService()
                .filter(service -> notOffered(facts).isPresent() || !isForProgramsElsewhere(facts, service))
                .filter(service -> isMeant(facts, service) || notOffered(facts).isPresent() || BareMainCf.is(facts))
                .flatMap(TlsNotEnabled::off);
    }

    /// Whether mail programs have a service of their own with TLS, so that port 25 does not concern them.
    private static boolean isForProgramsElsewhere(Facts facts, TlsService service) {
        return facts.direction() == Problem.CLIENTS
                && facts.services().stream()
                        .anyMatch(other -> other.line() != service.line()
                                && OF_PROGRAMS.matcher(other.name()).matches()
                                && other.isOn());
    }

    /// The setting that switches TLS off; a level that does not exist stops the server instead.
    static Optional<Setting> off(TlsService service) {
        return service.starttls() instanceof Starttls.SwitchedOff(Setting setting)
                        && OFF.matcher(setting.value()).matches()
                ? Optional.of(setting)
                : Optional.empty();
    }

    private static boolean isMeant(Facts facts, TlsService service) {
        return service.settings().isWritten("smtpd_tls_security_level")
                || service.settings().isWritten("smtpd_use_tls")
                || ((facts.hasWholeMainCf() || isForDeliveryOnly(facts, service))
                        && CERTIFICATES.stream().anyMatch(service.settings()::isWritten));
    }

    /// Whoever has trouble with the server and shows where TLS is switched on for deliveries would have shown it
    /// for the server.
    private static boolean isForDeliveryOnly(Facts facts, TlsService service) {
        return facts.evidence().problem().isPresent() && DELIVERY.stream().anyMatch(service.settings()::isWritten);
    }

    private Finding finding(Facts facts, Setting setting) {
        List<Citation> evidence = new ArrayList<>();
        evidence.add(facts.citation(setting));
        notOffered(facts).ifPresent(evidence::add);
        boolean offered = facts.evidence().scans().stream().anyMatch(scan -> scan.startTls() == StartTls.OFFERED)
                || facts.senders().stream().anyMatch(sender -> sender.tls() + sender.failed() > 0);
        return new Finding(
                id(),
                // Whose handshake failed met a server that had TLS on: what fails there is something else.
                facts.senders().stream().anyMatch(TlsNotEnabled::failsInHandshake) ? Role.CONTRIBUTING : Role.CAUSE,
                offered ? Certainty.POSSIBLE : isGuessed(facts, setting) ? Certainty.LIKELY : Certainty.PROVEN,
                facts.direction(),
                Map.of(
                        "parameter",
                        setting.name(),
                        "value",
                        setting.value().isEmpty() ? Phrase.of("value.empty") : setting.value()),
                evidence,
                fix(facts, setting));
    }

    private static boolean isGuessed(Facts facts, Setting setting) {
        return BareMainCf.is(facts)
                || (setting.isDefault()
                        && !facts.hasWholeMainCf()
                        && notOffered(facts).isEmpty());
    }

    /// What is switched off in master.cf is not switched on by main.cf: the override goes, and main.cf gets a level
    /// where it has none.
    private static List<Change> fix(Facts facts, Setting setting) {
        if (!"master.cf".equals(setting.file())) {
            return BareMainCf.is(facts)
                    ? Stream.concat(CertificateFix.settings(facts).stream(), fix().stream())
                            .toList()
                    : fix();
        }
        Change taken = new Change(
                Target.MASTER_CF,
                facts.mailService().map(TlsService::name),
                Optional.of(setting.name()),
                Optional.of(""),
                Optional.empty());
        boolean on = facts.evidence().mainCf().stream()
                .flatMap(given -> Stream.of("smtpd_tls_security_level", "smtpd_use_tls")
                        .flatMap(name -> given.content().entry(name).stream()))
                .anyMatch(entry -> !OFF.matcher(entry.value()).matches());
        return on
                ? List.of(taken, Change.command("postfix reload"))
                : Stream.concat(Stream.of(taken), fix().stream()).toList();
    }

    private static boolean failsInHandshake(SenderTraffic sender) {
        return sender.sessions().anyMatch(session -> session.outcome() instanceof SessionOutcome.Failed);
    }

    /// Whether a test got TLS from the server when it asked for it.
    public static boolean isSeenOn(Facts facts) {
        return facts.evidence().transcripts().stream()
                .anyMatch(run -> run.suite().isPresent()
                        && run.command().filter(STARTTLS_SMTP.asPredicate()).isPresent());
    }

    /// Without the configuration, a server that does not offer STARTTLS may have it off; a device on the way
    /// that takes the announcement out looks the same to a probe.
    private Optional<Finding> onlyProbe(Facts facts) {
        boolean offered = facts.evidence().dialogues().stream()
                .anyMatch(dialogue -> dialogue.startTls() == StartTls.OFFERED
                        && dialogue.command()
                                .filter(ANOTHER_SERVICE.asPredicate())
                                .isEmpty());
        if (facts.mailService().isPresent()
                || isSeenOn(facts)
                || (offered && !new MiddleboxSmtpRewriting().examine(facts).isEmpty())) {
            return Optional.empty();
        }
        return notOffered(facts)
                .map(citation -> new Finding(
                        id(),
                        Role.CAUSE,
                        facts.evidence().scans().isEmpty() ? Certainty.LIKELY : Certainty.POSSIBLE,
                        facts.direction(),
                        Map.of("parameter", "smtpd_tls_security_level", "value", Phrase.of("value.probably-empty")),
                        List.of(citation),
                        fix()))
                .or(() -> onlyCounted(facts));
    }

    private Optional<Finding> onlyCounted(Facts facts) {
        return inVain(facts)
                .findFirst()
                .map(citation -> new Finding(
                        id(),
                        Role.CAUSE,
                        Certainty.POSSIBLE,
                        facts.direction(),
                        Map.of("parameter", "smtpd_tls_security_level", "value", Phrase.of("value.probably-empty")),
                        List.of(citation),
                        fix()));
    }

    private static List<Change> fix() {
        return List.of(Change.mainCf("smtpd_tls_security_level", "may"), Change.command("postfix reload"));
    }

    private static Optional<Citation> notOffered(Facts facts) {
        Stream<Citation> probed = facts.evidence().scans().stream()
                .filter(scan -> scan.startTls() == StartTls.NOT_OFFERED)
                .map(scan -> Facts.citation(scan, Phrase.of("seen.no-starttls")));
        Stream<Citation> bounced = facts.evidence().bounces().stream()
                .filter(bounce -> bounce.kind() == Bounce.Kind.TLS_NOT_OFFERED)
                .flatMap(bounce -> bounce.lines().stream()
                        .filter(line -> !DEMANDED.matcher(line.text()).find())
                        .limit(1)
                        .map(line -> Citation.line(bounce.source(), line.number(), line.text())));
        Stream<Citation> pasted = facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.startTls() == StartTls.NOT_OFFERED)
                .filter(dialogue -> !dialogue.capabilities().isEmpty() && !MiddleboxSmtpRewriting.isEdited(dialogue))
                .map(dialogue -> Citation.of(dialogue.source(), "250 " + String.join(", ", dialogue.capabilities())));
        Stream<Citation> tested = facts.evidence().transcripts().stream()
                .filter(run -> run.startTls() == StartTls.NOT_OFFERED)
                .flatMap(run -> run.lines().stream()
                        .filter(line -> line.text().contains("STARTTLS"))
                        .limit(1)
                        .map(line -> Citation.line(run.source(), line.number(), line.text())));
        return Stream.of(probed, bounced, pasted, tested, missed(facts))
                .flatMap(lines -> lines)
                .findFirst();
    }

    /// In the words of a program that connected. Where a text speaks of another service, it is of that one.
    private static Stream<Citation> missed(Facts facts) {
        return facts.evidence().texts().stream()
                .filter(text -> text.lines().stream()
                        .noneMatch(line -> ANOTHER_SERVICE.matcher(line.text()).find()))
                .flatMap(text -> text.lines().stream()
                        .filter(line -> MISSED.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())));
    }

    /// Senders gave STARTTLS in vain, and no line tells that it was begun or why it could not be.
    private static Stream<Citation> inVain(Facts facts) {
        List<TlsSession> sessions =
                facts.realSenders().stream().flatMap(SenderTraffic::sessions).toList();
        boolean never = sessions.stream()
                .noneMatch(session -> session.outcome() instanceof SessionOutcome.Failed
                        || session.outcome() instanceof SessionOutcome.Established);
        return never && Logs.saying(REASON, facts).isEmpty()
                ? sessions.stream()
                        .flatMap(session -> session.lines().stream()
                                .filter(line -> IN_VAIN.matcher(line.text()).find())
                                .map(_ -> facts.citation(session)))
                : Stream.empty();
    }
}
