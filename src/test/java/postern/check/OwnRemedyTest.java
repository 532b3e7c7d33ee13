package postern.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.evidence.Input;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import postern.remedy.CorrectedFile;

/// What Postern proposes against a cause makes that cause go away: the settings alone are diagnosed,
/// corrected as proposed, and diagnosed again.
final class OwnRemedyTest {
    private static final Set<String> SETTINGS = Set.of("main.cf", "master.cf");

    /// So many of the cases show their cause in the settings alone and have it mended there.
    private static final int AT_LEAST = 9;

    @Test
    void aCauseThatTheSettingsShowIsSilencedByItsOwnChange() {
        List<String> mended = new ArrayList<>();
        List<String> lasting = new ArrayList<>();
        for (RetoldCase told : RetoldCase.all()) {
            CheckRequest settings = told.request()
                    .withInputs(told.request().inputs().stream()
                            .filter(input -> SETTINGS.contains(input.name()))
                            .toList());
            Check.Result before = run(settings);
            List<CorrectedFile> corrected = before.report().remedy().files();
            Optional<Finding> cause = before.report().diagnosis().cause();
            if (cause.isEmpty() || corrected.stream().noneMatch(CorrectedFile::differs)) {
                continue;
            }
            Diagnosis after = run(settings.withInputs(replaced(settings.inputs(), corrected)))
                    .report()
                    .diagnosis();
            boolean lasts = after.cause().map(Finding::cause).equals(cause.map(Finding::cause));
            (lasts ? lasting : mended).add(told.id() + " " + cause.get().cause());
        }

        assertThat(lasting).isEmpty();
        assertThat(mended).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    private static List<Input> replaced(List<Input> inputs, List<CorrectedFile> corrected) {
        return inputs.stream()
                .map(input -> corrected.stream()
                        .filter(file -> file.name().equals(input.name()))
                        .findFirst()
                        .map(file -> Input.of(input.name(), input.day(), file.after()))
                        .orElse(input))
                .toList();
    }

    private static Check.Result run(CheckRequest request) {
        return Check.run(request, ScanListener.NONE, new Cancellation());
    }
}
