package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSslReleaseTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.0.1e                                   | 1.0.1e
            OpenSSL 1.0.1e 11 Feb 2013               | 1.0.1e
            OpenSSL 1.0.1e-fips 11 Feb 2013          | 1.0.1e
            OpenSSL 3.0.15 3 Sep 2024 (Library: OpenSSL 3.0.15 3 Sep 2024) | 3.0.15
            1.0.1e-2+deb7u7                          | 1.0.1e
            3.0.15-1~deb12u1                         | 3.0.15
            1.1.1w                                   | 1.1.1w
            0.9.8zh                                  | 0.9.8zh
            3.6.0-beta1                              | 3.6.0
            3.0                                      | 3.0.0
            1.1                                      | 1.1.0
            3                                        | 3.0.0
            OpenSSL 3                                | 3.0.0
            3.0.19-deb12                             | 3.0.19
            """)
    void readsTheReleaseFromWhatAdminsPaste(String text, String release) {
        assertThat(OpenSslRelease.parse(text).map(OpenSslRelease::toString)).contains(release);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OpenSSL", "e", "1.", ".1", "1.0.1.2.3", "v1.0", "9999.1", "TLSv1.2", "libssl3"})
    void findsNoReleaseElsewhere(String text) {
        assertThat(OpenSslRelease.parse(text)).isEmpty();
    }

    @Test
    void ordersReleasesByPublicationWithinTheirLine() {
        List<String> inOrder = List.of(
                "0.9.8", "0.9.8a", "0.9.8z", "0.9.8za", "0.9.8zh", "1.0.0", "1.0.0t", "1.0.1", "1.0.1e", "1.0.1u",
                "1.0.2", "1.1.0l", "1.1.1", "1.1.1w", "3.0.0", "3.0.9", "3.0.15", "3.2.3", "3.10.0");
        assertThat(inOrder.stream().map(OpenSslRelease::of).sorted().map(OpenSslRelease::toString))
                .isEqualTo(Stream.of(inOrder.toArray(String[]::new))
                        .map(text -> OpenSslRelease.of(text).toString())
                        .toList());
    }

    @Property
    void readsBackWhatItPrints(@ForAll @IntRange(max = 99) int major, @ForAll @IntRange(max = 99) int fix) {
        OpenSslRelease release = new OpenSslRelease(major, 1, fix, "zh");
        assertThat(OpenSslRelease.parse(release.toString())).contains(release);
    }

    @Property
    void takesAnyText(@ForAll String text) {
        assertThat(OpenSslRelease.parse(text)).isNotNull();
    }
}
