package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.crypto.DHStandardGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// The single questions of a thorough look.
final class ThoroughQuestionsTest {
    private static final ClientHello HELLO = new ClientHello(
            ProtocolVersion.TLSV1_2,
            List.of(CipherSuite.named("ECDHE-RSA-AES256-GCM-SHA384").orElseThrow()),
            Optional.of("mail.example.com"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMTP | 250-mail\\n250 HELP\\n221 bye | false",
                "SMTP | 250 ok\\n250-mail\\n250 HELP\\n221 bye | true",
                "SMTP | 554 5.5.0 Error | false",
                "IMAP | X3 OK\\n* BYE\\nX4 OK | false",
                "IMAP | X2 OK\\nX3 OK\\n* BYE\\nX4 OK | true",
                "POP3 | -ERR\\n+OK bye | false",
                "POP3 | -ERR\\n-ERR\\n+OK bye | true"
            })
    void anAnswerTooManyInsideTlsBelongsToWhatWasSmuggledIn(Service service, String answers, boolean vulnerable)
            throws IOException {
        byte[] bytes = answers.strip().replace("\\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(Injection.into(service, "postern.example.com")
                        .isAnswered(new ByteArrayInputStream(bytes), new ByteArrayOutputStream()))
                .isEqualTo(vulnerable);
    }

    @Test
    void whatIsSmuggledInDoesNothing() {
        for (Service service : Service.values()) {
            assertThat(Injection.into(service, "postern.example.com").behind()).endsWith("NOOP");
        }
    }

    @Test
    void knowsPrimesThatManyServersShare() {
        assertThat(KnownPrimes.name(DHStandardGroups.rfc7919_ffdhe2048.getP())).contains("RFC 7919, ffdhe2048");
        assertThat(KnownPrimes.name(DHStandardGroups.rfc2409_1024.getP())).contains("RFC 2409, Oakley group 2");
        assertThat(KnownPrimes.name(BigInteger.TWO.pow(2048).subtract(BigInteger.ONE)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"700", "4000", "16000"})
    void aHelloIsFilledUpToTheLengthWanted(int length) {
        byte[] record = HELLO.with(new HelloExtra.PaddedTo(length)).bytes();
        assertThat(record.length).isEqualTo(5 + length);
    }

    @ParameterizedTest
    @CsvSource({"500", "700", "4000", "16000"})
    void aHelloThatIsCarriedThroughIsFilledUpJustAsFar(int length) throws IOException {
        assertThat(HelloClient.length(HELLO)).isBetween(200, 490);
        assertThat(HelloClient.length(HELLO.with(new HelloExtra.PaddedTo(length))))
                .isEqualTo(length);
    }

    @Test
    void extrasStandWhereTheyBelong() {
        byte[] plain = HELLO.bytes();
        byte[] compressed = HELLO.with(new HelloExtra.Compression()).bytes();
        byte[] fallback = HELLO.with(new HelloExtra.Fallback()).bytes();
        byte[] later = HELLO.with(new HelloExtra.LaterVersion()).bytes();

        assertThat(compressed.length).isEqualTo(plain.length + 1);
        assertThat(fallback.length).isEqualTo(plain.length + 2);
        assertThat(new byte[] {later[9], later[10]}).containsExactly(3, 4);
    }
}
