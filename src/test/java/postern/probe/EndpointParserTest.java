package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointParserTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            mail.example.com            | mail.example.com:25      | smtp
            ' mail.example.com. '       | mail.example.com:25      | smtp
            mail.example.com:587        | mail.example.com:587     | submission
            mail.example.com:993        | mail.example.com:993     | imaps
            mail.example.com:2525       | mail.example.com:2525    | smtp
            someone@example.com         | example.com:25           | smtp
            192.0.2.25                  | 192.0.2.25:25            | smtp
            192.0.2.25:465              | 192.0.2.25:465           | smtps
            2001:db8::25                | [2001:db8::25]:25        | smtp
            [2001:db8::25]:587          | [2001:db8::25]:587       | submission
            [2001:db8::25]              | [2001:db8::25]:25        | smtp
            imaps://mail.example.com/   | mail.example.com:993     | imaps
            bücher.example              | xn--bcher-kva.example:25 | smtp
            """, delimiter = '|')
    void understandsWhatPeopleType(String text, String endpoint, String service) {
        assertThat(EndpointParser.parse(text, Optional.empty()))
                .isInstanceOfSatisfying(EndpointParser.Understood.class, understood -> {
                    assertThat(understood.endpoint().toString()).isEqualTo(endpoint);
                    assertThat(understood.endpoint().service().id()).isEqualTo(service);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "mail.example.com:0",
                "mail.example.com:65536",
                "two words",
                "-bad.example.com",
                "a..b",
                "[::1",
                "mail:smtp"
            })
    void saysWhatWouldBeAServer(String text) {
        assertThat(EndpointParser.parse(text, Optional.empty())).isInstanceOf(EndpointParser.NotUnderstood.class);
    }

    @Property
    void anyTextIsUnderstoodOrNot(@ForAll String text) {
        assertThat(EndpointParser.parse(text, Optional.empty())).isNotNull();
    }
}
