package postern.app;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.app.engine.Input;
import postern.casefile.SavedCase;
import postern.check.Cases;
import postern.check.Example;

/// What was handed in, opened.
///
/// @param inputs   everything that can be read, in order
/// @param failures sentences on what could not be opened
/// @param saved    the first saved case among it
record Opened(List<postern.evidence.Input> inputs, List<String> failures, Optional<SavedCase> saved) {
    Opened {
        inputs = List.copyOf(inputs);
        failures = List.copyOf(failures);
    }

    static Opened of(List<Input> given) {
        List<postern.evidence.Input> opened = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Optional<SavedCase> saved = Optional.empty();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        for (Input input : given) {
            switch (input) {
                case Input.File(Path path) -> {
                    Cases.Opened contents = Cases.open(List.of(path));
                    opened.addAll(contents.inputs());
                    failures.addAll(contents.failures());
                    saved = saved.or(contents::saved);
                }
                case Input.Text(String name, String text) ->
                    opened.add(postern.evidence.Input.of(name, day(name, text, today), text));
            }
        }
        return new Opened(opened, failures, saved);
    }

    /// A pasted text is of today, unless it is one of the example's own.
    private static LocalDate day(String name, String text, LocalDate today) {
        return text.equals(Example.texts().get(name)) ? Example.day() : today;
    }
}
