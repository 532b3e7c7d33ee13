package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// Hellos in the packet details that Wireshark prints.
final class ClientHelloReaderTest {
    private static final String OLD = """
            Secure Sockets Layer
                SSL Record Layer: Handshake Protocol: Client Hello
                    Version: TLS 1.0 (0x0301)
                    Handshake Protocol: Client Hello
                        Handshake Type: Client Hello (1)
                    >>> Version: TLS 1.0 (0x0301) <<<
                        Cipher Suites (2 suites)
                            Cipher Suite: TLS_RSA_WITH_AES_128_CBC_SHA (0x002f)
                            Cipher Suite: TLS_RSA_WITH_RC4_128_SHA (0x0005)
            """;

    @Test
    void readsVersionAndSuites() {
        assertThat(ClientHelloReader.readAll("capture.txt", OLD))
                .singleElement()
                .satisfies(hello -> {
                    assertThat(hello.newest()).isEqualTo(ProtocolVersion.TLSV1);
                    assertThat(hello.line().number()).isEqualTo(6);
                    assertThat(hello.suites().stream().map(CipherSuite::opensslName))
                            .containsExactly("AES128-SHA", "RC4-SHA");
                });
    }

    @Test
    void believesTheListOfVersionsBeforeTheField() {
        String current = """
                Handshake Protocol: Client Hello
                    Version: TLS 1.2 (0x0303)
                    Cipher Suite: TLS_AES_256_GCM_SHA384 (0x1302)
                    Extension: supported_versions (len=5)
                        Supported Version: TLS 1.3 (0x0304)
                """;

        assertThat(ClientHelloReader.readAll("capture.txt", current))
                .extracting(ClientHelloSeen::newest)
                .containsExactly(ProtocolVersion.TLSV1_3);
    }

    @Test
    void leavesTheAnswerOfTheServerOut() {
        String answer = OLD + """
                    Handshake Protocol: Server Hello
                        Version: TLS 1.2 (0x0303)
                """;

        assertThat(ClientHelloReader.readAll("capture.txt", answer))
                .extracting(ClientHelloSeen::newest)
                .containsExactly(ProtocolVersion.TLSV1);
        assertThat(ClientHelloReader.looksLike(answer)).isTrue();
        assertThat(ClientHelloReader.looksLike("Client Hello")).isFalse();
    }
}
