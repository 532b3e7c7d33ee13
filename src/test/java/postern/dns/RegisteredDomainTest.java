package postern.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of a host's name was registered.
final class RegisteredDomainTest {
    @ParameterizedTest
    @CsvSource({
        "mail.example.com, example.com",
        "a.b.example.org, example.org",
        "mail.example.co.uk, example.co.uk",
        "example.co.uk, example.co.uk",
        "co.uk, co.uk",
        "mail.example.com.au, example.com.au",
        "mx.example.de, example.de",
        "localhost, localhost",
        "*.example.net, example.net"
    })
    void isTheEndOfAName(String host, String domain) {
        assertThat(RegisteredDomain.of(host)).isEqualTo(domain);
    }
}
