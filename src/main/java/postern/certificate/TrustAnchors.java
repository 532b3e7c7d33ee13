package postern.certificate;

import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// The certificates that are trusted without proof.
public final class TrustAnchors {
    private static final TrustAnchors NONE = new TrustAnchors(Map.of());

    private final Map<X500Name, List<Certificate>> bySubject;

    private TrustAnchors(Map<X500Name, List<Certificate>> bySubject) {
        this.bySubject = bySubject;
    }

    /// No anchors at all.
    public static TrustAnchors none() {
        return NONE;
    }

    /// The roots of the public web that come with Java. Reading them takes a moment; they are read once.
    public static TrustAnchors publicRoots() {
        return PublicRoots.ANCHORS;
    }

    /// The given certificates and no others. Those whose details are not known are left out.
    public static TrustAnchors of(Collection<Certificate> certificates) {
        return none().plus(certificates);
    }

    /// These anchors and the given certificates. Those whose details are not known are left out.
    public TrustAnchors plus(Collection<Certificate> certificates) {
        var all = new HashMap<X500Name, List<Certificate>>();
        bySubject.forEach((subject, anchors) -> all.put(subject, new ArrayList<>(anchors)));
        for (Certificate certificate : certificates) {
            certificate.details().ifPresent(details -> {
                List<Certificate> sameName =
                        all.computeIfAbsent(details.source().getSubject(), _ -> new ArrayList<>());
                if (!sameName.contains(certificate)) {
                    sameName.add(certificate);
                }
            });
        }
        return new TrustAnchors(all);
    }

    /// How many there are.
    public int size() {
        return bySubject.values().stream().mapToInt(List::size).sum();
    }

    /// Whether this very certificate is an anchor.
    boolean contains(Certificate certificate) {
        return certificate
                .details()
                .map(details -> named(details.source().getSubject()).contains(certificate))
                .orElse(false);
    }

    /// The anchors of that name; several may share it, with different keys or dates.
    List<Certificate> named(X500Name subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /// Whether an anchor's subject names the same organisation as the given name.
    boolean hasOrganizationOf(X500Name name) {
        RDN[] wanted = name.getRDNs(BCStyle.O);
        return wanted.length > 0
                && bySubject.keySet().stream()
                        .flatMap(subject -> Arrays.stream(subject.getRDNs(BCStyle.O)))
                        .anyMatch(rdn -> text(rdn).equals(text(wanted[0])));
    }

    private static String text(RDN rdn) {
        return IETFUtils.canonicalize(IETFUtils.valueToString(rdn.getFirst().getValue()));
    }

    private static final class PublicRoots {
        static final TrustAnchors ANCHORS = of(read());

        private PublicRoots() {}

        private static List<Certificate> read() {
            try {
                var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((java.security.KeyStore) null);
                return Arrays.stream(factory.getTrustManagers())
                        .filter(X509TrustManager.class::isInstance)
                        .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                        .flatMap(root -> parsed(root).stream())
                        .toList();
            } catch (NoSuchAlgorithmException | KeyStoreException _) {
                // A Java without readable roots still judges chains against those the user adds.
                return List.of();
            }
        }

        private static List<Certificate> parsed(X509Certificate root) {
            try {
                return List.of(CertificateParser.der(root.getEncoded()));
            } catch (CertificateEncodingException | MalformedCertificateException _) {
                return List.of();
            }
        }
    }
}
