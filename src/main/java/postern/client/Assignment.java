package postern.client;

import java.util.Locale;
import postern.maillog.LogLine;

/// A setting as some program writes it.
///
/// @param name  its name in small letters, words parted by `_`
/// @param value without quotes
/// @param line  where it stands
record Assignment(String name, String value, LogLine line) {

    static Assignment of(String name, String value, LogLine line) {
        return new Assignment(
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "_")
                        .replaceAll("^_|_$", ""),
                value.strip(),
                line);
    }
}
