package postern.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.evidence.Problem;

/// Lets every cause examine the facts and ranks what they find.
public final class Diagnostician {
    private static final Comparator<Finding> RANK =
            Comparator.comparing(Finding::role).thenComparing(Finding::certainty);

    private static final Pattern RECEIVING = Pattern.compile("/smtpd\\[\\d+]: ");
    private static final Pattern DELIVERING = Pattern.compile("/(?:smtp|lmtp)\\[\\d+]: ");

    private Diagnostician() {}

    /// Diagnoses.
    ///
    /// @param causes what to look for; findings of the same role and certainty keep this order
    public static Diagnosis diagnose(Facts facts, List<Cause> causes) {
        return diagnose(facts, causes, (_, _) -> List.of());
    }

    /// Diagnoses, with something to fall back on.
    ///
    /// @param causes what to look for; findings of the same role and certainty keep this order
    /// @param usual  what is usual, asked with all that the causes found
    public static Diagnosis diagnose(
            Facts facts, List<Cause> causes, BiFunction<Facts, List<Finding>, List<Finding>> usual) {
        var check = new ReleaseCheck(facts.platform().platform().postfix());
        var overriding = new OverridingOption(facts);
        var outside = new SeenFromOutside(facts);
        var overtaken = new Overtaken(facts);
        List<Finding> found = causes.parallelStream()
                .flatMap(cause -> cause.examine(facts).stream())
                .toList();
        List<Finding> all = Stream.concat(found.stream(), usual.apply(facts, found).stream())
                .map(overriding::fit)
                .map(check::fit)
                .map(outside::fit)
                .map(overtaken::fit)
                .toList();
        List<Finding> ofThisWay = all.stream()
                .map(finding -> isOfOtherWay(finding, all) ? finding.as(Role.CONTRIBUTING) : finding)
                .toList();
        List<Finding> findings = ofThisWay.stream()
                .map(finding -> isOutdone(finding, ofThisWay) ? finding.as(Role.CONTRIBUTING) : finding)
                .sorted(RANK)
                .toList();
        return new Diagnosis(findings, missing(facts, findings));
    }

    /// What is merely possible is not the cause beside something likelier.
    private static boolean isOutdone(Finding finding, List<Finding> all) {
        return finding.role() == Role.CAUSE
                && finding.certainty() == Certainty.POSSIBLE
                && all.stream()
                        .anyMatch(other -> other.role() == Role.CAUSE && other.certainty() != Certainty.POSSIBLE);
    }

    /// What only lines of the other direction show does not explain the complaint, where something else does.
    private static boolean isOfOtherWay(Finding finding, List<Finding> all) {
        return isSeenOnlyOtherWay(finding)
                && all.stream().anyMatch(other -> other.role() == Role.CAUSE && !isSeenOnlyOtherWay(other));
    }

    private static boolean isSeenOnlyOtherWay(Finding finding) {
        Pattern other = finding.direction() == Problem.OUTBOUND ? RECEIVING : DELIVERING;
        return finding.role() == Role.CAUSE
                && finding.evidence().stream()
                        .allMatch(line -> other.matcher(line.text()).find());
    }

    private static List<MissingEvidence> missing(Facts facts, List<Finding> findings) {
        boolean proven = findings.stream()
                .anyMatch(finding -> finding.role() == Role.CAUSE && finding.certainty() == Certainty.PROVEN);
        return proven ? List.of() : WantedEvidence.of(facts);
    }
}
