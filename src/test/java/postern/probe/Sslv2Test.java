package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import postern.tls.CipherSuite;
import postern.tls.VersionSupport;

final class Sslv2Test {
    @Test
    void theHelloHasTheFormOfItsTimeAndNamesItsLengthRight() {
        byte[] hello = Sslv2.hello();

        assertThat((((hello[0] & 0x7f) << 8) | (hello[1] & 0xff))).isEqualTo(hello.length - 2);
        assertThat(hello[2]).isEqualTo((byte) 1);
        assertThat(new byte[] {hello[3], hello[4]}).containsExactly(0, 2);
        assertThat(hello.length).isEqualTo(2 + 9 + 7 * 3 + 16);
    }

    @Test
    void readsCiphersAndCertificateOfAServerThatSpeaksIt() throws IOException {
        byte[] message = new WireBytes()
                .number(1, 4)
                .number(1, 0)
                .number(1, 1)
                .number(2, 2)
                .number(2, 2)
                .number(2, 6)
                .number(2, 0)
                .raw(new byte[] {0x30, 0x00})
                .number(3, 0x0700C0)
                .number(3, 0x010080)
                .toByteArray();

        Sslv2.Answer answer = Sslv2.read(input(
                new WireBytes().number(2, 0x8000 | message.length).raw(message).toByteArray()));

        assertThat(answer.support())
                .isInstanceOfSatisfying(
                        VersionSupport.Accepted.class,
                        accepted -> assertThat(accepted.suites().items())
                                .extracting(CipherSuite::ianaName)
                                .containsExactly("SSL_CK_DES_192_EDE3_CBC_WITH_MD5", "SSL_CK_RC4_128_WITH_MD5"));
        assertThat(answer.certificates()).hasSize(1);
    }

    @Test
    void anAlertOfTlsAndAGoodbyeAreRefusals() {
        assertThatThrownBy(() -> Sslv2.read(input(new byte[] {21, 3, 3, 0, 2, 2, 70})))
                .isInstanceOfSatisfying(
                        TroubleException.class, e -> assertThat(e.trouble()).isEqualTo(new Trouble.Alert(70)));
        assertThatThrownBy(() -> Sslv2.read(input(new byte[0])))
                .isInstanceOfSatisfying(
                        TroubleException.class, e -> assertThat(e.trouble()).isEqualTo(new Trouble.Closed()));
    }

    @Property(tries = 2000)
    void endsAnyBytesWithADeclaredTrouble(@ForAll @Size(max = 200) byte[] bytes) {
        assertThatCode(() -> Sslv2.read(input(bytes)))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(TroubleException.class));
    }

    private static GuardedInput input(byte[] bytes) throws IOException {
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
        return input;
    }
}
