package postern.postfix;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// Sends a ClientHello as it is described, and tells what comes back. No key is ever exchanged.
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /// What a server does with a ClientHello.
    sealed interface Answer {
        record Hello(ProtocolVersion version, CipherSuite suite) implements Answer {}

        record Alert(int description) implements Answer {}

        record Closed() implements Answer {}

        record Silence() implements Answer {}
    }

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5000);
        in = socket.getInputStream();
    }

    /// The reply of the server; empty if it closes or says nothing.
    Optional<String> reply() throws IOException {
        var text = new StringBuilder();
        try {
            while (true) {
                String line = line();
                text.append(line).append('\n');
                if (line.length() < 4 || line.charAt(3) != '-') {
                    return Optional.of(text.toString());
                }
            }
        } catch (EOFException | SocketException | SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException();
            }
            if (read == '\n') {
                return line.toString().strip();
            }
            line.append((char) read);
        }
    }

    Optional<String> say(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return reply();
    }

    Answer hello(ClientTls client) throws IOException {
        try {
            socket.getOutputStream().write(clientHello(client));
            return answer(new DataInputStream(in));
        } catch (EOFException | SocketException e) {
            return new Answer.Closed();
        } catch (SocketTimeoutException e) {
            return new Answer.Silence();
        }
    }

    /// Breaks off with a fatal alert, in a record of the version agreed on (RFC 8446 section 5.1).
    void alert(ProtocolVersion version, int description) throws IOException {
        int minor = Math.min(version.code(), ProtocolVersion.TLSV1_2.code()) & 0xFF;
        try {
            socket.getOutputStream().write(new byte[] {21, 3, (byte) minor, 0, 2, 2, (byte) description});
        } catch (SocketException e) {
            // The server was faster.
        }
    }

    /// Waits until the server is done: what it has to say is in its log when it closes.
    void awaitEnd() throws IOException {
        try {
            in.skipNBytes(Long.MAX_VALUE);
        } catch (EOFException | SocketException | SocketTimeoutException e) {
            // The end.
        }
    }

    private static Answer answer(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        in.readUnsignedShort();
        in.readUnsignedShort();
        if (type == 21) {
            in.readUnsignedByte();
            return new Answer.Alert(in.readUnsignedByte());
        }
        in.skipNBytes(4);
        int version = in.readUnsignedShort();
        in.skipNBytes(32);
        in.skipNBytes(in.readUnsignedByte());
        CipherSuite suite = CipherSuite.coded(in.readUnsignedShort()).orElseThrow();
        boolean tls13 = suite.since() == ProtocolVersion.TLSV1_3;
        return new Answer.Hello(
                tls13 ? ProtocolVersion.TLSV1_3 : ProtocolVersion.coded(version).orElseThrow(), suite);
    }

    private static byte[] clientHello(ClientTls client) throws IOException {
        ProtocolVersion highest = client.versions().items().getLast();
        int code = Math.min(highest.code(), ProtocolVersion.TLSV1_2.code());
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeShort(code);
        out.write(new byte[32]);
        out.writeByte(0);
        List<CipherSuite> suites = client.suites().items();
        out.writeShort(suites.size() * 2);
        for (CipherSuite suite : suites) {
            out.writeShort(suite.code());
        }
        out.writeShort(0x0100);
        if (highest != ProtocolVersion.SSLV3) {
            byte[] extensions = extensions(client, highest);
            out.writeShort(extensions.length);
            out.write(extensions);
        }
        var record = new ByteArrayOutputStream();
        var wrapped = new DataOutputStream(record);
        wrapped.writeByte(22);
        wrapped.writeShort(Math.min(code, ProtocolVersion.TLSV1.code()));
        wrapped.writeShort(body.size() + 4);
        wrapped.writeByte(1);
        wrapped.writeByte(0);
        wrapped.writeShort(body.size());
        wrapped.write(body.toByteArray());
        return record.toByteArray();
    }

    private static byte[] extensions(ClientTls client, ProtocolVersion highest) throws IOException {
        var extensions = new ByteArrayOutputStream();
        var out = new DataOutputStream(extensions);
        List<Integer> groups =
                client.groups().items().stream().map(NamedGroup::code).toList();
        list(out, 10, groups);
        out.writeInt(0x000B0002);
        out.writeShort(0x0100);
        if (highest.compareTo(ProtocolVersion.TLSV1_2) >= 0) {
            list(
                    out,
                    13,
                    client.signatureSchemes().items().stream()
                            .map(SignatureScheme::code)
                            .toList());
        }
        if (highest == ProtocolVersion.TLSV1_3) {
            List<Integer> versions = client.versions().items().reversed().stream()
                    .map(ProtocolVersion::code)
                    .toList();
            out.writeShort(43);
            out.writeShort(versions.size() * 2 + 1);
            out.writeByte(versions.size() * 2);
            for (int version : versions) {
                out.writeShort(version);
            }
            // No key share: the server asks for one of the group it wants, and names the suite.
            out.writeShort(51);
            out.writeShort(2);
            out.writeShort(0);
        }
        return extensions.toByteArray();
    }

    private static void list(DataOutputStream out, int type, List<Integer> values) throws IOException {
        out.writeShort(type);
        out.writeShort(values.size() * 2 + 2);
        out.writeShort(values.size() * 2);
        for (int value : values) {
            out.writeShort(value);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
