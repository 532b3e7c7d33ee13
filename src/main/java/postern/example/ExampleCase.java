package postern.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import postern.evidence.Input;

/// The inputs of the built-in case.
public final class ExampleCase {
    /// The day of its log.
    public static final LocalDate DAY = LocalDate.of(2014, 12, 19);

    private static final List<String> FILES = List.of("main.cf", "mail.log", "bounce.txt", "s_client.txt");

    private ExampleCase() {}

    /// main.cf, log, bounce and test session, as somebody would hand them in.
    public static List<Input> inputs() {
        return FILES.stream().map(name -> Input.of(name, DAY, text(name))).toList();
    }

    /// The same by name, in order.
    public static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        FILES.forEach(name -> texts.put(name, text(name)));
        return texts;
    }

    /// The text of one of the files.
    static String text(String name) {
        try (InputStream stream = Objects.requireNonNull(ExampleCase.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
