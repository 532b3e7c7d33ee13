package postern.example;

import java.io.IOException;
import postern.certificate.TrustAnchors;
import postern.probe.Endpoint;

@SuppressWarnings("DoNotCallSuggester")
public final class ExampleServer implements AutoCloseable {
    private ExampleServer() {}

    public static ExampleServer start() throws IOException {
        throw new IOException("stub");
    }

    public Endpoint endpoint() {
        throw new IllegalStateException();
    }

    public TrustAnchors anchors() {
        throw new IllegalStateException();
    }

    @Override
    public void close() {}
}
