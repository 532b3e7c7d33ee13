package postern.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Authorities that the public web trusts or once trusted, by their names alone: a log shows an issuer's name and not
/// its certificate. A name proves nothing about who issued; it tells whether trust stores are meant to know it.
public final class PublicAuthorities {
    private static final Pattern WORDS = Pattern.compile(
            read().stream().map(Pattern::quote).collect(Collectors.joining("|", "(?<![\\p{L}\\d])(?:", ")")));

    private PublicAuthorities() {}

    /// Whether a distinguished name, written in any way, is one of a public authority.
    public static boolean include(String name) {
        return WORDS.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    private static List<String> read() {
        try (var stream =
                Objects.requireNonNull(PublicAuthorities.class.getResourceAsStream("public-authorities.tsv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
