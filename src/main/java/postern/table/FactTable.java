package postern.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Reads a table of facts: a row a line, fields parted by tabs. Lines that begin with `#` are remarks, which name the
/// sources.
public final class FactTable {
    private FactTable() {}

    /// The fields of its rows, in order; an empty field is an empty text.
    ///
    /// @param beside a class of the room the table belongs to
    /// @param name   the file's name, among the resources of that room or from the root with a slash; it must exist
    public static List<String[]> rows(Class<?> beside, String name) {
        try (var stream = Objects.requireNonNull(beside.getResourceAsStream(name), name);
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
