package postern.maillog.zstd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {
    /// Values that other implementations publish or give (`xxhsum -H1`).
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                | ef46db3751d8e999
            a                                                 | d24ec4f1a98c6e5b
            abc                                               | 44bc2cf5ad770999
            123456789                                         | 8cb841db40e6ae83
            Nobody inspects the spammish repetition           | fbcea83c8a378bf1
            """)
    void hashesAsOthersDo(String text, String hash) {
        var hashed = new XxHash64();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        hashed.update(bytes, 0, bytes.length);

        assertThat(hashed.value()).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    /// However the bytes are cut.
    @Property(tries = 300)
    void hashesPartsAsTheWhole(@ForAll byte[] bytes, @ForAll byte[] more, @ForAll byte[] end) {
        var whole = new XxHash64();
        byte[] all = new byte[bytes.length + more.length + end.length];
        System.arraycopy(bytes, 0, all, 0, bytes.length);
        System.arraycopy(more, 0, all, bytes.length, more.length);
        System.arraycopy(end, 0, all, bytes.length + more.length, end.length);
        whole.update(all, 0, all.length);
        var parts = new XxHash64();
        parts.update(bytes, 0, bytes.length);
        parts.update(all, bytes.length, bytes.length + more.length);
        parts.update(end, 0, end.length);

        assertThat(parts.value()).isEqualTo(whole.value());
    }
}
