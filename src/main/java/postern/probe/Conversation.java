package postern.probe;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One connection to a mail server, from the connect to the moment TLS may begin.
final class Conversation implements AutoCloseable {
    /// More than any greeting and list of capabilities needs.
    private static final int MOST_WORDS = 64 << 10;

    private final Endpoint endpoint;
    private final ScanOptions options;
    private final Deadline whole;
    private final Cancellation cancellation;
    private final Socket socket = new Socket();
    private final Cancellation.Registration registration;
    private final List<Stage> stages = new ArrayList<>();
    private StartTls startTls = StartTls.UNKNOWN;

    @SuppressWarnings("NullAway.Init")
    private GuardedInput input;

    @SuppressWarnings("NullAway.Init")
    private OutputStream output;

    @SuppressWarnings("NullAway.Init")
    private SpokenSocket spoken;

    @SuppressWarnings("NullAway.Init")
    private Dialogue dialogue;

    Conversation(Endpoint endpoint, ScanOptions options, Deadline whole, Cancellation cancellation) {
        this.endpoint = endpoint;
        this.options = options;
        this.whole = whole;
        this.cancellation = cancellation;
        this.registration = cancellation.onCancel(this::shut);
    }

    /// Talks until a ClientHello may be sent.
    ///
    /// @throws TroubleException if that point cannot be reached; [#stages] and [#startTls] tell where it ended
    void untilTls(InetAddress address) throws TroubleException {
        untilStartTls(address);
        startTls("");
    }

    /// Connects and says nothing.
    void untilConnected(InetAddress address) throws TroubleException {
        step(Step.CONNECT, () -> connect(address));
    }

    /// Talks until the command may be sent that starts TLS; where TLS starts by itself, no longer than to the connect.
    void untilStartTls(InetAddress address) throws TroubleException {
        untilConnected(address);
        if (endpoint.service().isImplicitTls()) {
            startTls = StartTls.IMPLICIT;
            return;
        }
        step(Step.GREETING, dialogue::greeting);
        step(Step.EHLO, () -> startTls = dialogue.capabilities());
        if (startTls != StartTls.OFFERED) {
            TroubleException notOffered = new TroubleException(new Trouble.StartTlsNotOffered());
            stages.add(new Stage(Step.STARTTLS, Optional.of(notOffered.trouble()), Duration.ZERO, ""));
            throw notOffered;
        }
    }

    /// Sends the command that starts TLS, where one is needed.
    ///
    /// @param behind what is sent at once behind it, beginning with a line's end; empty for nothing
    void startTls(String behind) throws TroubleException {
        if (startTls == StartTls.IMPLICIT) {
            return;
        }
        try {
            step(Step.STARTTLS, () -> dialogue.startTls(behind));
        } catch (TroubleException e) {
            startTls = e.trouble() instanceof Trouble.ErrorReply ? StartTls.REFUSED : StartTls.BROKEN;
            throw e;
        }
    }

    /// Goes on talking inside TLS: introduces us once more and says goodbye.
    void insideTls(InputStream plainInput, OutputStream plainOutput) throws TroubleException {
        continueOver(plainInput, plainOutput);
        if (endpoint.service().isImplicitTls()) {
            step(Step.GREETING, dialogue::greeting);
        }
        step(Step.EHLO_INSIDE_TLS, () -> {
            dialogue.capabilities();
            dialogue.goodbye();
        });
    }

    /// Talks over other streams from now on, as inside TLS.
    void continueOver(InputStream plainInput, OutputStream plainOutput) {
        spoken.continueOver(plainInput, plainOutput);
    }

    /// Says goodbye without waiting for an answer.
    void goodbye() throws IOException {
        dialogue.goodbye();
    }

    /// Runs one step, timed, and keeps how it went. A reply that Commons Net cannot take apart is not of the protocol.
    void step(Step step, Action action) throws TroubleException {
        long start = System.nanoTime();
        allow(MOST_WORDS);
        try {
            action.run();
            stages.add(new Stage(step, Optional.empty(), since(start), said()));
        } catch (IOException e) {
            throw failed(step, start, cancellation.isCancelled() ? new Trouble.Cancelled() : TroubleException.of(e));
        } catch (RuntimeException _) {
            throw failed(step, start, new Trouble.WrongProtocol());
        }
    }

    private TroubleException failed(Step step, long start, Trouble trouble) {
        stages.add(new Stage(step, Optional.of(trouble), since(start), said()));
        return new TroubleException(trouble);
    }

    /// Allows the next reads this many bytes together and the time of one step.
    void allow(int bytes) {
        if (input != null) {
            input.allow(whole.butWithin(options.step()), bytes);
        }
    }

    List<Stage> stages() {
        return List.copyOf(stages);
    }

    StartTls startTls() {
        return startTls;
    }

    GuardedInput input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    private void connect(InetAddress address) throws IOException {
        Deadline deadline = whole.butWithin(options.step());
        socket.connect(new InetSocketAddress(address, endpoint.port()), deadline.socketMillis());
        socket.setTcpNoDelay(true);
        input = new GuardedInput(socket, deadline, cancellation);
        output = new BufferedOutputStream(socket.getOutputStream());
        spoken = new SpokenSocket(input, output);
        dialogue = Dialogue.with(endpoint.service(), spoken, options.ehloName());
    }

    private String said() {
        return spoken == null ? "" : spoken.takeSaid();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void shut() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed as far as it can be.
        }
    }

    @Override
    public void close() {
        registration.close();
        shut();
    }

    /// Something done in one step.
    interface Action {
        void run() throws IOException;
    }
}
