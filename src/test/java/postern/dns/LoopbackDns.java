package postern.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

/// A resolver on the loopback interface that knows the lines it is given, over UDP and TCP.
public final class LoopbackDns implements AutoCloseable {
    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final List<Record> records = new ArrayList<>();
    private final Map<String, Answering> special = new HashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private boolean authenticated;

    /// Makes the bytes of an answer; empty ones are not sent.
    @FunctionalInterface
    public interface Answering {
        byte[] answer(Message question, boolean overTcp) throws IOException;
    }

    /// Starts one.
    ///
    /// @param zone lines such as `example.com. MX 10 mx.example.com.`
    public LoopbackDns(String zone) throws IOException {
        zone.lines().filter(line -> !line.isBlank()).forEach(line -> records.add(record(line)));
        connections = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        datagrams = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        Thread.ofVirtual().start(this::serveDatagrams);
        Thread.ofVirtual().start(this::serveConnections);
    }

    private static Record record(String line) {
        String[] parts = line.strip().split("\\s+", 3);
        try {
            return Record.fromString(
                    Name.fromString(parts[0]),
                    Type.value(parts[1]),
                    DClass.IN,
                    300,
                    new Tokenizer(parts[2]),
                    Name.root);
        } catch (IOException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    /// Says of all answers that they are authentic.
    public LoopbackDns authenticated() {
        authenticated = true;
        return this;
    }

    /// Answers one question in a way of its own.
    LoopbackDns answering(String name, String type, Answering answering) {
        special.put(name + " " + type, answering);
        return this;
    }

    /// Answers one question with a response code.
    public LoopbackDns failing(String name, String type, int code) {
        return answering(name, type, (question, _) -> reply(question, code).toWire());
    }

    public int port() {
        return connections.getLocalPort();
    }

    public Resolver resolver() {
        return Resolver.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    }

    Message reply(Message question, int code) {
        var reply = new Message(question.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RA);
        if (authenticated) {
            reply.getHeader().setFlag(Flags.AD);
        }
        reply.getHeader().setRcode(code);
        reply.addRecord(question.getQuestion(), Section.QUESTION);
        return reply;
    }

    /// How many questions have come.
    int questions() {
        return questions.get();
    }

    private byte[] answer(Message question, boolean overTcp) throws IOException {
        questions.incrementAndGet();
        Record asked = question.getQuestion();
        Answering own = special.get(asked.getName() + " " + Type.string(asked.getType()));
        return own != null ? own.answer(question, overTcp) : known(question).toWire();
    }

    /// What the lines say.
    Message known(Message question) {
        Record asked = question.getQuestion();
        Message reply = reply(question, Rcode.NOERROR);
        Name current = asked.getName();
        for (int hops = 0; hops < 20; hops++) {
            Name here = current;
            List<Record> own =
                    records.stream().filter(each -> each.getName().equals(here)).toList();
            own.stream()
                    .filter(each -> each.getType() == asked.getType())
                    .forEach(each -> reply.addRecord(each, Section.ANSWER));
            var alias =
                    own.stream().filter(each -> each.getType() == Type.CNAME).findFirst();
            if (own.isEmpty() && !isAbove(here)) {
                reply.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            if (alias.isEmpty()) {
                break;
            }
            reply.addRecord(alias.get(), Section.ANSWER);
            current = ((org.xbill.DNS.CNAMERecord) alias.get()).getTarget();
        }
        return reply;
    }

    private boolean isAbove(Name name) {
        return records.stream().anyMatch(each -> each.getName().subdomain(name));
    }

    private void serveDatagrams() {
        byte[] buffer = new byte[4096];
        while (!datagrams.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                Message question = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
                byte[] answer = answer(question, false);
                if (answer.length > 0) {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException _) {
                // Closed, or not a question.
            }
        }
    }

    private void serveConnections() {
        while (!connections.isClosed()) {
            try {
                Socket client = connections.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            var out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] question = in.readNBytes(in.readUnsignedShort());
                byte[] answer = answer(new Message(question), true);
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            }
        } catch (IOException _) {
            // The client has had enough.
        }
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        connections.close();
    }
}
