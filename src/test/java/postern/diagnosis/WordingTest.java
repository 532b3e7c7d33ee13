package postern.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import postern.diagnosis.cause.Causes;

/// Every cause has its words.
final class WordingTest {
    private static final Pattern KEY = Pattern.compile("(?m)^([a-z0-9.-]+)\\s*=");

    @Test
    void everyCauseHasTitleSentenceAndExplanation() throws IOException {
        List<String> keys = keys();
        List<String> missing = new ArrayList<>();
        for (Cause cause : Causes.ALL) {
            for (String part : List.of("title", "sentence", "explanation")) {
                if (!keys.contains(cause.id() + "." + part)) {
                    missing.add(cause.id() + "." + part + " = ");
                }
            }
        }
        assertThat(missing).as("ready to paste").isEmpty();
    }

    @Test
    void noKeyIsWrittenTwice() throws IOException {
        Set<String> seen = new HashSet<>();
        assertThat(keys().stream().filter(key -> !seen.add(key))).isEmpty();
    }

    private static List<String> keys() throws IOException {
        try (InputStream stream = Wording.class.getResourceAsStream("causes.properties")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return KEY.matcher(text).results().map(match -> match.group(1)).toList();
        }
    }
}
