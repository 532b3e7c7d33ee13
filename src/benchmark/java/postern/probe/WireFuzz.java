package postern.probe;

import java.util.Random;
import postern.Fuzz;
import postern.Mutation;

/// Mutated answers of servers for everything that reads their bytes.
public final class WireFuzz {
    private WireFuzz() {}

    /// Runs so many inputs through each decoder.
    public static void run(int count, long seed) {
        for (Decoders decoder : Decoders.values()) {
            byte[] sound = decoder.sound();
            Fuzz.run(decoder.name(), count, new Random(seed), random -> Mutation.of(sound, random), decoder::decode);
        }
    }
}
