package postern.maillog.line;

/// A process that writes lines.
///
/// @param process host, program and number as they are written
/// @param program the program
public record Origin(String process, Program program) {

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Origin origin && process.equals(origin.process));
    }

    @Override
    public int hashCode() {
        return process.hashCode();
    }
}
