package postern.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks for paths from the server's certificate to a trust anchor, through the certificates sent, in
/// every way there is: of a cross-signed authority all issuers are tried (RFC 4158).
final class PathSearch {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_PATHS = 64;
    private static final int MAX_STEPS = 2000;

    private final List<Certificate> sent;
    private final TrustAnchors anchors;
    private final Issuance issuance;
    private final List<List<Certificate>> found = new ArrayList<>();
    private int steps;

    private PathSearch(List<Certificate> sent, TrustAnchors anchors, Issuance issuance) {
        this.sent = sent;
        this.anchors = anchors;
        this.issuance = issuance;
    }

    /// All paths found, the shortest detours first as the certificates were sent; each begins with the
    /// first certificate sent and ends with an anchor.
    static List<List<Certificate>> paths(List<Certificate> sent, TrustAnchors anchors, Issuance issuance) {
        var search = new PathSearch(sent, anchors, issuance);
        if (!sent.isEmpty()) {
            search.extend(List.of(sent.getFirst()));
        }
        return search.found;
    }

    /// The first path all of whose members are in date, the anchor too, as OpenSSL demands.
    static Optional<List<Certificate>> inDate(List<List<Certificate>> paths, Instant at) {
        return paths.stream()
                .filter(path -> path.stream().allMatch(certificate -> isInDate(certificate, at)))
                .findFirst();
    }

    private static boolean isInDate(Certificate certificate, Instant at) {
        return certificate
                .details()
                .map(details -> !at.isBefore(details.notBefore()) && !at.isAfter(details.notAfter()))
                .orElse(false);
    }

    private void extend(List<Certificate> path) {
        if (++steps > MAX_STEPS || found.size() == MAX_PATHS) {
            return;
        }
        Certificate last = path.getLast();
        if (anchors.contains(last)) {
            found.add(path);
            return;
        }
        if (path.size() == MAX_DEPTH || last.details().isEmpty()) {
            return;
        }
        anchors.named(last.details().get().source().getIssuer()).stream()
                .filter(anchor -> issuance.issued(anchor, last))
                .forEach(anchor -> found.add(with(path, anchor)));
        sent.stream()
                .filter(issuer -> !path.contains(issuer) && !anchors.contains(issuer))
                .filter(issuer -> Issuance.mayIssue(issuer, path.size() - 1))
                .filter(issuer -> issuance.issued(issuer, last))
                .distinct()
                .forEach(issuer -> extend(with(path, issuer)));
    }

    private static List<Certificate> with(List<Certificate> path, Certificate next) {
        var longer = new ArrayList<>(path);
        longer.add(next);
        return List.copyOf(longer);
    }
}
