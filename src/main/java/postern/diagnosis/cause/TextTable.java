package postern.diagnosis.cause;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A table of facts beside the causes: fields parted by tabs, remarks after `#`.
final class TextTable {
    private TextTable() {}

    /// The fields of its rows, in order; an empty field is empty.
    ///
    /// @param name of the file among the resources of `postern.diagnosis`
    static List<String[]> rows(String name) {
        try (var stream = Objects.requireNonNull(TextTable.class.getResourceAsStream("/postern/diagnosis/" + name));
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
