package postern.diagnosis.cause;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.dns.DaneVerdict;
import postern.postfix.SecurityLevel;
import postern.transcript.TlsReport;

/// The TLSA record does not match the certificate (RFC 7672 section 3).
public final class DaneTlsaMismatch implements Cause {
    static final Pattern LOGGED = Pattern.compile(
            "(?i)not trusted by local or TLSA policy|num=65:|no matching DANE TLSA|tlsa-invalid|TLSA (?:record|RRset).{0,80}(?:not correct|do(?:es)? not match|mismatch)"
                    + "|failed: TLSA|TLSA mismatch|did not dane-validate|(?:does|did) ?n[o']t match (?:the |any )?(?:published |EE )?(?:TLSA|certificate \\(TLSA)"
                    + "|did not match EE certificate|Verification failed\\. The certificate differs|DANE fingerprints .{0,80}not valid"
                    + "|not have valid DANE signatures|DANE (?:attempt|validation|verification) failed");

    private static final Pattern UNVERIFIED = Pattern.compile("\\(Server certificate not (?:verified|trusted)\\)");
    private static final Pattern INSUFFICIENT = Pattern.compile("alert insufficient security|SSL alert number 71");
    private static final Pattern RECORD = Pattern.compile("(?:^|\\s)3 [01] 1 [0-9A-Fa-f]{64}\\b");
    private static final Pattern OTHER_SERVICE =
            Pattern.compile("_(?!(?:25|465|587|143|993|110|995)\\.)\\d+\\._tcp\\.");
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9A-Fa-f]{64}\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        List<DaneJudgement> judgements = DaneJudgement.in(facts);
        List<DaneJudgement> wrong = judgements.stream()
                .filter(judgement -> judgement.verdict() instanceof DaneVerdict.Mismatch)
                .toList();
        if (!wrong.isEmpty()) {
            return finding(
                    facts,
                    Certainty.PROVEN,
                    wrong.getFirst().verdict() instanceof DaneVerdict.Mismatch(var _, var correct)
                            ? correct.toString()
                            : "",
                    Stream.concat(
                                    wrong.stream().flatMap(judgement -> judgement.evidence().stream()),
                                    Logs.saying(LOGGED, facts).stream())
                            .toList());
        }
        boolean decided =
                judgements.stream().anyMatch(judgement -> !(judgement.verdict() instanceof DaneVerdict.Undecided));
        return decided || DaneJudgement.onlyAnchors(facts)
                ? List.of()
                : finding(
                        facts,
                        Certainty.LIKELY,
                        Phrase.of("value.of-current-key"),
                        Stream.of(
                                        Logs.saying(LOGGED, facts).stream(),
                                        byDigest(facts),
                                        reported(facts),
                                        unverified(facts),
                                        hungUp(facts))
                                .flatMap(lines -> lines)
                                .toList());
    }

    private List<Finding> finding(Facts facts, Certainty certainty, String record, List<Citation> evidence) {
        return Findings.cause(
                this,
                facts,
                certainty,
                Map.of("record", record),
                evidence,
                DaneJudgement.fix(facts, Change.at(Target.DNS)));
    }

    /// A sender applied TLSA records and did not find what they name (RFC 8460 section 4.3).
    static Stream<Citation> reported(Facts facts) {
        return facts.tlsReports().stream()
                .flatMap(report -> report.policies().stream()
                        .filter(policy -> policy.type() == TlsReport.PolicyType.TLSA)
                        .flatMap(policy -> policy.failures().stream())
                        .filter(failure -> failure.resultType().equals("validation-failure"))
                        .map(failure -> Citation.line(
                                report.source(),
                                failure.line().number(),
                                failure.line().text())));
    }

    /// At the level `dane` nothing but usable TLSA records asks for more than encryption (postconf(5)).
    private static Stream<Citation> unverified(Facts facts) {
        List<Citation> refused = Outgoing.saying(UNVERIFIED, facts);
        boolean dane = Outgoing.client(facts)
                .filter(client -> !client.policyUnknown())
                .filter(client -> client.level() == SecurityLevel.DANE || client.level() == SecurityLevel.DANE_ONLY)
                .isPresent();
        return dane ? refused.stream() : Stream.empty();
    }

    /// Senders end handshakes because something is not secure enough for them, and there are records to compare with.
    private static Stream<Citation> hungUp(Facts facts) {
        List<Citation> records = facts.pastedDns().stream()
                .flatMap(pasted -> DaneJudgement.mail(pasted).map(pasted::citation))
                .toList();
        List<Citation> alerts = Logs.saying(INSUFFICIENT, facts);
        return records.isEmpty() || alerts.isEmpty()
                ? Stream.empty()
                : Stream.concat(alerts.stream(), records.stream());
    }

    /// A published `3 x 1` record and the SHA-256 digest of what the server shows, printed by a command, differ.
    private static Stream<Citation> byDigest(Facts facts) {
        List<Citation> records = Logs.saying(RECORD, facts).stream()
                .filter(line -> !OTHER_SERVICE.matcher(line.text()).find())
                .toList();
        Set<String> published = digests(records);
        List<Citation> shown = Logs.saying(DIGEST, facts).stream()
                .filter(citation -> !RECORD.matcher(citation.text()).find())
                .toList();
        Set<String> computed = digests(shown);
        return published.isEmpty() || computed.isEmpty() || computed.stream().anyMatch(published::contains)
                ? Stream.empty()
                : Stream.concat(records.stream(), shown.stream());
    }

    private static Set<String> digests(List<Citation> lines) {
        return lines.stream()
                .flatMap(line -> DIGEST.matcher(line.text()).results())
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
