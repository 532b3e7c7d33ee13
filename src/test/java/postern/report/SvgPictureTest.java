package postern.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgPictureTest {
    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='20' height='10'>";
    private static final int RED = Color.RED.getRGB();
    private static final int NOTHING = 0;

    @TempDir
    private Path folder;

    @Test
    void drawsInTheHeightAskedForAndLeavesTheRestTransparent() throws IOException {
        BufferedImage picture = drawn(SVG + "<rect width='10' height='10' fill='red'/></svg>");

        assertThat(picture.getWidth()).isEqualTo(40);
        assertThat(picture.getHeight()).isEqualTo(20);
        assertThat(picture.getRGB(5, 10)).isEqualTo(RED);
        assertThat(picture.getRGB(35, 10)).isEqualTo(NOTHING);
    }

    @Test
    void isALogoLikeAnyOtherPicture() throws IOException {
        byte[] file = ("<?xml version='1.0'?><!-- made by hand -->" + SVG + "<rect width='20' height='10'/></svg>")
                .getBytes(StandardCharsets.UTF_8);

        Letterhead.Logo logo = Letterhead.Logo.of(file);

        assertThat(logo.width()).isEqualTo(368);
        assertThat(logo.height()).isEqualTo(184);
        assertThat(logo.png()).startsWith("iVBORw0KGgo");
    }

    @Test
    void aPublicDocumentTypeIsPassedOver() throws IOException {
        String type = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://192.0.2.1/svg11.dtd'>";

        assertThat(drawn(type + SVG + "<rect width='20' height='10' fill='red'/></svg>")
                        .getRGB(5, 10))
                .isEqualTo(RED);
    }

    @Test
    void readsNoOtherFile() throws IOException {
        var red = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, 200).forEach(point -> red.setRGB(point % 20, point / 20, RED));
        Path outside = folder.resolve("red.png");
        ImageIO.write(red, "png", outside.toFile());

        BufferedImage picture = drawn(SVG + "<image width='20' height='10' xlink:href='" + outside.toUri()
                + "'/><script>alert(1)</script></svg>");

        assertThat(picture.getRGB(5, 10)).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg width='1' height='1'><text>&x;</text></svg>",
                "<svg onload='alert(1)'",
                "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='10'/>",
                "<svg xmlns='http://www.w3.org/2000/svg' width='1000000' height='1'/>",
                "<html><svg/></html>",
            })
    void whatCannotBeDrawnIsNoLogo(String file) {
        assertThatThrownBy(() -> Letterhead.Logo.of(file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    /// Each drawing uses the one before ten times: ten to the power of twelve in all.
    @Test
    void drawingsInsideDrawingsDoNotTakeForever() {
        String nested = IntStream.range(1, 13)
                .mapToObj(level ->
                        "<g id='g" + level + "'>" + ("<use xlink:href='#g" + (level - 1) + "'/>").repeat(10) + "</g>")
                .collect(Collectors.joining());
        String file =
                SVG + "<defs><rect id='g0' width='1' height='1'/>" + nested + "</defs><use xlink:href='#g12'/></svg>";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                drawn(file);
            } catch (IOException | RuntimeException _) {
                // Not drawing it is an answer too.
            }
        });
    }

    private static BufferedImage drawn(String file) throws IOException {
        return SvgPicture.drawn(file.getBytes(StandardCharsets.UTF_8), 20);
    }
}
