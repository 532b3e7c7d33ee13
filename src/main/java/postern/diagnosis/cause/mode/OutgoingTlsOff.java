package postern.diagnosis.cause.mode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.postfix.SecurityLevel;
import postern.postfix.Setting;
import postern.postfix.TlsClient;

/// Mail leaves without TLS and the receiver insists on it (RFC 3207 section 4): TLS is not switched on for mail going
/// out (Postfix `src/smtp/smtp_tls_policy.c`: an empty `smtp_tls_security_level` is none).
final class OutgoingTlsOff {
    private static final String PARAMETER = "smtp_tls_security_level";
    /// The receiver's answer, as delivery logs and bounces quote it.
    private static final Pattern INSISTS = Pattern.compile(
            "\\b530[ -].{0,60}(?:STARTTLS|TLS|[Ee]ncryption)|\\b[45]50[ -].{0,120}Session encryption is required"
                    + "|\\b[45]\\d\\d[ -].{0,120}\\b(?:START)?TLS (?:is )?(?:required|mandatory)");
    /// What a receiver shows of mail that came in clear text: Gmail's open padlock, and its `Received:` line,
    /// where `ESMTP` stands instead of `ESMTPS` (RFC 3848).
    private static final Pattern IN_CLEAR =
            Pattern.compile("did not encrypt this (?:message|email)|\\bby mx\\.google\\.com with E?SMTP id");
    /// Exchange Online, where a connector of the receiver demands TLS; no Postfix says so.
    private static final Pattern EXCHANGE =
            Pattern.compile("454 4\\.7\\.0 Failed to establish appropriate TLS channel");
    private static final Pattern TURNED_AWAY = Pattern.compile("NOQUEUE: reject|\\(in reply to AUTH");
    private static final Pattern INTERNAL = Pattern.compile("127\\.0\\.0\\.1|\\[::1]|localhost");
    private static final Pattern ENCRYPTED =
            Pattern.compile("TLS connection (?:established|reused) to |SSL_connect error to |Cannot start TLS: "
                    + "|setting up TLS connection to ");

    /// TLS is switched on, and Postfix goes without for another reason, which it tells.
    private static final Pattern GIVEN_UP = Pattern.compile("/(?:smtp|lmtp)\\[\\d+]: .*disabling TLS support");

    private static final Pattern ARRIVED = Pattern.compile("/smtp\\[\\d+]: .*relay=\\S+:\\d+, .*status=sent ");
    private static final Pattern TROUBLE =
            Pattern.compile("status=(?:deferred|bounced|expired) |\\b(?:warning|error|fatal|panic): |NOQUEUE: ");

    private static final int SUBMISSION = 587;

    private OutgoingTlsOff() {}

    /// Where the receiver insists and our side shows nothing of TLS; or where the owner asks about mail going out and
    /// the level is written as none.
    static Optional<Finding> in(Facts facts, String id) {
        if (facts.direction() == Problem.CLIENTS) {
            return Optional.empty();
        }
        List<Citation> insisting = insisting(facts);
        Optional<TlsClient> client = Outgoing.client(facts);
        boolean on = client.filter(it -> it.isOn() || it.policyUnknown()).isPresent() || encrypted(facts);
        Optional<Setting> off = client.map(TlsClient::decisiveForLevel)
                .filter(_ -> client.map(TlsClient::level).orElseThrow() == SecurityLevel.NONE);
        List<Citation> clear = insisting.isEmpty() && off.isPresent() ? inClear(facts) : List.of();
        boolean meant = !insisting.isEmpty()
                || !clear.isEmpty()
                || (asksAboutDelivery(facts)
                        && off.filter(it -> !it.isDefault()).isPresent());
        if (on || !meant || !Logs.saying(GIVEN_UP, facts).isEmpty()) {
            return Optional.empty();
        }
        List<Citation> evidence = new ArrayList<>();
        off.map(facts::citation).ifPresent(evidence::add);
        evidence.addAll(
                Stream.concat(insisting.stream(), clear.stream()).limit(3).toList());
        return Optional.of(new Finding(
                id,
                Role.CAUSE,
                certainty(off.isPresent() && !insisting.isEmpty(), !clear.isEmpty()),
                Problem.OUTBOUND,
                Map.of(
                        "parameter",
                        off.map(Setting::name).orElse(PARAMETER),
                        "value",
                        Phrase.or(
                                off.map(Setting::value).filter(value -> !value.isEmpty()),
                                off.isPresent() ? "value.empty" : "value.probably-empty")),
                evidence,
                List.of(switchedOn(facts, off), Change.command("postfix reload"))));
    }

    /// In main.cf, or where a service of master.cf overrides it, there: without the override main.cf counts
    /// (master(5)).
    private static Change switchedOn(Facts facts, Optional<Setting> off) {
        return off.filter(setting -> "master.cf".equals(setting.file())).stream()
                .flatMap(setting -> facts.evidence().masterCf().stream()
                        .flatMap(given -> given.content().services().stream())
                        .filter(service -> service.options().stream()
                                .anyMatch(option ->
                                        option.name().equals(setting.name()) && option.line() == setting.line()))
                        .map(service -> new Change(
                                Target.MASTER_CF,
                                Optional.of(service.name()),
                                Optional.of(setting.name()),
                                Optional.of(""),
                                Optional.of("postconf -PX '" + service.name() + "/" + service.type() + "/"
                                        + setting.name() + "'"))))
                .findFirst()
                .orElseGet(() -> Change.mainCf(PARAMETER, isRelayed(facts) ? "encrypt" : "may"));
    }

    /// All mail goes to one host, with a password as a rule, and that host insists: there is nobody for whom less is
    /// needed (SASL_README, "Enabling SASL authentication in the Postfix SMTP/LMTP client").
    private static boolean isRelayed(Facts facts) {
        return Outgoing.client(facts).flatMap(TlsClient::relayHost).isPresent()
                || Outgoing.port(facts).filter(port -> port == SUBMISSION).isPresent();
    }

    private static Certainty certainty(boolean proven, boolean onlyClear) {
        return onlyClear ? Certainty.POSSIBLE : proven ? Certainty.PROVEN : Certainty.LIKELY;
    }

    /// The owner says that something is wrong with mail going out, and all that the log shows is that it arrives, with
    /// settings that have TLS for mail coming in and none for that.
    private static List<Citation> inClear(Facts facts) {
        boolean asked = facts.direction() == Problem.OUTBOUND
                && facts.evidence().problem().isPresent()
                && facts.hasWholeMainCf()
                && facts.evidence().mainCf().stream()
                        .flatMap(given -> given.content().entries().stream())
                        .anyMatch(entry -> entry.name().startsWith("smtpd_tls_cert")
                                || entry.name().startsWith("smtpd_tls_chain"));
        List<Citation> arrived = asked
                ? Logs.saying(ARRIVED, facts).stream()
                        .filter(line -> !INTERNAL.matcher(line.text()).find())
                        .toList()
                : List.of();
        return arrived.isEmpty() || !Logs.saying(TROUBLE, facts).isEmpty() ? List.of() : arrived;
    }

    private static boolean asksAboutDelivery(Facts facts) {
        return facts.direction() == Problem.OUTBOUND
                && (facts.evidence().problem().isPresent()
                        || facts.evidence().logs().isEmpty());
    }

    /// The answers of receivers. Without a log of ours only words that no Postfix says tell who is who.
    private static List<Citation> insisting(Facts facts) {
        Stream<Citation> exchange = Logs.saying(EXCHANGE, facts).stream();
        Stream<Citation> others = Outgoing.saying(INSISTS, facts).stream();
        Stream<Citation> shown = Logs.saying(IN_CLEAR, facts).stream();
        return Stream.of(exchange, others, shown)
                .flatMap(lines -> lines)
                .filter(line -> !TURNED_AWAY.matcher(line.text()).find())
                .filter(line -> !INTERNAL.matcher(line.text()).find())
                .distinct()
                .toList();
    }

    private static boolean encrypted(Facts facts) {
        return !Logs.saying(ENCRYPTED, facts).isEmpty()
                || facts.evidence().logs().stream()
                        .flatMap(log -> log.peers().stream())
                        .anyMatch(peer -> peer.direction() == Direction.OUTBOUND && peer.tls() > 0);
    }
}
