package postern.diagnosis;

import java.util.List;
import postern.dns.DnsText;
import postern.dns.DnsTextReader;
import postern.dns.Stated;
import postern.evidence.Evidence;

/// What one pasted text states about the DNS.
///
/// @param source the text's name
/// @param text   what it states
public record PastedDns(String source, DnsText text) {
    static List<PastedDns> in(Evidence evidence) {
        return evidence.texts().stream()
                .map(pasted -> {
                    var reader = new DnsTextReader();
                    pasted.lines().forEach(line -> reader.take(line.number(), line.text()));
                    return new PastedDns(pasted.source(), reader.text());
                })
                .toList();
    }

    /// A statement as evidence.
    public Citation citation(Stated<?> stated) {
        return Citation.line(source, stated.line(), stated.text());
    }
}
