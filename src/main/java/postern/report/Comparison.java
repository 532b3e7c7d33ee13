package postern.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.StartTls;
import postern.remedy.SenderChange;
import postern.tls.ProtocolVersion;

/// A case before a change and after it.
///
/// @param before  what was said of it before
/// @param now     what is said of it now
/// @param gone    findings of before that what is known now refutes
/// @param stayed  findings of both, as they are now
/// @param fresh   findings of now alone
/// @param open    findings of before that nothing new was given or seen about
/// @param senders every sender before and now
/// @param looks   servers that were looked at both times
/// @param accepts the TLS versions that each server, or what is set, accepted before and accepts now
/// @param ground  what the answer of now rests on
public record Comparison(
        State before,
        State now,
        List<Finding> gone,
        List<Finding> stayed,
        List<Finding> fresh,
        List<Finding> open,
        List<SenderChange> senders,
        List<Look> looks,
        List<Accepted> accepts,
        Ground ground) {
    /// What looks guilty and is not comes and goes with the lines of a log.
    private static final Set<Role> COMPARED = Set.of(Role.CAUSE, Role.CONTRIBUTING, Role.ADVICE);

    public Comparison {
        gone = List.copyOf(gone);
        stayed = List.copyOf(stayed);
        fresh = List.copyOf(fresh);
        open = List.copyOf(open);
        senders = List.copyOf(senders);
        looks = List.copyOf(looks);
        accepts = List.copyOf(accepts);
    }

    /// What a report says in one word, and for which day.
    public record State(Verdict verdict, LocalDate day) {
        static State of(Report report, Optional<Contradiction> against) {
            return new State(Verdict.of(report, against), report.asOf());
        }
    }

    /// A server that was looked at twice.
    public record Look(Endpoint endpoint, Scan before, Scan now) {}

    /// TLS versions accepted.
    ///
    /// @param source an endpoint, or the file that the versions follow from
    /// @param before oldest first; absent if not known
    /// @param now    oldest first; absent if not known
    public record Accepted(
            String source, Optional<List<ProtocolVersion>> before, Optional<List<ProtocolVersion>> now) {}

    /// What an answer after a change rests on.
    ///
    /// @param usedAgain names of what holds settings of before, which were taken to hold on
    /// @param outdated  names of what holds settings of before that do not fit what the server does now
    /// @param notInEffect names of what holds new settings that the server does not follow yet
    /// @param leftOut   names of what tells of the time before the change
    /// @param against   where the server does not do what the new settings say
    public record Ground(
            List<String> usedAgain,
            List<String> outdated,
            List<String> notInEffect,
            List<String> leftOut,
            Optional<Contradiction> against) {
        /// Settings that the server follows, as far as is known.
        public Ground(List<String> usedAgain, List<String> outdated, List<String> notInEffect, List<String> leftOut) {
            this(usedAgain, outdated, notInEffect, leftOut, Optional.empty());
        }

        public Ground {
            usedAgain = List.copyOf(usedAgain);
            outdated = List.copyOf(outdated);
            notInEffect = List.copyOf(notInEffect);
            leftOut = List.copyOf(leftOut);
        }
    }

    /// A server that does not do what settings say.
    ///
    /// @param setting the line that decides, or a built-in default
    /// @param server  as it was seen
    /// @param said    TLS versions that follow from the settings, oldest first; empty for no TLS
    /// @param done    TLS versions that the server accepts; empty for no TLS
    public record Contradiction(
            Citation setting, Endpoint server, List<ProtocolVersion> said, List<ProtocolVersion> done) {
        public Contradiction {
            said = List.copyOf(said);
            done = List.copyOf(done);
        }
    }

    /// Compares two reports of one case.
    ///
    /// @param ofBefore whether a citation tells of the time before the change alone
    /// @param senders  every sender before and now
    /// @param settings versions that follow from settings of before and of now
    public static Comparison of(
            Report before,
            Report now,
            Predicate<Citation> ofBefore,
            List<SenderChange> senders,
            List<Accepted> settings,
            Ground ground) {
        List<Finding> then = compared(before.diagnosis());
        List<Finding> today = compared(now.diagnosis());
        List<Finding> left = without(then, today);
        List<Look> looks = looks(before.scans(), now.scans());
        Predicate<Finding> unanswered = finding -> isUnanswered(finding, before, now, ofBefore);
        return new Comparison(
                State.of(before, Optional.empty()),
                State.of(now, ground.against()),
                left.stream().filter(unanswered.negate()).toList(),
                today.stream().filter(finding -> isAmong(finding, then)).toList(),
                without(today, then),
                left.stream().filter(unanswered).toList(),
                senders,
                looks,
                Stream.concat(
                                now.scans().stream()
                                        .map(scan -> new Accepted(
                                                scan.endpoint().toString(),
                                                before.scans().stream()
                                                        .filter(old ->
                                                                old.endpoint().equals(scan.endpoint()))
                                                        .flatMap(old -> known(old).stream())
                                                        .findFirst(),
                                                known(scan))),
                                settings.stream())
                        .toList(),
                ground);
    }

    /// The servers that were looked at both times, in the order of now.
    public static List<Look> looks(List<Scan> before, List<Scan> now) {
        return now.stream()
                .flatMap(scan -> before.stream()
                        .filter(old -> old.endpoint().equals(scan.endpoint()))
                        .limit(1)
                        .map(old -> new Look(scan.endpoint(), old, scan)))
                .toList();
    }

    private static Optional<List<ProtocolVersion>> known(Scan scan) {
        return scan.server().versions().isEmpty()
                ? Optional.empty()
                : Optional.of(scan.server().accepted());
    }

    private static List<Finding> compared(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> COMPARED.contains(finding.role()))
                .toList();
    }

    private static List<Finding> without(List<Finding> findings, List<Finding> others) {
        return findings.stream().filter(finding -> !isAmong(finding, others)).toList();
    }

    private static boolean isAmong(Finding finding, List<Finding> others) {
        return others.stream().anyMatch(other -> isSame(finding, other));
    }

    /// Whether two findings are of one kind, whatever each rests on.
    public static boolean isSame(Finding one, Finding other) {
        return one.cause().equals(other.cause()) && one.direction() == other.direction();
    }

    /// Whether all that a finding rested on is of before, or is a server that was not reached again. What
    /// only a release's manual says is no evidence that could be asked again.
    private static boolean isUnanswered(Finding finding, Report before, Report now, Predicate<Citation> ofBefore) {
        List<Citation> telling = finding.evidence().stream()
                .filter(citation -> isProbe(citation) || isGiven(citation, before))
                .toList();
        return !telling.isEmpty()
                && telling.stream()
                        .allMatch(citation -> isProbe(citation) ? !isReached(citation, now) : ofBefore.test(citation));
    }

    private static boolean isProbe(Citation citation) {
        return citation.source().startsWith("probe ");
    }

    private static boolean isGiven(Citation citation, Report report) {
        return report.given().stream()
                .anyMatch(name ->
                        citation.source().equals(name) || citation.source().startsWith(name + ": "));
    }

    /// A server that is no longer asked for was left for others, which must have answered.
    private static boolean isReached(Citation citation, Report now) {
        List<Scan> same = now.scans().stream()
                .filter(scan -> citation.source().equals("probe " + scan.endpoint()))
                .toList();
        return (same.isEmpty() ? now.scans() : same).stream().anyMatch(scan -> scan.startTls() != StartTls.UNKNOWN);
    }
}
