package postern.dns;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import postern.certificate.BareKey;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.certificate.CertificateParser;
import postern.certificate.ChainAssessment;
import postern.certificate.ChainCheck;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.certificate.MalformedCertificateException;
import postern.certificate.PublicIssuers;
import postern.certificate.TrustAnchors;
import postern.tls.Answer;

/// Judges a served chain by TLSA records as senders of mail do (RFC 7671, RFC 7672).
public final class DaneCheck {
    private DaneCheck() {}

    /// Judges.
    ///
    /// @param records the records of the host's port
    /// @param chain   the certificates as sent
    /// @param at      the time to judge dates by; they count for usage 2 only
    /// @param names   the names a certificate may carry under usage 2: the MX host's and the domain's (RFC 7672
    ///                section 3.2.2); if empty, names are not looked at
    public static DaneVerdict of(List<TlsaRecord> records, CertificateChain chain, Instant at, List<String> names) {
        if (records.isEmpty()) {
            return new DaneVerdict.NoRecords();
        }
        List<TlsaRecord> published = records.stream()
                .filter(record -> record.usability() == TlsaRecord.Usability.USABLE)
                .toList();
        if (published.isEmpty()) {
            return new DaneVerdict.Unusable(records);
        }
        List<TlsaRecord> usable = strongest(published);
        List<Certificate> sent = chain.certificates().stream()
                .filter(certificate -> certificate.details().isPresent())
                .toList();
        if (chain.leaf().flatMap(Certificate::details).isEmpty()) {
            return byName(usable, chain);
        }
        Optional<TlsaRecord> match = usable.stream()
                .filter(record -> !record.isAnchor() && isOf(record, sent.getFirst()))
                .findFirst()
                .or(() -> usable.stream()
                        .filter(TlsaRecord::isAnchor)
                        .filter(record -> fault(record, sent, chain, at, names).isEmpty())
                        .filter(record -> anchor(record, sent).isPresent())
                        .findFirst());
        if (match.isPresent()) {
            return new DaneVerdict.Matches(
                    match.get(),
                    published.stream()
                            .filter(record -> !record.equals(match.get()))
                            .filter(record -> sent.stream().noneMatch(each -> isOf(record, each)))
                            .toList());
        }
        return noMatch(usable, sent, chain, at, names);
    }

    /// Of records with the same usage and selector, senders look only at those with the strongest digest, and at whole
    /// certificates and keys (RFC 7671 section 9; `dane_match` in OpenSSL's crypto/x509/x509_vfy.c).
    private static List<TlsaRecord> strongest(List<TlsaRecord> records) {
        return records.stream()
                .filter(record -> record.matchingType() == 0
                        || records.stream()
                                .filter(other -> other.usage() == record.usage())
                                .filter(other -> other.selector() == record.selector())
                                .allMatch(other -> other.matchingType() <= record.matchingType()))
                .toList();
    }

    private static DaneVerdict noMatch(
            List<TlsaRecord> usable, List<Certificate> sent, CertificateChain chain, Instant at, List<String> names) {
        for (TlsaRecord record : usable) {
            Optional<DaneVerdict.AnchorDoesNotHold.Fault> fault = fault(record, sent, chain, at, names);
            if (fault.isPresent()) {
                return new DaneVerdict.AnchorDoesNotHold(record, fault.get());
            }
        }
        boolean complete = sent.size() == chain.certificates().size();
        TlsaRecord correct = current(sent.getFirst());
        if (usable.stream().allMatch(TlsaRecord::isAnchor)) {
            return complete
                    ? new DaneVerdict.AnchorNotInChain(usable, Optional.of(correct))
                    : new DaneVerdict.Undecided();
        }
        return complete || usable.stream().noneMatch(TlsaRecord::isAnchor)
                ? new DaneVerdict.Mismatch(usable, correct)
                : new DaneVerdict.Undecided();
    }

    /// Of a chain of which only names are known, one thing can be told: that none of them is an issuer that all records
    /// name and whose key is known to everybody.
    private static DaneVerdict byName(List<TlsaRecord> usable, CertificateChain chain) {
        boolean absent = usable.stream()
                .allMatch(record -> record.isAnchor()
                        && record.matchingType() == 1
                        && PublicIssuers.withDigest(record.selector(), record.data())
                                .filter(issuer -> chain.certificates().stream()
                                        .noneMatch(sent -> sent.shortName().equalsIgnoreCase(issuer)))
                                .isPresent());
        return absent && !chain.certificates().isEmpty()
                ? new DaneVerdict.AnchorNotInChain(usable, Optional.empty())
                : new DaneVerdict.Undecided();
    }

    /// The record to publish for the key of a certificate: `3 1 1`, which survives renewal as long as the key stays
    /// (RFC 7671 section 5.1).
    static TlsaRecord current(Certificate certificate) {
        return new TlsaRecord(3, 1, 1, HexFormat.of().formatHex(digest("SHA-256", selected(1, source(certificate)))));
    }

    /// What keeps an issuer that was found from being good; empty if nothing does or none was found.
    private static Optional<DaneVerdict.AnchorDoesNotHold.Fault> fault(
            TlsaRecord record, List<Certificate> sent, CertificateChain chain, Instant at, List<String> names) {
        if (!record.isAnchor()) {
            return Optional.empty();
        }
        return anchor(record, sent).flatMap(anchor -> {
            TrustAnchors anchors = TrustAnchors.of(List.of(anchor));
            List<ChainAssessment> assessments = names.isEmpty()
                    ? List.of(ChainCheck.assess(chain, anchors, at, Optional.empty()))
                    : names.stream()
                            .map(name -> ChainCheck.assess(chain, anchors, at, Optional.of(name)))
                            .toList();
            ChainTrust trust = assessments.getFirst().trust();
            boolean named = names.isEmpty() || assessments.stream().anyMatch(DaneCheck::isNamed);
            return switch (trust) {
                case TRUSTED -> named ? Optional.empty() : Optional.of(DaneVerdict.AnchorDoesNotHold.Fault.NAME);
                case EXPIRED -> Optional.of(DaneVerdict.AnchorDoesNotHold.Fault.EXPIRED);
                case UNTRUSTED, UNKNOWN -> Optional.of(DaneVerdict.AnchorDoesNotHold.Fault.NO_PATH);
            };
        });
    }

    /// OpenSSL, and Postfix with it, takes the common name where there are no alternative names (RFC 6125 section
    /// 6.4.4).
    private static boolean isNamed(ChainAssessment assessment) {
        return assessment.nameMatches() == Answer.YES || assessment.facts().contains(ChainFact.COMMON_NAME_ONLY);
    }

    /// The issuer a record names: one that is sent, or the certificate in the record itself (`2 0 0`). Of a key in the
    /// record (`2 1 0`), what it signed stands for it, for OpenSSL asks no more (`check_dane_pkeys` in
    /// crypto/x509/x509_vfy.c). By a digest nobody finds an issuer that is not sent (RFC 7671 section 5.2.2). The
    /// server's own certificate is no issuer, even where it signed itself (RFC 7671 section 5.1: usage 3).
    private static Optional<Certificate> anchor(TlsaRecord record, List<Certificate> sent) {
        Certificate leaf = sent.getFirst();
        Optional<Certificate> served = sent.stream()
                .filter(each -> !each.equals(leaf) && isOf(record, each))
                .findFirst();
        if (served.isPresent() || record.matchingType() != 0) {
            return served;
        }
        if (record.selector() == 1) {
            return BareKey.of(HexFormat.of().parseHex(record.data()))
                    .flatMap(key -> sent.stream().filter(key::signed).findFirst());
        }
        try {
            return Optional.of(CertificateParser.der(HexFormat.of().parseHex(record.data())))
                    .filter(anchor -> !anchor.equals(leaf));
        } catch (MalformedCertificateException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isOf(TlsaRecord record, Certificate certificate) {
        byte[] selected = selected(record.selector(), source(certificate));
        byte[] compared = switch (record.matchingType()) {
            case 0 -> selected;
            case 1 -> digest("SHA-256", selected);
            default -> digest("SHA-512", selected);
        };
        return Arrays.equals(compared, HexFormat.of().parseHex(record.data()));
    }

    private static X509CertificateHolder source(Certificate certificate) {
        return certificate.details().orElseThrow().source();
    }

    private static byte[] selected(int selector, X509CertificateHolder source) {
        try {
            return selector == 0
                    ? source.getEncoded()
                    : source.getSubjectPublicKeyInfo().getEncoded();
        } catch (IOException e) {
            // It was read from this encoding.
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            // Every Java has SHA-256 and SHA-512.
            throw new IllegalStateException(e);
        }
    }
}
