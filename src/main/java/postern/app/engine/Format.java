package postern.app.engine;

import java.util.Locale;

/// A kind of file a report can be saved as.
public enum Format {
    PDF("pdf"),
    HTML("html"),
    JSON("json"),
    TEXT("txt");

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    /// The ending of the file's name, without the dot.
    public String extension() {
        return extension;
    }

    /// The word used in message keys.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
