package postern.cli;

import java.util.Optional;
import java.util.stream.Collectors;
import postern.remedy.CorrectedFile;
import postern.report.Report;

/// What `postern diagnose --corrected` writes in place of the report.
enum Corrected {
    MAIN_CF("main.cf"),
    MASTER_CF("master.cf"),
    /// The changes of both files.
    PATCH("patch"),
    /// The certificates of each chain that is not as it should be.
    CHAIN("chain");

    private final String word;

    Corrected(String word) {
        this.word = word;
    }

    /// The text; empty where the evidence gives nothing to make it from.
    Optional<String> text(Report report) {
        return switch (this) {
            case MAIN_CF, MASTER_CF ->
                report.remedy().files().stream()
                        .filter(file -> file.name().equals(word))
                        .map(CorrectedFile::after)
                        .findFirst();
            case PATCH -> Optional.of(report.remedy().patch()).filter(text -> !text.isEmpty());
            case CHAIN ->
                Optional.of(report.chains().stream()
                                .flatMap(chain -> chain.pem().stream())
                                .map(line -> line + "\n")
                                .collect(Collectors.joining()))
                        .filter(text -> !text.isEmpty());
        };
    }

    /// As it is written on the command line.
    @Override
    public String toString() {
        return word;
    }
}
