package postern.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.stream.XMLInputFactory;
import org.jspecify.annotations.Nullable;

/// Draws an SVG file by points. Scripts and handlers mean nothing to the library that draws; document types, entities
/// and whatever lies outside the file are not read.
final class SvgPicture {
    private static final int LARGEST_FILE = 1 << 20;
    /// How far from the beginning the first element is looked for, behind a prologue and comments.
    private static final int PROLOGUE = 4096;
    private static final int WIDEST = 4000;
    /// Elements inside one another, drawings used inside drawings that are used, and outlines in all.
    private static final DocumentLimits LIMITS = new DocumentLimits(30, 2, 2000);

    /// The library would tell of each file it cannot read on standard error.
    private static final Logger CHATTER = Logger.getLogger("com.github.weisj.jsvg");

    static {
        CHATTER.setLevel(Level.OFF);
    }

    private SvgPicture() {}

    /// Whether a file is an SVG, by its first words.
    static boolean isOne(byte[] file) {
        String begin = new String(file, 0, Math.min(PROLOGUE, file.length), StandardCharsets.UTF_8);
        return begin.contains("<svg");
    }

    /// Draws a file.
    ///
    /// @param height of the picture in points
    /// @throws IOException if it cannot be drawn
    static BufferedImage drawn(byte[] file, int height) throws IOException {
        if (file.length > LARGEST_FILE) {
            throw new IOException("too large");
        }
        SVGDocument document = read(file);
        double width = height * document.size().getWidth() / document.size().getHeight();
        if (!(width >= 1 && width <= WIDEST)) {
            throw new IOException("no size that can be drawn");
        }
        var picture = new BufferedImage((int) Math.round(width), height, BufferedImage.TYPE_INT_ARGB);
        var graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        document.renderWithPlatform(
                NullPlatformSupport.INSTANCE, graphics, new ViewBox(picture.getWidth(), picture.getHeight()));
        graphics.dispose();
        return picture;
    }

    private static SVGDocument read(byte[] file) throws IOException {
        LoaderContext context = LoaderContext.builder()
                .externalResourcePolicy(ResourcePolicy.DENY_ALL)
                .documentLimits(LIMITS)
                .build();
        @Nullable URI nowhere = null;
        @Nullable
        SVGDocument document = new SVGLoader()
                .load(() -> reader().createXMLEventReader(new ByteArrayInputStream(file)), nowhere, context);
        if (document == null) {
            throw new IOException("no picture");
        }
        return document;
    }

    private static XMLInputFactory reader() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
