package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.certificate.Certificate;
import postern.certificate.ChainAssessment;
import postern.certificate.ChainTrust;
import postern.probe.ServedChain;
import postern.report.Block.ChainDrawing;
import postern.report.Block.Link;

/// Draws a chain as it was sent, with what is missing from it and the root it leads to.
final class ChainPicture {
    private final ReportText text;

    ChainPicture(ReportText text) {
        this.text = text;
    }

    ChainDrawing of(ServedChain served) {
        List<Certificate> sent = served.chain().certificates();
        ChainAssessment judged = served.assessment();
        List<Link> links = new ArrayList<>();
        for (int at = 0; at < sent.size(); at++) {
            boolean follows =
                    at == 0 || sent.get(at - 1).issuer().equals(sent.get(at).subject());
            links.add(sent(sent.get(at), at, follows));
        }
        judged.missingIssuer()
                .ifPresent(issuer -> links.add(new Link(
                        Tone.BAD,
                        text.get("picture.issued-by"),
                        name(issuer),
                        List.of(text.get("picture.missing")),
                        false)));
        anchor(sent, judged)
                .ifPresent(root -> links.add(new Link(
                        judged.trust() == ChainTrust.TRUSTED ? Tone.GOOD : Tone.FAIR,
                        text.get("picture.issued-by"),
                        name(root),
                        List.of(text.get("picture.known-root")),
                        false)));
        return new ChainDrawing(links);
    }

    private Link sent(Certificate certificate, int at, boolean follows) {
        List<String> lines = new ArrayList<>();
        certificate
                .details()
                .ifPresent(details -> lines.add(text.get(
                        "picture.details",
                        text.date(details.notAfter()),
                        text.get(
                                "chain.key",
                                details.keyType(),
                                Integer.toString(details.keyBits()),
                                details.signatureAlgorithm()))));
        String above = at == 0 ? "" : text.get(follows ? "picture.issued-by" : "picture.not-issued-by");
        return new Link(follows ? Tone.PLAIN : Tone.BAD, above, certificate.shortName(), lines, true);
    }

    /// The root that the path ends at, where the server did not send it.
    private static Optional<String> anchor(List<Certificate> sent, ChainAssessment judged) {
        return judged.path().isEmpty()
                ? Optional.empty()
                : Optional.of(judged.path().getLast())
                        .filter(root ->
                                sent.stream().noneMatch(one -> one.subject().equals(root)));
    }

    private static String name(String distinguished) {
        return new Certificate(distinguished, "", Optional.empty()).shortName();
    }
}
