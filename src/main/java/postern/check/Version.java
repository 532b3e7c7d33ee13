package postern.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// Postern's version, which the build writes into `version.properties`.
public final class Version {
    private static final String CURRENT = read();

    private Version() {}

    /// For example `0.1.0`.
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (InputStream stream = Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
