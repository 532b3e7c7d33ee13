package postern.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts the certificates of a server in the order they are to be sent in: its own first, each followed by the one
/// that certifies it, the root left out (RFC 5246 section 7.4.2).
public final class ChainOrder {
    private static final int LONGEST = 12;

    private final Issuance issuance = new Issuance();
    private final TrustAnchors anchors;
    private final Instant at;

    private ChainOrder(TrustAnchors anchors, Instant at) {
        this.anchors = anchors;
        this.at = at;
    }

    /// Certificates in order.
    ///
    /// @param certificates the server's own first; never empty
    /// @param complete     whether a root that is trusted, or that was among those given, certifies the last one
    public record Ordered(List<Certificate> certificates, boolean complete) {
        public Ordered {
            certificates = List.copyOf(certificates);
        }
    }

    /// Orders a chain. Every certificate sent that leads upwards is kept, since a cross-signed one helps clients that
    /// know no newer root; what is out of date, twice, or leads nowhere is not.
    ///
    /// @param others  certificates to take what is missing from
    /// @param anchors roots that need not be sent
    /// @param at      the time to judge dates by
    /// @return empty where the certificates themselves are not known, or the server's own certifies itself
    public static Optional<Ordered> of(
            CertificateChain sent, Collection<Certificate> others, TrustAnchors anchors, Instant at) {
        List<Certificate> known = sent.certificates();
        if (known.isEmpty() || known.stream().anyMatch(one -> one.details().isEmpty())) {
            return Optional.empty();
        }
        var order = new ChainOrder(anchors, at);
        Certificate own = known.stream()
                .filter(one -> !one.details().orElseThrow().authority())
                .findFirst()
                .orElseGet(known::getFirst);
        return order.issuance.isSelfSigned(own) ? Optional.empty() : Optional.of(order.upwards(own, known, others));
    }

    private Ordered upwards(Certificate own, List<Certificate> sent, Collection<Certificate> others) {
        List<Certificate> path = new ArrayList<>(List.of(own));
        Optional<Certificate> next = Optional.of(own);
        while (next.isPresent() && path.size() < LONGEST) {
            next = issuer(path, sent).or(() -> isAnchored(path.getLast()) ? Optional.empty() : issuer(path, others));
            next.ifPresent(path::add);
        }
        return new Ordered(path, isAnchored(path.getLast()) || isBelowRoot(path.getLast(), sent, others));
    }

    private Optional<Certificate> issuer(List<Certificate> path, Collection<Certificate> among) {
        return among.stream()
                .filter(one -> !path.contains(one)
                        && isInDate(one)
                        && issuance.issued(one, path.getLast())
                        && !issuance.isSelfSigned(one)
                        && PathRules.mayIssue(one, false))
                .findFirst();
    }

    private boolean isInDate(Certificate one) {
        return one.details()
                .filter(details -> !at.isBefore(details.notBefore()) && !at.isAfter(details.notAfter()))
                .isPresent();
    }

    private boolean isAnchored(Certificate last) {
        return anchors.named(last.details().orElseThrow().source().getIssuer()).stream()
                .anyMatch(anchor -> issuance.issued(anchor, last));
    }

    private boolean isBelowRoot(Certificate last, List<Certificate> sent, Collection<Certificate> others) {
        return Stream.concat(sent.stream(), others.stream())
                .anyMatch(one -> isInDate(one) && issuance.issued(one, last) && issuance.isSelfSigned(one));
    }
}
