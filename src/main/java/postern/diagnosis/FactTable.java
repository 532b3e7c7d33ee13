package postern.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A table of facts for diagnoses: fields parted by tabs, lines of remarks that begin with `#`.
public final class FactTable {
    private FactTable() {}

    /// The fields of its rows, in order; an empty field is empty.
    ///
    /// @param name of a file among the resources of this room, which must exist
    public static List<String[]> rows(String name) {
        try (var stream = Objects.requireNonNull(FactTable.class.getResourceAsStream(name));
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
