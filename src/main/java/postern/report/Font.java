package postern.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// A font of the PDF; `fonts/README.md` says where they come from.
final class Font {
    /// All of them, read once.
    static final List<Font> ALL = List.of(
            new Font("IBM Plex Sans", 400, "IBMPlexSans-Regular.ttf"),
            new Font("IBM Plex Sans", 600, "IBMPlexSans-SemiBold.ttf"),
            new Font("IBM Plex Mono", 400, "IBMPlexMono-Regular.ttf"));

    private final String family;
    private final int weight;
    private final byte[] file;
    private final CmapLookup glyphs;

    private Font(String family, int weight, String name) {
        this.family = family;
        this.weight = weight;
        try (InputStream stream = Objects.requireNonNull(Font.class.getResourceAsStream("fonts/" + name), name)) {
            file = stream.readAllBytes();
            glyphs = new TTFParser().parse(new RandomAccessReadBuffer(file)).getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name used in style sheets.
    String family() {
        return family;
    }

    /// From 100 to 900, as in style sheets.
    int weight() {
        return weight;
    }

    /// The TrueType file.
    InputStream stream() {
        return new ByteArrayInputStream(file);
    }

    /// Whether all fonts can show a character. Marks that go onto another letter are drawn by glyphs which a
    /// reader of the PDF cannot trace back to a character.
    static boolean canShow(int codePoint) {
        return Character.getType(codePoint) != Character.NON_SPACING_MARK
                && ALL.stream().allMatch(font -> font.glyphs.getGlyphId(codePoint) != 0);
    }
}
