package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.LedElsewhere;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.diagnosis.cause.harmless.CertNamesMxNotDomain;
import postern.diagnosis.cause.policy.MtaStsCacheStale;
import postern.diagnosis.cause.policy.MtaStsPolicyMismatch;
import postern.diagnosis.cause.sni.SniNotSent;
import postern.diagnosis.cause.sni.WrongDefaultCertWithoutSni;
import postern.diagnosis.cause.trust.VerifyNamePatternWrong;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.evidence.Problem;
import postern.maillog.Bounce;
import postern.tls.Answer;

/// The certificate lacks the name that others rightly use (RFC 9525 section 6).
public final class CertHostnameMismatch implements Cause {
    /// X509_V_ERR_HOSTNAME_MISMATCH.
    private static final int HOSTNAME_MISMATCH = 62;

    /// X509_V_ERR_HOSTNAME_MISMATCH, and the words of releases before 2.5.
    private static final Pattern DELIVERING =
            Pattern.compile("num=62:|: hostname mismatch|certificate peer name verification failed");

    private static final Pattern GAVE_UP = Pattern.compile(
            "(?i)\\b(?:failed to|could not|cannot|unable to) (?:deliver|send|relay)|\\bdelivery (?:failed|to .{1,100} failed)|\\b(?:un)?deliverable\\b|\\bdeferred\\b");

    /// The host of an MTA-STS policy is a web server (RFC 8461 section 3.3).
    private static final Pattern OF_POLICY_HOST = Pattern.compile("\\bmta-sts\\.\\w");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> probed = facts.evidence().scans().stream()
                .flatMap(scan -> scan.chains().stream()
                        .filter(served -> served.assessment().nameMatches() == Answer.NO)
                        .map(_ -> Facts.citation(
                                scan,
                                Phrase.of("seen.lacks-name", scan.endpoint().host()))));
        Stream<Citation> pasted = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> it.code() == HOSTNAME_MISMATCH)
                        .map(it -> Citation.line(run.source(), it.line(), it.text())));
        Stream<Citation> printed = MissedName.in(facts).stream().map(MissedName::citation);
        List<Citation> evidence = Stream.of(said(facts).stream(), pasted, printed, probed)
                .flatMap(lines -> lines)
                .toList();
        List<Citation> hinted =
                evidence.isEmpty() && facts.direction() == Problem.CLIENTS ? OtherCommonName.in(facts) : List.of();
        if (facts.direction() == Problem.OUTBOUND) {
            return delivering(facts);
        }
        List<Citation> elsewhere = OtherFamily.lines(facts);
        if (!elsewhere.isEmpty()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.LIKELY,
                    Map.of("subject", Phrase.of("value.unnamed"), "host", host(facts)),
                    elsewhere,
                    List.of(Change.at(Target.DNS)));
        }
        if (!new CertNamesMxNotDomain().examine(facts).isEmpty()) {
            return List.of();
        }
        if (!new ClientUsesWrongName().examine(facts).isEmpty()
                || !LedElsewhere.lines(facts).isEmpty()) {
            return List.of();
        }
        if (!ShownCertificates.somebodyChecks(facts) && said(facts).isEmpty()) {
            return List.of();
        }
        if (!new WrongDefaultCertWithoutSni().examine(facts).isEmpty() || isNobodysIssue(facts)) {
            return List.of();
        }
        Optional<String> subject = ShownCertificates.in(facts).stream()
                .flatMap(shown -> shown.chain().leaf().stream())
                .map(leaf -> leaf.shortName())
                .findFirst();
        return Findings.cause(
                this,
                facts,
                hinted.isEmpty() ? Certainty.LIKELY : Certainty.POSSIBLE,
                Map.of("subject", Phrase.or(subject, "value.unnamed"), "host", host(facts)),
                hinted.isEmpty() ? evidence : hinted,
                Stream.concat(
                                CertificateFix.replace(facts).stream(),
                                facts.direction() == Problem.INBOUND
                                        ? Stream.empty()
                                        : Stream.of(Change.at(Target.CLIENT)))
                        .toList());
    }

    /// A certificate that a package made has the wrong name as well: another name would not help.
    private static boolean isNobodysIssue(Facts facts) {
        return new CertSelfSignedOrDefault().examine(facts).stream().anyMatch(finding -> finding.role() == Role.CAUSE);
    }

    /// The name is wrong although the policy demands the host's own name and the server was told which is wanted.
    private List<Finding> delivering(Facts facts) {
        boolean explained = Stream.of(
                        new SniNotSent(),
                        new MtaStsCacheStale(),
                        new VerifyNamePatternWrong(),
                        new MtaStsPolicyMismatch())
                .anyMatch(cause -> !cause.examine(facts).isEmpty());
        if (explained) {
            return List.of();
        }
        List<Citation> failures = PeerCertificate.failures(facts, DELIVERING);
        return PeerCertificate.finding(
                this, facts, Map.of(), failures.isEmpty() && !facts.hasPostfix() ? bounced(facts) : failures);
    }

    /// Another program than Postfix delivers, verifies what it is shown and says so where it gives up,
    /// in a bounce or in its own words.
    private static List<Citation> bounced(Facts facts) {
        Set<String> told = Stream.concat(
                        facts.evidence().bounces().stream().map(Bounce::source),
                        facts.evidence().texts().stream()
                                .filter(text -> text.kind() == InputKind.UNKNOWN
                                        && text.lines().stream()
                                                .anyMatch(line -> GAVE_UP.matcher(line.text())
                                                        .find()))
                                .map(PastedText::source))
                .collect(Collectors.toSet());
        return said(facts).stream().filter(line -> told.contains(line.source())).toList();
    }

    /// In the words of clients, wherever they stand: a bounce quotes them, a report of senders has its own.
    private static List<Citation> said(Facts facts) {
        return Logs.saying(ClientWords.OTHER_NAME.words(), facts).stream()
                .filter(line -> !OF_POLICY_HOST.matcher(line.text()).find())
                .toList();
    }

    private static CharSequence host(Facts facts) {
        return Phrase.or(facts.scan().map(scan -> scan.endpoint().host()), "value.server-name");
    }
}
