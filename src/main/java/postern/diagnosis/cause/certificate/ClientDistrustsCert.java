package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.TrustAnchors;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.chain.ChainExpiredIntermediate;
import postern.diagnosis.cause.chain.ChainExpiredRoot;
import postern.diagnosis.cause.chain.ChainMissingIntermediate;
import postern.diagnosis.cause.chain.ChainWrongOrder;
import postern.diagnosis.cause.chain.RootTooNewForClient;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.path.TlsInterception;
import postern.diagnosis.cause.policy.DaneTlsaMismatch;
import postern.diagnosis.cause.sni.SniMapPatternWrong;
import postern.diagnosis.cause.sni.SniMapStale;
import postern.diagnosis.cause.sni.WrongDefaultCertWithoutSni;
import postern.evidence.Problem;

/// A client refuses the certificate (alerts 42, 46 and 48 of RFC 8446 section 6.2) and nothing given shows a fault of
/// the certificate.
public final class ClientDistrustsCert implements Cause {
    private static final Pattern DISTRUST = Pattern.compile("unknown ca|bad certificate|certificate unknown");

    /// X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, where the depth above the server's own certificate stands before.
    private static final int UNKNOWN_ROOT = 19;

    private static final Pattern TOP = Pattern.compile("^depth=[1-9] .*\\bCN ?= ?([^,/]+)$");

    /// Faults of the certificate that explain such an alert.
    private static final List<Cause> FAULTS = List.of(
            new CertSelfSignedOrDefault(),
            new ChainMissingIntermediate(),
            new ChainWrongOrder(),
            new CertExpired(),
            new ChainExpiredIntermediate(),
            new ChainExpiredRoot(),
            new CertHostnameMismatch(),
            new ClientUsesWrongName(),
            new RootTooNewForClient(),
            new CertTooWeak(),
            new MustStapleWithoutStapling(),
            new CertNotYetValid(),
            new CertStaleCopy(),
            new CertRenewedNotReloaded(),
            new SniMapStale(),
            new SniMapPatternWrong(),
            new CertPurposeWrong(),
            new WrongDefaultCertWithoutSni(),
            new TlsInterception(),
            new DaneTlsaMismatch());

    /// The client asks whether the certificate was revoked and gets no answer (RFC 5280 section 6.3):
    /// X509_V_ERR_UNABLE_TO_GET_CRL, .NET `X509ChainStatusFlags`, Windows CRYPT_E_NO_REVOCATION_CHECK
    /// and CRYPT_E_REVOCATION_OFFLINE.
    private static final Pattern REVOCATION = Pattern.compile(
            "(?i)unable to get certificate CRL|RevocationStatusUnknown|OfflineRevocation|0x8009201[23]"
                    + "|CRYPT_E_(?:NO_REVOCATION_CHECK|REVOCATION_OFFLINE)"
                    + "|unable to check (?:the )?revocation|revocation (?:server was offline|status .{0,40}(?:unknown|could not))");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> unrevoked = facts.direction() == Problem.CLIENTS ? Logs.saying(REVOCATION, facts) : List.of();
        if (!unrevoked.isEmpty()) {
            return Findings.cause(
                    this, facts, Certainty.LIKELY, Map.of(), unrevoked, List.of(Change.at(Target.CLIENT)));
        }
        List<Citation> refusals = Stream.of(
                        ClientWords.refusing(facts, DISTRUST).stream(),
                        GaveUpOnTls.lines(facts).stream(),
                        strangeRoots(facts))
                .flatMap(lines -> lines)
                .toList();
        if (refusals.isEmpty() || explained(facts)) {
            return List.of();
        }
        List<Change> fix = CertificateFix.replace(facts);
        return Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of(),
                refusals,
                Stream.concat(fix.stream(), Stream.of(Change.at(Target.CLIENT))).toList());
    }

    /// The path ends in a root that clients of today know, and the tester's library has not heard of it.
    private static Stream<Citation> strangeRoots(Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(_ -> facts.direction() == Problem.CLIENTS)
                .filter(run -> run.complaints().stream().anyMatch(it -> it.code() == UNKNOWN_ROOT))
                .flatMap(run -> run.lines().stream()
                        .filter(line -> {
                            Matcher top = TOP.matcher(line.text());
                            return top.find()
                                    && TrustAnchors.publicRoots()
                                            .hasCommonName(top.group(1).strip());
                        })
                        .map(line -> Citation.line(run.source(), line.number(), line.text())));
    }

    private static boolean explained(Facts facts) {
        return FAULTS.stream()
                .flatMap(fault -> fault.examine(facts).stream())
                .anyMatch(finding -> finding.role() == Role.CAUSE);
    }
}
