package postern.probe;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// Lets Java's TLS client speak over streams of ours, whose deadlines and limits [GuardedInput] keeps.
final class StreamSocket extends Socket {
    private final InputStream input;
    private final OutputStream output;

    StreamSocket(InputStream input, OutputStream output) {
        this.input = input;
        this.output = output;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public int getSoLinger() {
        return -1;
    }

    /// The connection is closed by the [Conversation].
    @Override
    public void close() {}
}
