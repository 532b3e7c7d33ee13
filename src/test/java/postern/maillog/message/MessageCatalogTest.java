package postern.maillog.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.maillog.MailLog;
import postern.maillog.line.Severity;
import postern.maillog.reading.LogReader;

class MessageCatalogTest {
    private final LogReader reader = new LogReader("mail.log", LocalDate.of(2026, 3, 1));

    static Stream<Shape> logShapes() {
        return Shape.all().stream().filter(shape -> shape.kind().equals("log"));
    }

    /// Every message that the source of Postfix can write is understood when it comes as a line.
    @ParameterizedTest
    @MethodSource("logShapes")
    void understandsEveryMessageOfPostfix(Shape shape) {
        for (String text : shape.texts()) {
            reader.line("Mar  1 10:00:00 mail postfix/" + shape.daemon() + "[99]: " + shape.prefix() + text);
        }

        MailLog log = reader.finish();

        assertThat(log.strange()).isEmpty();
    }

    /// The row itself is found, not one above it that happens to match.
    @ParameterizedTest
    @MethodSource("logShapes")
    void findsEveryMessageByItsId(Shape shape) {
        Set<String> ids = shape.texts().stream()
                .map(text -> MessageCatalog.POSTFIX.find(shape.daemon(), Severity.of(shape.prefix()), text))
                .flatMap(Optional::stream)
                .map(found -> found.message().id())
                .collect(Collectors.toSet());

        assertThat(ids).contains(shape.id());
    }

    static Stream<Shape> otherShapes() {
        return Shape.all().stream().filter(shape -> !shape.kind().equals("log"));
    }

    @ParameterizedTest
    @MethodSource("otherShapes")
    void findsDeliveryTextsRepliesAndOutputById(Shape shape) {
        KnownMessage.Kind kind = KnownMessage.Kind.valueOf(shape.kind().toUpperCase(java.util.Locale.ROOT));

        Set<String> ids = shape.texts().stream()
                .map(text -> MessageCatalog.POSTFIX.find(kind, text))
                .flatMap(Optional::stream)
                .map(found -> found.message().id())
                .collect(Collectors.toSet());

        assertThat(ids).contains(shape.id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smtpd   | WARNING | cannot get RSA private key from file "/etc/ssl/key.pem": disabling TLS support          | key.get   | file   | /etc/ssl/key.pem
            smtpd   | INFO    | TLS SNI example.com from mx.example.net[192.0.2.1] not matched, using default chain      | sni.nomatch | sni  | example.com
            smtp    | INFO    | certificate verification failed for mx.example.net[192.0.2.1]:25: untrusted issuer /CN=R | ver.issuer | dn    | /CN=R
            tlsmgr  | WARNING | btree:/var/lib/postfix/smtpd_scache is unavailable. open database: File exists          | dict.unavail | type | btree:/var/lib/postfix/smtpd_scache
            cleanup | FATAL   | bad boolean configuration: smtpd_use_tls = yes # on                                      | cfg.bool  | value  | yes # on
            """)
    void givesTheNamedPartsOfAMessage(
            String daemon, Severity severity, String text, String id, String name, String value) {
        MessageCatalog.Found found =
                MessageCatalog.POSTFIX.find(daemon, severity, text).orElseThrow();

        assertThat(found.message().id()).isEqualTo(id);
        assertThat(found.values()).containsEntry(name, value);
    }

    @Test
    void knowsWhatMessagesStartWithAndHold() {
        KnownMessage mismatch = MessageCatalog.POSTFIX.messages().stream()
                .filter(message -> message.id().equals("key.mismatch"))
                .findFirst()
                .orElseThrow();

        assertThat(mismatch.start()).isEmpty();
        assertThat(mismatch.literal()).isEqualTo(" does not match public key in ");
        assertThat(MessageCatalog.POSTFIX.messages())
                .filteredOn(message -> message.literal().isEmpty())
                .as("messages that cost a search of the pattern for every line")
                .hasSizeLessThan(6);
    }

    @Test
    void givesUpOnALineMadeToKeepPatternsBusy() {
        String hostile = "NOQUEUE: reject: " + "a from b[1]: 450 4.7.1 ".repeat(90);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (KnownMessage message : MessageCatalog.POSTFIX.messages()) {
                assertThat(message.match(hostile)).as(message.id()).isEmpty();
            }
        });
    }
}
