package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

final class FlightReaderTest {
    @Property(tries = 3000)
    void endsAnyBytesWithADeclaredTrouble(@ForAll @Size(max = 400) byte[] bytes) {
        assertThatCode(() -> read(bytes))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(TroubleException.class));
    }

    @Property(tries = 3000)
    void endsAnyHandshakeMessageWithADeclaredTrouble(@ForAll @Size(min = 4, max = 200) byte[] message) {
        byte[] record = new byte[message.length + 5];
        record[0] = 22;
        record[1] = 3;
        record[2] = 3;
        record[4] = (byte) message.length;
        System.arraycopy(message, 0, record, 5, message.length);
        record[5] = 2;
        record[6] = 0;
        record[7] = 0;
        record[8] = (byte) Math.max(0, message.length - 4);
        endsAnyBytesWithADeclaredTrouble(record);
    }

    @Test
    void readsTheChoiceOfVersionAndSuite() throws IOException {
        byte[] hello = new byte[5 + 4 + 38];
        byte[] head = {22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3};
        System.arraycopy(head, 0, hello, 0, head.length);
        hello[5 + 4 + 35] = (byte) 0xC0;
        hello[5 + 4 + 36] = 0x30;
        ServerFlight flight = read(hello);
        assertThat(flight.version()).isEqualTo(ProtocolVersion.TLSV1_2);
        assertThat(flight.suite())
                .isEqualTo(CipherSuite.named("ECDHE-RSA-AES256-GCM-SHA384").orElseThrow());
    }

    @Test
    void aWarningDoesNotEndTheHandshake() throws IOException {
        byte[] unrecognizedName = {21, 3, 3, 0, 2, 1, 112};
        byte[] hello = new byte[7 + 5 + 4 + 38];
        byte[] head = {22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3};
        System.arraycopy(unrecognizedName, 0, hello, 0, 7);
        System.arraycopy(head, 0, hello, 7, head.length);
        hello[7 + 5 + 4 + 35] = (byte) 0xC0;
        hello[7 + 5 + 4 + 36] = 0x30;
        assertThat(read(hello).version()).isEqualTo(ProtocolVersion.TLSV1_2);
    }

    @Test
    void aFatalAlertAndAGoodbyeEndIt() {
        assertThatThrownBy(() -> read(new byte[] {21, 3, 3, 0, 2, 2, 112}))
                .isInstanceOfSatisfying(
                        TroubleException.class, e -> assertThat(e.trouble()).isEqualTo(new Trouble.Alert(112)));
        assertThatThrownBy(() -> read(new byte[] {21, 3, 3, 0, 2, 1, 0}))
                .isInstanceOfSatisfying(
                        TroubleException.class, e -> assertThat(e.trouble()).isEqualTo(new Trouble.Alert(0)));
    }

    @Test
    void aHelloNamesItsLengthRight() {
        byte[] hello = new ClientHello(
                        ProtocolVersion.TLSV1_3,
                        List.of(CipherSuite.named("TLS_AES_128_GCM_SHA256").orElseThrow()),
                        Optional.of("mail.example.com"))
                .bytes();
        assertThat(hello[0]).isEqualTo((byte) 22);
        assertThat((hello[3] & 0xff) << 8 | (hello[4] & 0xff)).isEqualTo(hello.length - 5);
    }

    private static ServerFlight read(byte[] bytes) throws IOException {
        Socket socket = new Socket() {
            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public void setSoTimeout(int millis) {}
        };
        GuardedInput input = new GuardedInput(socket, Deadline.after(Duration.ofSeconds(5)), new Cancellation());
        input.allow(Deadline.after(Duration.ofSeconds(5)), 1 << 16);
        return FlightReader.read(input, false);
    }
}
