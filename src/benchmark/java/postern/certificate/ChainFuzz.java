package postern.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import postern.Fuzz;
import postern.Mutation;

/// Mutated certificates of a chain of four, read and judged.
public final class ChainFuzz {
    /// Every certificate has a key of the kind to be filled in.
    private static final String CHAIN = "server(names=*.example.com+192.0.2.25,usage=sign,staple,KEY)"
            + " lower(permit=example.com,pathlen=0,KEY) upper(KEY) root(KEY)";

    private ChainFuzz() {}

    /// Runs so many chains with RSA keys, and a twentieth of that with keys on a curve, whose signatures take Java
    /// many times as long to verify.
    public static void run(int count, long seed) {
        run("RSA2048", count, seed);
        run("EC256", count / 20, seed);
    }

    private static void run(String key, int count, long seed) {
        String keys = "key=" + key + ",issuer-key=" + key;
        DescribedChain whole = DescribedChain.of(CHAIN.replace("KEY", keys), "root(" + keys + ")");
        List<byte[]> sound =
                whole.sent().certificates().stream().map(ChainFuzz::encoded).toList();
        TrustAnchors anchors = TrustAnchors.of(whole.anchors());
        Fuzz.run("chain, " + key, count, new Random(seed), random -> mutated(sound, random), chain -> judge(chain, anchors));
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.details().orElseThrow().source().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One or two of the four are not as they were.
    private static List<byte[]> mutated(List<byte[]> sound, Random random) {
        List<byte[]> chain = new ArrayList<>(sound);
        IntStream.rangeClosed(0, random.nextInt(2)).forEach(_ -> {
            int which = random.nextInt(chain.size());
            chain.set(which, Mutation.of(chain.get(which), random));
        });
        return chain;
    }

    private static void judge(List<byte[]> encoded, TrustAnchors anchors) {
        List<Certificate> chain = new ArrayList<>();
        for (byte[] one : encoded) {
            try {
                chain.add(CertificateParser.der(one));
            } catch (MalformedCertificateException _) {
                // The declared error.
            }
        }
        ChainCheck.assess(new CertificateChain(chain), anchors, Authority.AT, Optional.of("mail.example.com"));
    }
}
