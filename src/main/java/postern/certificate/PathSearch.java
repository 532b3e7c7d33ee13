package postern.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
    private List<Certificate> deadEnd = List.of();
    private int steps;

    private PathSearch(List<Certificate> sent, TrustAnchors anchors, Issuance issuance) {
        this.sent = sent;
        this.anchors = anchors;
        this.issuance = issuance;
    }

    /// A way up from the server's certificate.
    ///
    /// @param members  from the server's certificate upwards; empty if nothing was sent
    /// @param anchored whether the last one is an anchor
    /// @param broken   the rules it does not keep
    /// @param inDate   whether all members are, the anchor too, as OpenSSL demands
    record Path(List<Certificate> members, boolean anchored, Set<ChainFact> broken, boolean inDate) {

        /// Whether it proves anything apart from dates.
        boolean sound() {
            return anchored && broken.isEmpty();
        }

        private int faults() {
            return (anchored ? 0 : 4) + (broken.isEmpty() ? 0 : 2) + (inDate ? 0 : 1);
        }
    }

    /// The best path, the first one of equals as the certificates were sent. It ends with an anchor if any path
    /// does.
    static Path best(List<Certificate> sent, TrustAnchors anchors, Issuance issuance, Instant at) {
        var search = new PathSearch(sent, anchors, issuance);
        if (!sent.isEmpty()) {
            search.extend(List.of(sent.getFirst()));
        }
        return search.found.stream()
                .map(path -> judged(path, true, at))
                .min(Comparator.comparingInt(Path::faults))
                .orElseGet(() -> judged(search.deadEnd, false, at));
    }

    private static Path judged(List<Certificate> members, boolean anchored, Instant at) {
        boolean inDate = members.stream().allMatch(certificate -> isInDate(certificate, at));
        return new Path(members, anchored, PathRules.brokenBy(members), inDate);
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
            end(path);
            return;
        }
        List<Certificate> trusted = anchors.named(last.details().get().source().getIssuer()).stream()
                .filter(anchor -> issuance.issued(anchor, last))
                .toList();
        trusted.forEach(anchor -> found.add(with(path, anchor)));
        List<Certificate> issuers = sent.stream()
                .filter(issuer -> !path.contains(issuer) && !anchors.contains(issuer))
                .filter(issuer -> issuance.issued(issuer, last))
                .distinct()
                .sorted(Comparator.comparing(issuer -> !PathRules.mayIssue(issuer, false)))
                .toList();
        issuers.forEach(issuer -> extend(with(path, issuer)));
        if (trusted.isEmpty() && issuers.isEmpty()) {
            end(path);
        }
    }

    private void end(List<Certificate> path) {
        if (deadEnd.isEmpty()) {
            deadEnd = path;
        }
    }

    private static List<Certificate> with(List<Certificate> path, Certificate next) {
        var longer = new ArrayList<>(path);
        longer.add(next);
        return List.copyOf(longer);
    }
}
