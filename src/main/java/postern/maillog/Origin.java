package postern.maillog;

import java.util.ArrayList;
import java.util.List;

/// A process that writes lines, and its connections that are under way.
final class Origin {
    private final Program program;
    private final List<OpenSession> sessions = new ArrayList<>(1);
    private final List<OpenSession> failing = new ArrayList<>(0);

    Origin(Program program) {
        this.program = program;
    }

    Program program() {
        return program;
    }

    /// Connections under way, oldest first.
    List<OpenSession> sessions() {
        return sessions;
    }

    /// Connections whose handshake failed, for which the library's errors are expected.
    List<OpenSession> failing() {
        return failing;
    }
}
