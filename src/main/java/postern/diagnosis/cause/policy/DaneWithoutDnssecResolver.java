package postern.diagnosis.cause.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.PastedText;
import postern.evidence.Problem;
import postern.maillog.LogLine;

/// DANE is asked for while DNSSEC is not looked up (Postfix `src/smtp/smtp_tls_policy.c`).
public final class DaneWithoutDnssecResolver implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "configured with dnssec lookups disabled|DNSSEC validation may be unavailable|dns resolver options incompatible with");

    private static final Pattern NOTHING_FOUND = Pattern.compile("non DNSSEC destination|no TLSA records found");

    private static final Pattern HELD =
            Pattern.compile("/smtp\\[\\d+]: (?:SSL_connect error to |.*status=(?:deferred|bounced) )");

    private static final Pattern COMMAND = Pattern.compile("\\b(?:dig|delv|drill|kdig)\\s");
    /// A question for DNSSEC to the resolver that the machine itself uses.
    private static final Pattern LOCAL = Pattern.compile(
            "\\+(?:dnssec|ad\\w*)\\b(?!.*@(?!127\\.|10\\.|192\\.168\\.|::1|172\\.(?:1[6-9]|2\\d|3[01])\\.|localhost))");
    private static final Pattern UNCHECKED = Pattern.compile("^;; flags: (?!.*\\bad\\b)qr\\b.*ANSWER: [1-9]");

    /// Postfix asked, and the resolver did not say that it checked (`src/dns/dns_sec.c`, since 3.6).
    private static final Pattern PROBED = Pattern.compile("DNSSEC validation may be unavailable|dnssec_probe");

    /// Postfix ends a delivery before any look-up for DANE would matter (`src/smtp/smtp_proto.c`).
    private static final Pattern OTHERWISE = Pattern.compile("SMTPS wrappermode \\(TCP port 465\\) requires");

    private static final List<Change> SETTING =
            List.of(Change.mainCf("smtp_dns_support_level", "dnssec"), Change.command("postfix reload"));

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> logged = Logs.saying(LOGGED, facts);
        if (!Logs.saying(OTHERWISE, facts).isEmpty()
                && logged.stream().allMatch(line -> PROBED.matcher(line.text()).find())) {
            return Findings.contributing(this, facts, Certainty.LIKELY, Map.of(), logged, fix(facts, logged));
        }
        if (!logged.isEmpty()) {
            return Findings.cause(this, facts, Certainty.PROVEN, Map.of(), logged, fix(facts, logged));
        }
        List<Citation> unasked = unasked(facts);
        if (!unasked.isEmpty()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.LIKELY,
                    Map.of(),
                    unasked,
                    List.of(
                            Change.mainCf("smtp_dns_support_level", "dnssec"),
                            Change.at(Target.NETWORK),
                            Change.command("postfix reload")));
        }
        List<Citation> unvouched = unvouched(facts);
        if (!unvouched.isEmpty()) {
            return Findings.cause(
                    this, facts, Certainty.POSSIBLE, Map.of(), unvouched, List.of(Change.at(Target.NETWORK)));
        }
        // Mail that comes in does not suffer from it.
        boolean complaint = (facts.direction() == Problem.OUTBOUND && !holdsOtherwise(facts))
                || (facts.evidence().problem().isEmpty() && showsNothingElse(facts));
        return complaint
                ? Findings.cause(this, facts, Certainty.LIKELY, Map.of(), written(facts), SETTING)
                : Findings.contributing(this, facts, Certainty.LIKELY, Map.of(), written(facts), SETTING);
    }

    /// A policy, from a table or from the program that answers for one, demands DANE, and main.cf does not say that the
    /// DNS is to be asked for signatures.
    private static List<Citation> unasked(Facts facts) {
        boolean shown = Outgoing.written(facts, "smtp_tls_policy_maps").isPresent() && !asksForDnssec(facts);
        return shown ? Outgoing.saying(NOTHING_FOUND, facts) : List.of();
    }

    /// The resolver of the machine was asked for DNSSEC and does not say that it checked anything (RFC 4035
    /// section 3.2.3: the AD bit), while main.cf relies on it.
    private static List<Citation> unvouched(Facts facts) {
        boolean dane = Outgoing.written(facts, "smtp_tls_security_level")
                .filter(level -> level.value().startsWith("dane"))
                .isPresent();
        return dane && facts.direction() == Problem.OUTBOUND
                ? facts.evidence().texts().stream()
                        .flatMap(DaneWithoutDnssecResolver::answersWithoutCheck)
                        .toList()
                : List.of();
    }

    private static Stream<Citation> answersWithoutCheck(PastedText text) {
        List<Citation> found = new ArrayList<>();
        boolean asked = false;
        for (LogLine line : text.lines()) {
            if (COMMAND.matcher(line.text()).find()) {
                asked = LOCAL.matcher(line.text()).find();
            } else if (asked && UNCHECKED.matcher(line.text()).find()) {
                found.add(
                        Citation.line(text.source(), line.number(), line.text().strip()));
                asked = false;
            }
        }
        return found.stream();
    }

    /// Where Postfix does ask for DNSSEC, it is the resolver that does not check.
    private static List<Change> fix(Facts facts, List<Citation> logged) {
        boolean asks = asksForDnssec(facts)
                || logged.stream().allMatch(line -> PROBED.matcher(line.text()).find());
        return asks ? List.of(Change.at(Target.DNS), Change.command("postfix reload")) : SETTING;
    }

    private static boolean asksForDnssec(Facts facts) {
        return Outgoing.client(facts)
                .map(client -> client.settings().get("smtp_dns_support_level").value())
                .filter(value -> value.equals("dnssec"))
                .isPresent();
    }

    /// Whether mail is held while the log lacks the warning that goes with every such delivery: the level `dane`
    /// becomes `may` and holds nothing (`dane_init`).
    private static boolean holdsOtherwise(Facts facts) {
        return !Logs.saying(HELD, facts).isEmpty()
                && Outgoing.written(facts, "smtp_tls_security_level")
                        .filter(level -> level.value().equals("dane"))
                        .isPresent();
    }

    private static boolean showsNothingElse(Facts facts) {
        return facts.evidence().logs().isEmpty()
                && facts.evidence().bounces().isEmpty()
                && facts.evidence().transcripts().isEmpty()
                && facts.evidence().dialogues().isEmpty()
                && facts.evidence().scans().isEmpty();
    }

    /// The level as main.cf has it, where the look-ups it needs are not switched on (postconf(5),
    /// `smtp_dns_support_level`).
    private static List<Citation> written(Facts facts) {
        return asksForDnssec(facts)
                ? List.of()
                : Outgoing.written(facts, "smtp_tls_security_level")
                        .filter(level ->
                                level.value().equals("dane") || level.value().equals("dane-only"))
                        .map(facts::citation)
                        .stream()
                        .toList();
    }
}
