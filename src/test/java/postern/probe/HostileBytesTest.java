package postern.probe;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import postern.Mutation;

/// Nothing but declared errors, whatever a server's bytes are. `postern.Fuzz` does the same a million times.
final class HostileBytesTest {
    @Property(tries = 2000)
    void anyBytesEndInADeclaredError(@ForAll Decoders decoder, @ForAll long seed) {
        byte[] bytes = Mutation.of(decoder.sound(), new Random(seed));
        assertThatCode(() -> decoder.decode(bytes)).doesNotThrowAnyException();
    }

    @Property(tries = 500)
    void bytesOfAnotherProtocolDoSo(@ForAll Decoders decoder, @ForAll Decoders other, @ForAll long seed) {
        byte[] bytes = Mutation.of(other.sound(), new Random(seed));
        assertThatCode(() -> decoder.decode(bytes)).doesNotThrowAnyException();
    }
}
