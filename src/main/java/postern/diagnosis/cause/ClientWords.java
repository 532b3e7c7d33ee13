package postern.diagnosis.cause;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// What mail programs and their libraries say when they refuse a server's certificate. Each library has words of its
/// own, and few of them: Java (PKIX), Android, Go (`crypto/x509`), OpenSSL and what is built on it (Python, PHP, Ruby,
/// curl, Node.js, fetchmail, mutt), NSS (Thunderbird), GnuTLS (msmtp), Windows (CRYPT_E, SEC_E), .NET, Apple's
/// Security, rustls (`CertificateError`, before 0.21 webpki's own names).
enum ClientWords {
    /// Nobody the client trusts vouches for the certificate.
    DISTRUST("Trust anchor for certification path not found"
            + "|PKIX path building failed|unable to find valid certification path to requested target"
            + "|x509: certificate signed by unknown authority"
            + "|" + Openssl.FAILED
            + "(?:unable to get (?:local )?issuer|self[- ]signed certificate in certificate chain)"
            + "|^unable to get local issuer certificate|UNABLE_TO_GET_ISSUER_CERT|SELF_SIGNED_CERT_IN_CHAIN"
            + "|(?i:sec_error_unknown_issuer|sec_error_untrusted_issuer)"
            + "|The certificate issuer is unknown"
            + "|0x800[Bb]0109|CERT_E_UNTRUSTEDROOT|SEC_E_UNTRUSTED_ROOT|0x80090325"
            + "|RemoteCertificateChainErrors|errors in the certificate chain: (?!NotTimeValid|PartialChain)\\w+|remote certificate is invalid according to the validation procedure"
            + "|(?i:^(?:warning: |error: )?certificate error$)|errSSLUnknownRootCert|errSSLXCertChainInvalid|-98(?:07|12)\\b"
            + "|" + Rustls.REFUSED
            + "(?:UnknownIssuer|BadSignature|UnsupportedSignatureAlgorithm|SignatureAlgorithmMismatch"
            + "|UnhandledCriticalExtension|UnsupportedCriticalExtension|InvalidPurpose)"),

    /// The certificate is its own issuer (X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT), an authority's own, or of version 1,
    /// which no public authority has issued for decades (CA/Browser Forum Baseline Requirements, section 7.1.1).
    SELF_SIGNED(Openssl.FAILED + "self[- ]signed certificate(?! in)|^Error: self[- ]signed certificate(?! in)"
            + "|DEPTH_ZERO_SELF_SIGNED_CERT|(?i:mozilla_pkix_error_self_signed_cert|sec_error_ca_cert_invalid)"
            + "|" + Rustls.REFUSED + "(?:UnsupportedCertVersion|CaUsedAsEndEntity)"),

    /// Nothing but the server's own certificate came, and it leads nowhere
    /// (X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE).
    LEAF_ALONE(
            "unable to verify the first certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE"
                    + "|(?i:(?:certificate )?chain (?:is |of certificates is )?incomplete|incomplete (?:certificate )?chain"
                    + "|missing (?:an )?intermediate|install an intermediate|intermediate certificates? (?:is|are) missing|chain issues:? +incomplete|certificate chain: PartialChain)"),

    /// A certificate of the chain has expired; which one, few say.
    EXPIRED(Openssl.FAILED + "certificate has expired|^Error: certificate has expired|CERT_HAS_EXPIRED"
            + "|x509: certificate has expired or is not yet valid(?!: current time \\S+ is before)"
            + "|CertificateExpiredException|certificate 1 of \\d+ has expired|(?i:sec_error_expired_certificate)|expired certificate"
            + "|CERT_E_EXPIRED|0x800[Bb]0101|SEC_E_CERT_EXPIRED|0x80090328|NotTimeValid|not within its validity period|errSSLCertExpired|-9814\\b"
            + "|" + Rustls.REFUSED + "(?:Cert)?(?:Expired|certificate expired)"),

    /// The time of the certificate has not begun, by the client's clock.
    NOT_YET_VALID(Openssl.FAILED + "certificate is not yet valid|CERT_NOT_YET_VALID"
            + "|x509: certificate has expired or is not yet valid: current time \\S+ is before"
            + "|CertificateNotYetValidException|(?i:mozilla_pkix_error_not_yet_valid_certificate)"
            + "|The certificate is not yet activated|errSSLCertNotYetValid|-9815\\b"
            + "|" + Rustls.REFUSED + "(?:Cert)?(?:NotValidYet|certificate not valid yet)"),

    /// The certificate is for other names.
    OTHER_NAME("(?i)certificate (?:does ?n[o']t|doesn't|did not) match|certificate-host-mismatch"
            + "|(?<!no )hostname mismatch|Cert Hostname DOES NOT VERIFY|Name in cert doesn't match hostname"
            + "|host ?name[^.]{0,40}(?:not|n't) match|is not in the cert's altnames|ssl_error_bad_cert_domain|certificate belongs to a different site"
            + "|certificate is only valid for|certificate is valid for [^\\n]{1,300}, not |target principal name is incorrect|SEC_E_WRONG_PRINCIPAL|0x80090322"
            + "|CERT_E_CN_NO_MATCH|0x800b010f|RemoteCertificateNameMismatch|CommonName mismatch"
            + "|certificate(?:'s)? owner does not match|name in the certificate does not match"
            + "|no alternative certificate subject name matches|ERR_TLS_CERT_ALTNAME_INVALID"
            + "|" + Rustls.REFUSED + "(?:Cert)?(?:NotValidForName|certificate not valid for name)");

    /// What OpenSSL and the programs that use it write before the reason.
    private static final class Openssl {
        static final String FAILED =
                "(?i:certificate.verify.failed|SSL certificate problem|verif\\w+ error|verification failed)[^\\n]{0,80}";
    }

    /// What rustls and the programs that use it write before the reason, which may stand in names of enclosing errors.
    private static final class Rustls {
        static final String REFUSED = "(?:invalid (?:peer )?certificate(?: contents)?: |WebPKIError\\()(?:\\w+\\(){0,3}"
                + "(?:invalid peer certificate: )?";
    }

    /// What a test tool says itself: there its reader knows more.
    private static final Pattern TESTER = Pattern.compile("^\\s*(?:verify error:|Verif\\w+ (?:return code|error):)");

    /// Texts that may hold words of people and of programs that are no test tools.
    private static final Set<InputKind> SPOKEN = Set.of(InputKind.UNKNOWN, InputKind.S_CLIENT, InputKind.SMTP_DIALOGUE);

    private final Pattern words;

    ClientWords(String words) {
        this.words = Pattern.compile(words);
    }

    /// The words.
    Pattern words() {
        return words;
    }

    /// Lines of what people wrote and of programs' own logs in which a client says so.
    List<Citation> in(Facts facts) {
        return facts.evidence().texts().stream()
                .filter(text -> SPOKEN.contains(text.kind()))
                .flatMap(text -> text.lines().stream()
                        .filter(line -> isSaidBy(text, line))
                        .map(line -> Citation.line(text.source(), line.number(), line.text())))
                .toList();
    }

    private boolean isSaidBy(PastedText text, LogLine line) {
        return words.matcher(line.text()).find()
                && !Rules.hold(line.text())
                && (text.kind() == InputKind.UNKNOWN
                        || !TESTER.matcher(line.text()).find());
    }

    /// Lines in which a client refuses the certificate for whatever reason.
    static List<Citation> any(Facts facts) {
        return Stream.of(values()).flatMap(it -> it.in(facts).stream()).toList();
    }

    /// What clients are seen to distrust: by the alert they sent, and in their own words.
    static List<Citation> refusing(Facts facts, Pattern alert) {
        return Stream.concat(Refusal.lasting(facts, alert).stream(), DISTRUST.in(facts).stream())
                .toList();
    }
}
