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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// The certificates that are trusted without proof.
public final class TrustAnchors {
    private static final TrustAnchors NONE = new TrustAnchors(false, Map.of());
    private static final TrustAnchors PUBLIC = new TrustAnchors(true, Map.of());

    /// Whether the public roots are among them. They are not read before somebody asks for one.
    private final boolean publicToo;

    private final Map<X500Name, List<Certificate>> given;

    private TrustAnchors(boolean publicToo, Map<X500Name, List<Certificate>> given) {
        this.publicToo = publicToo;
        this.given = given;
    }

    /// No anchors at all.
    public static TrustAnchors none() {
        return NONE;
    }

    /// The roots of the public web that come with Java. Reading them takes a moment; they are read once, when the first
    /// is needed.
    public static TrustAnchors publicRoots() {
        return PUBLIC;
    }

    /// The roots of the public web that come with Java.
    static List<Certificate> allPublic() {
        return PublicRoots.SUBJECTS.keySet().stream()
                .flatMap(subject -> PublicRoots.named(subject).stream())
                .toList();
    }

    /// The given certificates and no others. Those whose details are not known are left out.
    public static TrustAnchors of(Collection<Certificate> certificates) {
        return none().plus(certificates);
    }

    /// These anchors and the given certificates. Those whose details are not known are left out.
    public TrustAnchors plus(Collection<Certificate> certificates) {
        var all = new HashMap<X500Name, List<Certificate>>();
        given.forEach((subject, anchors) -> all.put(subject, new ArrayList<>(anchors)));
        for (Certificate certificate : certificates) {
            certificate.details().ifPresent(details -> {
                List<Certificate> sameName =
                        all.computeIfAbsent(details.source().getSubject(), _ -> new ArrayList<>());
                if (!sameName.contains(certificate)) {
                    sameName.add(certificate);
                }
            });
        }
        return new TrustAnchors(publicToo, all);
    }

    /// How many there are.
    public int size() {
        return (int) subjects().flatMap(subject -> named(subject).stream()).count();
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
        List<Certificate> own = given.getOrDefault(subject, List.of());
        return publicToo
                ? Stream.concat(PublicRoots.named(subject).stream(), own.stream())
                        .distinct()
                        .toList()
                : own;
    }

    private Stream<X500Name> subjects() {
        return publicToo
                ? Stream.concat(PublicRoots.SUBJECTS.keySet().stream(), given.keySet().stream())
                        .distinct()
                : given.keySet().stream();
    }

    /// Whether an anchor has that common name.
    public boolean hasCommonName(String name) {
        return subjects()
                .flatMap(subject -> Stream.of(subject.getRDNs(BCStyle.CN)))
                .anyMatch(part ->
                        IETFUtils.valueToString(part.getFirst().getValue()).equals(name));
    }

    /// Whether an anchor's subject names the same organisation as the given name.
    boolean hasOrganizationOf(X500Name name) {
        RDN[] wanted = name.getRDNs(BCStyle.O);
        return wanted.length > 0
                && subjects()
                        .flatMap(subject -> Arrays.stream(subject.getRDNs(BCStyle.O)))
                        .anyMatch(rdn -> text(rdn).equals(text(wanted[0])));
    }

    private static String text(RDN rdn) {
        return IETFUtils.canonicalize(IETFUtils.valueToString(rdn.getFirst().getValue()));
    }

    /// The roots that come with Java, by their names. Of more than a hundred a chain asks for one or two: only those
    /// are taken apart.
    private static final class PublicRoots {
        static final Map<X500Name, List<X509Certificate>> SUBJECTS = read();

        private static final Map<X500Name, List<Certificate>> PARSED = new ConcurrentHashMap<>();

        private PublicRoots() {}

        static List<Certificate> named(X500Name subject) {
            List<X509Certificate> roots = SUBJECTS.get(subject);
            return roots == null
                    ? List.of()
                    : PARSED.computeIfAbsent(
                            subject,
                            _ -> roots.stream()
                                    .flatMap(root -> parsed(root).stream())
                                    .toList());
        }

        private static Map<X500Name, List<X509Certificate>> read() {
            try {
                var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((java.security.KeyStore) null);
                return Arrays.stream(factory.getTrustManagers())
                        .filter(X509TrustManager.class::isInstance)
                        .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                        .collect(Collectors.groupingBy(root -> X500Name.getInstance(
                                root.getSubjectX500Principal().getEncoded())));
            } catch (NoSuchAlgorithmException | KeyStoreException _) {
                // A Java without readable roots still judges chains against those the user adds.
                return Map.of();
            }
        }

        private static List<Certificate> parsed(X509Certificate root) {
            try {
                Certificate certificate = CertificateParser.der(root.getEncoded());
                return certificate.details().isPresent() ? List.of(certificate) : List.of();
            } catch (CertificateEncodingException | MalformedCertificateException _) {
                return List.of();
            }
        }
    }
}
