package postern.certificate;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How the certificates of a chain relate to one another: what can be told without dates and anchors, and
/// even from names alone.
///
/// @param facts   what is noteworthy
/// @param related the first certificate and all that stand above it, in that order, each once
record Arrangement(Set<ChainFact> facts, List<Certificate> related) {

    static Arrangement of(List<Certificate> sent, Issuance issuance) {
        List<Certificate> distinct = sent.stream().distinct().toList();
        Set<Certificate> above = above(distinct, issuance);
        var facts = EnumSet.noneOf(ChainFact.class);
        if (distinct.size() < sent.size()
                && sent.stream().allMatch(one -> one.details().isPresent())) {
            facts.add(ChainFact.DUPLICATE);
        }
        if (!distinct.isEmpty() && issuance.isSelfSigned(distinct.getFirst())) {
            facts.add(ChainFact.SELF_SIGNED_LEAF);
        }
        if (above.stream().skip(1).anyMatch(issuance::isSelfSigned)) {
            facts.add(ChainFact.ROOT_INCLUDED);
        }
        if (isOutOfOrder(distinct, above, issuance)) {
            facts.add(ChainFact.WRONG_ORDER);
        }
        if (distinct.stream().anyMatch(one -> !above.contains(one) && !standsBelow(one, distinct, issuance))) {
            facts.add(ChainFact.UNRELATED);
        }
        return new Arrangement(facts, List.copyOf(above));
    }

    private static Set<Certificate> above(List<Certificate> sent, Issuance issuance) {
        var above = new LinkedHashSet<Certificate>();
        var next = sent.stream().findFirst();
        var waiting = new LinkedHashSet<Certificate>();
        next.ifPresent(waiting::add);
        while (!waiting.isEmpty()) {
            Certificate current = waiting.removeFirst();
            above.add(current);
            sent.stream()
                    .filter(issuer -> !above.contains(issuer) && issuance.issued(issuer, current))
                    .forEach(waiting::add);
        }
        return above;
    }

    /// Each certificate should certify one sent before it (RFC 5246 section 7.4.2; RFC 8446 section 4.4.2
    /// is milder), and the server's own should come first.
    private static boolean isOutOfOrder(List<Certificate> sent, Set<Certificate> above, Issuance issuance) {
        for (int i = 1; i < sent.size(); i++) {
            Certificate current = sent.get(i);
            boolean certifiesEarlier =
                    sent.subList(0, i).stream().anyMatch(earlier -> issuance.issued(current, earlier));
            if (above.contains(current) ? !certifiesEarlier : standsBelow(current, sent, issuance)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the certificate was issued by the first one sent or by what that one issued.
    private static boolean standsBelow(Certificate certificate, List<Certificate> sent, Issuance issuance) {
        return !certificate.equals(sent.getFirst())
                && above(startingWith(certificate, sent), issuance).contains(sent.getFirst());
    }

    private static List<Certificate> startingWith(Certificate first, List<Certificate> sent) {
        var all = new LinkedHashSet<>(List.of(first));
        all.addAll(sent);
        return List.copyOf(all);
    }
}
