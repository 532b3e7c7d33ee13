package postern.report;

import java.awt.Color;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// The firm that hands a report out.
///
/// @param name its name; may be empty
/// @param logo its logo
public record Letterhead(String name, Optional<Logo> logo) {

    /// A picture that was drawn anew from what was given, so that nothing but its points is left. What was transparent
    /// is white.
    ///
    /// @param png    the picture
    /// @param width  in points of the picture
    /// @param height in points of the picture
    public record Logo(String png, int width, int height) {
        /// A page shows it this high, in CSS pixels, unless it is lower or gets too wide.
        private static final int HIGH = 46;

        private static final int WIDE = 180;
        private static final int MOST_POINTS = 4 * HIGH;
        private static final int LARGEST_FILE = 4 << 20;
        private static final int LARGEST_SIDE = 4000;

        /// Reads a picture.
        ///
        /// @param file PNG, JPEG, GIF or BMP, at most 4 MB and 4000 by 4000 points; or SVG, at most 1 MB
        /// @throws IOException if it is none, or too large
        public static Logo of(byte[] file) throws IOException {
            if (file.length > LARGEST_FILE) {
                throw new IOException("too large");
            }
            try {
                return drawn(SvgPicture.isOne(file) ? SvgPicture.drawn(file, MOST_POINTS) : raster(file));
            } catch (RuntimeException e) {
                // Readers report some malformed pictures by unchecked exceptions.
                throw new IOException("no picture", e);
            }
        }

        private static BufferedImage raster(byte[] file) throws IOException {
            try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
                Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
                if (!readers.hasNext()) {
                    throw new IOException("no picture");
                }
                return read(readers.next(), stream);
            }
        }

        private static BufferedImage read(ImageReader reader, ImageInputStream stream) throws IOException {
            try {
                reader.setInput(stream, true, true);
                if (reader.getWidth(0) > LARGEST_SIDE || reader.getHeight(0) > LARGEST_SIDE) {
                    throw new IOException("too large");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }

        /// A large picture is made smaller here, where it is done smoothly.
        private static Logo drawn(BufferedImage image) throws IOException {
            int height = Math.min(MOST_POINTS, image.getHeight());
            int width = Math.max(1, Math.round((float) image.getWidth() * height / image.getHeight()));
            var plain = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            var graphics = plain.createGraphics();
            graphics.drawImage(
                    image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, Color.WHITE, null);
            graphics.dispose();
            var png = new ByteArrayOutputStream();
            ImageIO.write(plain, "png", png);
            return new Logo(Base64.getEncoder().encodeToString(png.toByteArray()), width, height);
        }

        String address() {
            return ADDRESS + png;
        }

        /// How wide it is shown, in CSS pixels.
        int shownWidth() {
            return Math.max(1, Math.min(WIDE, Math.min(HIGH, height) * width / height));
        }
    }

    /// How the addresses of logos begin, and of nothing else that a page may load.
    static final String ADDRESS = "data:image/png;base64,";
}
