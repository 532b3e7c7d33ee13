package postern.app.viewer;

import java.util.List;
import postern.app.engine.Mark;

/// A line of a document.
///
/// @param number its number, from 1
/// @param text   the line, without its end
/// @param marks  what is to be said about it
record Line(long number, String text, List<Mark> marks) {
    Line {
        marks = List.copyOf(marks);
    }
}
