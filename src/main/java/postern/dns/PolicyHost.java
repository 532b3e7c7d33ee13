package postern.dns;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Fetches a policy by HTTPS as senders do: verified certificate, no redirects, at most 64 kB, within the deadline.
///
/// Spoken on a socket of our own, for the address comes from the resolver that was asked for and the deadline
/// must hold whatever the host does.
final class PolicyHost {
    private static final int LARGEST = 64 << 10;
    private static final int LARGEST_HEAD = 16 << 10;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String CUT_OFF = "cut off";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final Pattern CHUNKED = Pattern.compile("(?i)transfer-encoding:.*\\bchunked\\b.*");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length:\\s*(\\d{1,9})\\s*");

    private final SSLContext context;
    private final int port;
    private final Duration deadline;

    PolicyHost(SSLContext context, int port, Duration deadline) {
        this.context = context;
        this.port = port;
        this.deadline = deadline;
    }

    /// Fetches.
    ///
    /// @param name      the host's name, `mta-sts.` and the domain
    /// @param addresses where it is; tried in turn until one answers
    PolicyFetch fetch(String name, List<InetAddress> addresses) {
        PolicyFetch last = new PolicyFetch.NoHost();
        for (InetAddress address : addresses.stream().limit(2).toList()) {
            last = fetch(name, address);
            if (!(last instanceof PolicyFetch.NoAnswer)) {
                return last;
            }
        }
        return last;
    }

    private PolicyFetch fetch(String name, InetAddress address) {
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("policy-deadline").factory());
                Socket plain = new Socket()) {
            // Closing ends every blocked read, also one of a host that sends a byte a second.
            var end = clock.schedule(() -> close(plain), deadline.toMillis(), TimeUnit.MILLISECONDS);
            try {
                plain.connect(new InetSocketAddress(address, port), (int) deadline.toMillis());
                return overTls(plain, name);
            } finally {
                end.cancel(false);
            }
        } catch (IOException e) {
            return failure(e);
        }
    }

    private PolicyFetch overTls(Socket plain, String name) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(name)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            String request = "GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: " + name
                    + "\r\nAccept: text/plain\r\nUser-Agent: Postern\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return answer(socket.getInputStream());
        } catch (IllegalArgumentException e) {
            throw new IOException("not a host name", e);
        }
    }

    private static PolicyFetch answer(InputStream in) throws IOException {
        String text = head(in);
        List<String> head = text.lines().toList();
        Matcher status = STATUS.matcher(head.isEmpty() ? "" : head.getFirst());
        if (!status.matches()) {
            return new PolicyFetch.NoAnswer(false, "not HTTP");
        }
        int code = Integer.parseInt(status.group(1));
        if (code != 200) {
            return new PolicyFetch.OtherStatus(code);
        }
        if (!text.endsWith(END_OF_HEAD)) {
            throw new EOFException(CUT_OFF);
        }
        byte[] body =
                head.stream().anyMatch(line -> CHUNKED.matcher(line).matches()) ? chunks(in) : body(in, length(head));
        return body.length > LARGEST
                ? new PolicyFetch.TooLarge()
                : new PolicyFetch.Fetched(StsPolicyReading.of(new String(body, StandardCharsets.UTF_8)));
    }

    private static OptionalInt length(List<String> head) {
        return head.stream()
                .map(LENGTH::matcher)
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst();
    }

    /// As much as was told; where no length is told, all that comes. One more than the limit, so that too much is
    /// noticed.
    private static byte[] body(InputStream in, OptionalInt length) throws IOException {
        return length.isPresent() ? exactly(in, Math.min(length.getAsInt(), LARGEST + 1)) : in.readNBytes(LARGEST + 1);
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException(CUT_OFF);
        }
        return bytes;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LARGEST_HEAD && head.indexOf(END_OF_HEAD, Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (body.size() <= LARGEST) {
            String size = line(in).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                throw new IOException("malformed chunk");
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                break;
            }
            body.write(exactly(in, Math.min(length, LARGEST + 1)));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < 100) {
            line.append((char) next);
            next = in.read();
        }
        return line.toString();
    }

    private static PolicyFetch failure(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new PolicyFetch.CertificateRejected(said(cause));
            }
        }
        return new PolicyFetch.NoAnswer(e instanceof ConnectException, said(e));
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : Names.shown(message);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }
}
