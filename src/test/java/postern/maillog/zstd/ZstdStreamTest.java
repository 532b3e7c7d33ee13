package postern.maillog.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdStreamTest {
    private static final Path ZSTD = Path.of("/usr/bin/zstd");

    @TempDir
    private Path folder;

    /// Made by zstd 1.5.4: sequences, a Huffman code and a checksum.
    @Test
    void unpacksAFrame() throws IOException {
        assertThat(new String(unpacked(packedLines()), StandardCharsets.US_ASCII))
                .isEqualTo(lines(new Random(5), 60));
    }

    @Test
    void unpacksSeveralFramesAndSkipsOthers() throws IOException {
        var all = new ByteArrayOutputStream();
        all.writeBytes(packedLines());
        all.writeBytes(new byte[] {0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3});
        all.writeBytes(packedLines());

        assertThat(new String(unpacked(all.toByteArray()), StandardCharsets.US_ASCII))
                .isEqualTo(lines(new Random(5), 60).repeat(2));
    }

    @Test
    void refusesAFrameThatWantsTooMuchMemory() {
        byte[] head = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (18 << 3), 1, 0, 0};

        assertThatThrownBy(() -> unpacked(head))
                .isInstanceOf(IOException.class)
                .hasMessage("The Zstandard data needs more memory than Postern gives; unpack it with \"zstd -d\".");
    }

    /// Nothing but the checksum is wrong, or nothing but the checksum can tell: a letter of the text is another.
    @Test
    void tellsDamageByTheChecksum() {
        byte[] otherSum = packedLines();
        otherSum[otherSum.length - 1] ^= 1;
        byte[] otherText = packedWord();
        otherText[otherText.length - 5] ^= 1;

        for (byte[] damaged : List.of(otherSum, otherText)) {
            assertThatThrownBy(() -> unpacked(damaged))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The Zstandard data is damaged.");
        }
    }

    /// The content is given before its end is reached.
    @Test
    void givesWhatComesBeforeTheDamage() throws IOException {
        byte[] damaged = packedLines();
        damaged[damaged.length - 1] ^= 1;
        String lines = lines(new Random(5), 60);

        try (InputStream in = new ZstdStream(new BufferedInputStream(new ByteArrayInputStream(damaged)))) {
            assertThat(new String(in.readNBytes(lines.length()), StandardCharsets.US_ASCII))
                    .isEqualTo(lines);
            assertThatThrownBy(in::read).hasMessage("The Zstandard data is damaged.");
        }
    }

    @Test
    void unpacksAFrameWithAChecksumOfText() throws IOException {
        assertThat(new String(unpacked(packedWord()), StandardCharsets.US_ASCII))
                .isEqualTo("connect from mx.example.net");
    }

    @Test
    void tellsWhatEndsEarly() {
        byte[] whole = packedLines();

        assertThatThrownBy(() -> unpacked(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("The Zstandard data ends early.");
    }

    /// Whatever is wrong with it.
    @Property(tries = 3000)
    void throwsNothingElseOnDamagedData(@ForAll long seed) {
        var random = new Random(seed);
        byte[] data = packedLines();
        for (int i = random.nextInt(4); i >= 0; i--) {
            data[4 + random.nextInt(data.length - 4)] = (byte) random.nextInt();
        }
        try {
            assertThat(unpacked(data).length).isLessThan(1 << 22);
        } catch (IOException damaged) {
            assertThat(damaged).hasMessageContaining("Zstandard");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-3", "-9", "-19", "--fast=5", "--ultra -22", "--no-check -3", "--long=24 -3"})
    void unpacksWhatZstdPacks(String options) throws Exception {
        assumeTrue(Files.isExecutable(ZSTD));
        var random = new Random(9);
        check(lines(random, 40_000).getBytes(StandardCharsets.US_ASCII), options);
        check(noise(random, 300_000), options);
        check(new byte[1_000_000], options);
        check(new byte[0], options);
        check(new byte[] {7}, options);
        for (int i = 0; i < 10; i++) {
            check(mixed(random), options);
        }
    }

    private void check(byte[] data, String options) throws Exception {
        Path file = Files.write(folder.resolve("data"), data);
        List<String> command = new ArrayList<>(List.of(ZSTD.toString(), "-q", "-f"));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(file.toString(), "-o", folder.resolve("data.zst").toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        assertThat(unpacked(Files.readAllBytes(folder.resolve("data.zst")))).isEqualTo(data);
    }

    private static byte[] noise(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mixed(Random random) {
        var bytes = new ByteArrayOutputStream();
        while (bytes.size() < 200_000) {
            switch (random.nextInt(4)) {
                case 0 -> bytes.writeBytes(noise(random, random.nextInt(5000)));
                case 1 -> bytes.writeBytes(new byte[random.nextInt(50_000)]);
                case 2 -> bytes.writeBytes(lines(random, random.nextInt(300)).getBytes(StandardCharsets.US_ASCII));
                default -> {
                    byte[] so = bytes.toByteArray();
                    int from = random.nextInt(so.length + 1);
                    bytes.write(so, from, Math.min(so.length - from, random.nextInt(3000)));
                }
            }
        }
        return bytes.toByteArray();
    }

    private static String lines(Random random, int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("Mar  1 10:00:%02d mail postfix/smtpd[%d]: connect from mx%d.example.net[192.0.2.%d]%n"
                    .formatted(i % 60, 100 + random.nextInt(9), random.nextInt(200), random.nextInt(250))
                    .replace(System.lineSeparator(), "\n"));
        }
        return lines.toString();
    }

    private static byte[] unpacked(byte[] data) throws IOException {
        try (InputStream in = new ZstdStream(new BufferedInputStream(new ByteArrayInputStream(data)))) {
            return in.readAllBytes();
        }
    }

    /// Made by zstd 1.5.4: a block that is not compressed, and a checksum.
    private static byte[] packedWord() {
        return HexFormat.of()
                .parseHex("28b52ffd0458d90000636f6e6e6563742066726f6d206d782e6578616d706c652e6e6574b62149c5");
    }

    private static byte[] packedLines() {
        return Base64.getMimeDecoder().decode("""
                KLUv/WSqEqUPAOadRBtga4o5AE8zUWid4L7oEOhPS0ubSPbAqYIJ4gRTADQANAB18b7wFvtoambantSSTa4BFNQiihBE84HGQgGx
                SGBgEDwsEM0HxsFYaDg4GgULBYWFgiOhQHnAgKHBcAh4QDhoOCwwHAkIBIxDJCGSkI+Po4FAIPZVZYg6TbIpUVqbvVdJx4++zCp8
                7vfqrrzWVtVUCy0lfNKGrszJ9NXJV28peEeTEQ/rrgX1eWVCw6lMdNRPJqEOnTw0iB0bz77Jpp1+DRXto6m7hirtOij2iPSXuWni
                fOI8IV3Z+Zh8AAppm5W3YB1dES32YS8r6iKUeX5lOqUZpVVnSe6dFpGS2iSZY4k1d0SPWH1JYX1kQpJ2L3OA26gRwGHv/x1gK0Pp
                EvgTFDYBnaCwyz+acxWIVamyiBriV3yqSP+3cKRKrLskSUGI8xxdQxP2jmLW+l8GhqkG5A7ovwZYDKSLrTxnmGTUo4vDKHgkeSh9
                ofwHMCX1jgd0azrVcaDSw3VmZUOh9ujfkoTTdNM67jpyMpmqJF3wKED6MmLNzRTrS10xDuhRUImVoZMEzhgoTI9DpsKk8Bp3kcRu
                IBQRuS6Or6qvn8b9M7WAHtXpErPB2LISpdB42WBjfe2ibJVy9JDtqU52c3qx1tqiLM41FsuOfqUuQKsC7/rH7Q==
                """);
    }
}
