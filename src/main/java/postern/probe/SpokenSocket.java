package postern.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// Lets Commons Net speak over streams of ours: first the plain ones, then those inside TLS.
final class SpokenSocket extends Socket {
    private final SpokenLines input;
    private OutputStream output;

    SpokenSocket(InputStream input, OutputStream output) {
        this.input = new SpokenLines(input);
        this.output = output;
    }

    void continueOver(InputStream nextInput, OutputStream nextOutput) {
        input.continueOver(nextInput);
        output = nextOutput;
    }

    String takeSaid() {
        return input.takeSaid();
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                output.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                output.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                output.flush();
            }
        };
    }

    /// Deadlines are kept by [GuardedInput].
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }
}
