package postern.remedy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.certificate.CertificateParser;
import postern.certificate.ChainCheck;
import postern.certificate.ChainFact;
import postern.certificate.ChainOrder;
import postern.certificate.MalformedCertificateException;
import postern.certificate.TrustAnchors;
import postern.diagnosis.Facts;
import postern.evidence.PastedText;
import postern.maillog.LogLine;
import postern.postfix.CertificateFiles;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.probe.Endpoint;
import postern.remedy.RepairedChain.Place;

/// Puts right the chains in the evidence that can be: what one lacks is looked for in everything that was given.
public final class RepairedChains {
    private static final String DOVECOT = "doveadm reload";

    private final Facts facts;
    private final Instant at;
    private final Set<Certificate> all = new LinkedHashSet<>();
    private final List<Shown> shown = new ArrayList<>();

    private RepairedChains(Facts facts) {
        this.facts = facts;
        this.at = facts.day().atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /// A chain and where it was seen.
    private record Shown(String by, CertificateChain chain, Place place) {}

    /// The chains that are not as they should be, each once, in order; none that would stay as it is.
    public static List<RepairedChain> of(Facts facts) {
        var chains = new RepairedChains(facts);
        chains.collect();
        return chains.repaired();
    }

    private void collect() {
        facts.serverStates()
                .forEach(state -> state.certificates().stream()
                        .filter(file -> file.parameter().startsWith("smtpd_"))
                        .forEach(file -> shown.add(new Shown(
                                file.path(),
                                file.chain(),
                                new Place(Optional.of(file.path()), holdsKey(), Remedy.RELOAD)))));
        facts.evidence()
                .scans()
                .forEach(scan -> scan.chains()
                        .forEach(served -> shown.add(new Shown(
                                scan.endpoint().toString(), served.chain(), place(isMailbox(scan.endpoint()))))));
        facts.evidence().transcripts().forEach(run -> {
            shown.add(new Shown(run.source(), run.chain(), place(false)));
            run.shownLeaf().ifPresent(all::add);
        });
        shown.forEach(seen -> all.addAll(seen.chain().certificates()));
        facts.evidence().texts().forEach(text -> all.addAll(pasted(text)));
        all.removeIf(one -> one.details().isEmpty());
    }

    private static Collection<Certificate> pasted(PastedText text) {
        String whole = text.lines().stream().map(LogLine::text).collect(Collectors.joining("\n"));
        try {
            return CertificateParser.pem(whole);
        } catch (MalformedCertificateException none) {
            return List.of();
        }
    }

    private List<RepairedChain> repaired() {
        Set<List<Certificate>> offered = new HashSet<>();
        return shown.stream()
                .flatMap(seen -> repaired(seen).stream())
                .filter(chain -> offered.add(chain.certificates()))
                .toList();
    }

    private Optional<RepairedChain> repaired(Shown seen) {
        TrustAnchors roots = TrustAnchors.publicRoots();
        return ChainOrder.of(seen.chain(), all, roots, at)
                .filter(ordered -> !ordered.certificates().equals(seen.chain().certificates()))
                .map(ordered -> new RepairedChain(
                        seen.by(),
                        faults(seen, roots, ordered),
                        ordered.certificates(),
                        ordered.complete(),
                        seen.place()));
    }

    /// What stays missing is not mended.
    private Set<ChainFact> faults(Shown seen, TrustAnchors roots, ChainOrder.Ordered ordered) {
        return ChainCheck.assess(seen.chain(), roots, at, Optional.empty()).facts().stream()
                .filter(fact -> ordered.complete() || fact != ChainFact.INCOMPLETE)
                .collect(Collectors.toSet());
    }

    private static boolean isMailbox(Endpoint endpoint) {
        return switch (endpoint.service()) {
            case IMAP, IMAPS, POP3, POP3S -> true;
            case SMTP, SUBMISSION, SMTPS -> false;
        };
    }

    private Place place(boolean mailbox) {
        boolean dovecot = mailbox || (facts.dovecot().isPresent() && !facts.hasPostfix());
        return dovecot ? new Place(Optional.empty(), false, DOVECOT) : new Place(path(), holdsKey(), Remedy.RELOAD);
    }

    /// The only file that main.cf names for certificates.
    private Optional<String> path() {
        List<String> named = files().flatMap(files -> files.certificates().stream())
                .map(Setting::value)
                .toList();
        return named.size() == 1 && named.getFirst().matches("/[^\\s,]+")
                ? Optional.of(named.getFirst())
                : Optional.empty();
    }

    /// Without a setting of its own the key is in the file of the certificate (postconf(5)).
    private boolean holdsKey() {
        return files().anyMatch(files -> files.keys().stream()
                .anyMatch(key -> files.certificates().stream()
                        .anyMatch(certificate -> certificate.value().equals(key.value()))));
    }

    private Stream<CertificateFiles> files() {
        return facts.mailService().map(TlsService::certificates).stream();
    }
}
