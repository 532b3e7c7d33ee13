package postern.check;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.certificate.TrustAnchors;
import postern.evidence.Problem;
import postern.example.ExampleCase;
import postern.example.ExampleServer;
import postern.probe.Endpoint;

/// The built-in case, ready to run: its mail server listens as long as this is open.
public final class Example implements AutoCloseable {
    private final ExampleServer server;

    private Example(ExampleServer server) {
        this.server = server;
    }

    /// Starts the embedded server on a free port of the loopback interface.
    public static Example start() throws IOException {
        return new Example(ExampleServer.start());
    }

    /// The case as a request.
    public CheckRequest request() {
        return new CheckRequest(
                Optional.of(Problem.INBOUND),
                Optional.of(server.endpoint()),
                ExampleCase.inputs(),
                List.of(),
                Optional.of(ExampleCase.DAY),
                Optional.empty(),
                Optional.empty(),
                server.anchors(),
                Optional.empty(),
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /// Where its server listens.
    public Endpoint endpoint() {
        return server.endpoint();
    }

    /// The root its server's chain leads to.
    public TrustAnchors anchors() {
        return server.anchors();
    }

    /// Its inputs by name.
    public static Map<String, String> texts() {
        return ExampleCase.texts();
    }

    /// The day the case is judged for.
    public static LocalDate day() {
        return ExampleCase.DAY;
    }

    @Override
    public void close() {
        server.close();
    }
}
