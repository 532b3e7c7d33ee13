package postern.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// A font of the PDF; `fonts/README.md` says where they come from.
final class Font {
    private static final List<Font> LATIN = List.of(
            new Font("IBM Plex Sans", 400, "IBMPlexSans-Regular.ttf"),
            new Font("IBM Plex Sans", 600, "IBMPlexSans-SemiBold.ttf"),
            new Font("IBM Plex Mono", 400, "IBMPlexMono-Regular.ttf"));

    /// Read when a character needs them: they are large.
    private static final class Chinese {
        static final List<Font> ALL = List.of(
                new Font("Noto Sans SC", 400, "NotoSansSC-Regular.ttf"),
                new Font("Noto Sans SC", 600, "NotoSansSC-SemiBold.ttf"));
    }

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

    /// Those that a page needs.
    static List<Font> of(String page) {
        return page.codePoints().anyMatch(point -> !Character.isISOControl(point) && !haveAll(LATIN, point))
                ? Stream.concat(LATIN.stream(), Chinese.ALL.stream()).toList()
                : LATIN;
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

    /// Whether the fonts of one script or the other can show a character in every weight. Marks that go onto another
    /// letter are drawn by glyphs which a reader of the PDF cannot trace back to a character.
    static boolean canShow(int codePoint) {
        return Character.getType(codePoint) != Character.NON_SPACING_MARK
                && (haveAll(LATIN, codePoint) || haveAll(Chinese.ALL, codePoint));
    }

    private static boolean haveAll(List<Font> fonts, int codePoint) {
        return fonts.stream().allMatch(font -> font.glyphs.getGlyphId(codePoint) != 0);
    }
}
