package postern.diagnosis.cause;

import java.util.List;
import postern.diagnosis.Cause;

/// All causes, in the order in which their findings are shown where nothing else decides: what stops a
/// conversation earlier comes first.
public final class Causes {
    /// Every cause Postern knows.
    public static final List<Cause> ALL = List.of(
            new MiddleboxSmtpRewriting(),
            new StarttlsDiscardedByConfig(),
            new SmtpSmtpdConfusion(),
            new TlsNotEnabled(),
            new WrappermodeOnStarttlsPort(),
            new CertKeyMismatch(),
            new ProtocolListExcludesAll(),
            new ProtocolFloorTooHigh(),
            new CertificateTypeExcluded(),
            new CipherListTooStrict(),
            new CertExpired(),
            new ChainMissingIntermediate(),
            new CertSelfSignedOrDefault(),
            new RootInChain(),
            new VerifyErrorNoTrustStore(),
            new CompatibilityLevel(),
            new AnonymousCipherOffered(),
            new MayOnPort25(),
            new BenignScannerNoise(),
            new DeprecatedParameter());

    private Causes() {}
}
