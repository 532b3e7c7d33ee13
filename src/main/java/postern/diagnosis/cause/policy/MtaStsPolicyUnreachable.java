package postern.diagnosis.cause.policy;

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
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.dns.MailDomain;
import postern.dns.MtaSts;
import postern.dns.PolicyFetch;
import postern.evidence.PastedText;
import postern.evidence.Problem;
import postern.openssl.OpenSslError;
import postern.transcript.TestRun;

/// The domain says that it has an MTA-STS policy, and senders cannot fetch it (RFC 8461 section 3.3).
public final class MtaStsPolicyUnreachable implements Cause {
    /// Result types of RFC 8460 section 4.3.2, and what checkers print.
    private static final Pattern SAID = Pattern.compile("sts-policy-fetch-error|sts-webpki-invalid"
            + "|(?i:(?:mta-?sts|well-known/mta-sts)[^\\n]{0,80}(?:polic|file|host|server)[^\\n]{0,60}"
            + "(?:(?:could not|cannot|can't) be (?:fetched|retrieved|loaded|reached|downloaded|found)"
            + "|(?:is )?(?:unreachable|not reachable|not found|not accessible|missing)|fetch(?:ing)? failed))"
            + "|(?i:(?:failed|unable|error|could not)(?: to)? (?:fetch|retriev|download|load|get)\\w*"
            + "[^\\n]{0,40}mta-?sts[^\\n]{0,20})");

    private static final Pattern POLICY_HOST = Pattern.compile("-connect\\s+mta-sts\\.[\\w.-]+:443\\b");

    private static final Pattern ASKED = Pattern.compile("mta-sts\\.[\\w.-]+");
    /// A host that is not found, refuses, redirects, answers with an error, or shows a certificate that does not
    /// verify. A mere timeout may be the asker's own network.
    private static final Pattern FAILED = Pattern.compile("curl: \\((?:6|7|51|60)\\)"
            + "|(?i:\\.\\.\\. failed: (?:Name or service not known|No address associated|Connection refused|nodename nor servname)"
            + "|unable to resolve host address|getaddrinfo ENOTFOUND|cannot verify mta-sts\\.\\S+ certificate"
            + "|certificate is not valid for 'mta-sts\\.|ERR_CERT_|ERR_NAME_NOT_RESOLVED|ECONNREFUSED \\S+:443)"
            + "|HTTP/[0-9.]+ (?:30[1278]|4\\d\\d|5\\d\\d)\\b|ERROR (?:4\\d\\d|5\\d\\d):"
            + "|(?i:Could not resolve (?:host: )?mta-sts\\.|SSL certificate problem"
            + "|Host mta-sts\\.\\S+ not found: 3\\(NXDOMAIN\\))");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> fetched = facts.evidence().domain().stream()
                .flatMap(MtaStsPolicyUnreachable::fetched)
                .toList();
        if (!fetched.isEmpty()) {
            // No mail is lost by it, so it does not explain mail that is.
            return mailFails(facts)
                    ? Findings.contributing(this, facts, Certainty.PROVEN, Map.of(), fetched, fix(facts))
                    : Findings.cause(this, facts, Certainty.PROVEN, Map.of(), fetched, fix(facts));
        }
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Stream.of(
                                Logs.saying(SAID, facts).stream().filter(line -> !isRemark(line, facts)),
                                facts.evidence().texts().stream().flatMap(MtaStsPolicyUnreachable::tried),
                                facts.evidence().transcripts().stream().flatMap(MtaStsPolicyUnreachable::tested),
                                withoutAddress(facts))
                        .flatMap(lines -> lines)
                        .toList(),
                fix(facts));
    }

    /// What Stalwart notes, at the level of information, of every domain whose policy it asked for in vain, and
    /// delivers all the same (Stalwart's reference of events, `mta-sts.policy-fetch-error`; RFC 8461 section 5).
    private static boolean isRemark(Citation line, Facts facts) {
        return facts.direction() == Problem.OUTBOUND && line.text().contains("(mta-sts.policy-fetch-error)");
    }

    /// The record is there, and the host that is to hold the policy has no address (RFC 8461 section 3.3).
    private static Stream<Citation> withoutAddress(Facts facts) {
        List<Citation> records = facts.pastedDns().stream()
                .flatMap(pasted -> pasted.text().stsIds().stream().map(pasted::citation))
                .toList();
        List<Citation> hosts = facts.pastedDns().stream()
                .flatMap(pasted -> pasted.text().empty().stream()
                        .filter(none -> none.owner().startsWith("mta-sts.")
                                && (none.value().equals("A") || none.value().equals("ANY")))
                        .map(pasted::citation))
                .toList();
        return records.isEmpty() || hosts.isEmpty() ? Stream.empty() : Stream.concat(records.stream(), hosts.stream());
    }

    private static boolean mailFails(Facts facts) {
        return !facts.evidence().bounces().isEmpty()
                || facts.realSenders().stream().anyMatch(sender -> sender.failed() > 0);
    }

    private static List<Change> fix(Facts facts) {
        return facts.direction() == Problem.OUTBOUND
                ? List.of(Change.at(Target.PEER))
                : List.of(Change.at(Target.FILE), Change.at(Target.DNS));
    }

    private static Stream<Citation> fetched(MailDomain domain) {
        return domain.mtaSts() instanceof MtaSts.Published(String record, var _, PolicyFetch fetch)
                        && fetch.isUnreachable()
                ? Stream.of(
                        Citation.of("DNS", "_mta-sts." + domain.name() + " TXT \"" + record + "\""),
                        Citation.of("https://mta-sts." + domain.name() + "/.well-known/mta-sts.txt", said(fetch)))
                : Stream.empty();
    }

    private static CharSequence said(PolicyFetch fetch) {
        return switch (fetch) {
            case PolicyFetch.NoHost _ -> Phrase.of("policy.no-host");
            case PolicyFetch.CertificateRejected(String detail) -> Phrase.of("policy.certificate", detail);
            case PolicyFetch.OtherStatus(int status) -> Phrase.of("policy.status", Integer.toString(status));
            case PolicyFetch.TooLarge _ -> Phrase.of("policy.too-large");
            case PolicyFetch.NoAnswer(var _, String detail) -> Phrase.of("policy.no-answer", detail);
            case PolicyFetch.Fetched _, PolicyFetch.Unknown _ -> "";
        };
    }

    /// A test of the policy host on the port of HTTPS, in which the handshake failed or its certificate did not verify.
    private static Stream<Citation> tested(TestRun run) {
        if (run.command().filter(command -> POLICY_HOST.matcher(command).find()).isEmpty()) {
            return Stream.empty();
        }
        Stream<Citation> errors = run.lines().stream()
                .filter(line -> OpenSslError.find(line.text()).isPresent())
                .map(line -> Citation.line(run.source(), line.number(), line.text()));
        Stream<Citation> complaints = run.complaints().stream()
                .map(complaint -> Citation.line(run.source(), complaint.line(), complaint.text()));
        return Stream.concat(errors, complaints);
    }

    /// A pasted attempt to fetch the policy, and how it failed.
    private static Stream<Citation> tried(PastedText text) {
        return text.lines().stream().anyMatch(line -> ASKED.matcher(line.text()).find())
                ? text.lines().stream()
                        .filter(line -> FAILED.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text()))
                : Stream.empty();
    }
}
