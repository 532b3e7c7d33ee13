package postern.app.engine;

import java.util.List;

/// Lines of a document.
///
/// @param name     what it is cited by
/// @param first    number of the first line here, from 1
/// @param lines    the lines, without their ends, secrets blanked
/// @param complete whether these are all its lines
public record Excerpt(String name, long first, List<String> lines, boolean complete) {
    public Excerpt {
        lines = List.copyOf(lines);
    }
}
