package postern.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SenderNamesTest {
    @Test
    void namesInTheFileOfWordsAreThoseOfTheProfiles() throws IOException {
        Properties words = new Properties();
        try (InputStream file = Objects.requireNonNull(SenderNames.class.getResourceAsStream("names.properties"))) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        Map<String, String> profiles = SenderProfiles.all().stream()
                .filter(profile -> words.containsKey(profile.id()))
                .collect(Collectors.toMap(SenderProfile::id, SenderProfile::name));
        assertThat(words).isEqualTo(profiles);
    }

    @Test
    void saysWordsInTheLanguageAndLeavesBrandsAndHostsAlone() {
        Locale chinese = Locale.SIMPLIFIED_CHINESE;
        assertThat(SenderNames.in(chinese, "exim-debian6", "Exim on Debian 6 (GnuTLS 2.8.6)"))
                .isEqualTo("Debian 6 上的 Exim（GnuTLS 2.8.6）");
        assertThat(SenderNames.in(chinese, "gmail-2014-12", "Google")).isEqualTo("Google");
        assertThat(SenderNames.in(chinese, "", "mail.example.com")).isEqualTo("mail.example.com");
        assertThat(SenderNames.in(Locale.FRENCH, "exim-debian6", "Exim on Debian 6 (GnuTLS 2.8.6)"))
                .isEqualTo("Exim on Debian 6 (GnuTLS 2.8.6)");
    }
}
