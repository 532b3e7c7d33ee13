package postern.remedy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;

/// The certificates of a server in the order they are to be sent in, for the file they are read from.
///
/// @param shownBy      where the chain was seen that is not as it should be
/// @param faults       what is noteworthy about that chain
/// @param certificates the server's own first, the root left out
/// @param complete     whether a root certifies the last of them
/// @param place        the file that the server reads them from
public record RepairedChain(
        String shownBy, Set<ChainFact> faults, List<Certificate> certificates, boolean complete, Place place) {
    /// What another file mends. A root sent along does no harm.
    private static final Set<ChainFact> HARMFUL = EnumSet.of(
            ChainFact.WRONG_ORDER,
            ChainFact.UNRELATED,
            ChainFact.DUPLICATE,
            ChainFact.INCOMPLETE,
            ChainFact.INTERMEDIATE_EXPIRED);

    private static final int LINE = 64;

    public RepairedChain {
        faults = Set.copyOf(faults);
        certificates = List.copyOf(certificates);
    }

    /// A file with a server's certificates.
    ///
    /// @param path     where it is; empty if that is not known
    /// @param holdsKey whether the private key stands in it as well
    /// @param reload   the command that makes a change of it count
    public record Place(Optional<String> path, boolean holdsKey, String reload) {}

    /// What is wrong with the chain as it was seen and is mended here.
    public List<ChainFact> mended() {
        return HARMFUL.stream().filter(faults::contains).toList();
    }

    /// Whether the chain as it was seen does harm to anybody.
    public boolean isNeeded() {
        return !mended().isEmpty();
    }

    /// The issuer whose certificate nobody has given; empty if none is missing.
    public Optional<String> missing() {
        return complete ? Optional.empty() : Optional.of(certificates.getLast().issuer());
    }

    /// The text of the file, as RFC 7468 describes it.
    public List<String> pem() {
        List<String> lines = new ArrayList<>();
        certificates.forEach(certificate -> {
            lines.add("-----BEGIN CERTIFICATE-----");
            String base64 = Base64.getEncoder().encodeToString(encoded(certificate));
            for (int at = 0; at < base64.length(); at += LINE) {
                lines.add(base64.substring(at, Math.min(at + LINE, base64.length())));
            }
            lines.add("-----END CERTIFICATE-----");
        });
        return List.copyOf(lines);
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.details().orElseThrow().source().getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }
}
