package postern.diagnosis.cause;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import postern.diagnosis.Change;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;
import postern.evidence.Problem;

/// What is found first in files, on a day in 2023, and what is to be changed for it.
public final class FirstFix {
    public static final Change RELOAD = Change.command("postfix reload");
    private static final LocalDate DAY = LocalDate.of(2023, 6, 1);

    private FirstFix() {}

    public static List<Change> fix(Problem problem, Map<String, String> files) {
        return cause(problem, files).fix();
    }

    public static Finding cause(Problem problem, Map<String, String> files) {
        return Diagnostician.diagnose(facts(problem, files), Causes.ALL).findings().stream()
                .filter(finding -> finding.role() == Role.CAUSE)
                .findFirst()
                .orElseThrow();
    }

    public static Facts facts(Problem problem, Map<String, String> files) {
        List<Input> inputs = new TreeMap<>(files)
                .entrySet().stream()
                        .map(file -> Input.of(file.getKey(), DAY, file.getValue()))
                        .toList();
        return Facts.of(EvidenceReader.read(inputs, Optional.of(DAY))
                .withStated(Optional.of(problem), Optional.empty(), Optional.empty()));
    }
}
