package postern.maillog.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlainTextTest {
    private static final String LINE = "May  2 10:00:00 mail postfix/smtpd[1]: warning: \u00fc \ud83d\udd12\n";

    private static Stream<Charset> encodings() {
        return Stream.of(
                StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void opensWhatWindowsProgramsWriteAndWhatIsPacked(Charset encoding) throws IOException {
        byte[] written = LINE.repeat(1000).getBytes(encoding);
        assertThat(read(written)).isEqualTo(LINE.repeat(1000));
        assertThat(read(packed(written))).isEqualTo(LINE.repeat(1000));
        assertThat(read(zstd(written))).isEqualTo(LINE.repeat(1000));
    }

    /// A character of two units may stand at the border of any buffer.
    @Property(tries = 20)
    void noCharacterIsCutInTwo(@ForAll @IntRange(max = 20_000) int before) throws IOException {
        String text = "ab" + "x".repeat(before) + "\ud83d\udd12".repeat(20_000);
        assertThat(read(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(text);
    }

    @Test
    void leavesOtherBytesAsTheyAre() throws IOException {
        for (byte[] bytes : new byte[][] {{}, {0}, {0x1f}, {0, 0, 1, 2, 3}, {1, 0, 0, 0}, {(byte) 0xff, 0x41, 0}}) {
            try (InputStream in = PlainText.of(new ByteArrayInputStream(bytes))) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    private static String read(byte[] bytes) throws IOException {
        try (InputStream in = PlainText.of(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A frame of blocks that are not compressed (RFC 8878 section 3.1.1).
    private static byte[] zstd(byte[] bytes) {
        var frame = ByteBuffer.allocate(bytes.length + 1000).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0xfd2fb528).put((byte) 0xe0).putLong(bytes.length);
        for (int at = 0; at < bytes.length; at += 50_000) {
            int size = Math.min(50_000, bytes.length - at);
            int header = size << 3 | (at + size == bytes.length ? 1 : 0);
            frame.put((byte) header).putShort((short) (header >> 8)).put(bytes, at, size);
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
