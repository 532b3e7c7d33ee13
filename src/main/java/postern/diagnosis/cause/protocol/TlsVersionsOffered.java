package postern.diagnosis.cause.protocol;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.evidence.Problem;
import postern.openssl.OpenSslRelease;
import postern.postfix.PlatformGuess;
import postern.postfix.ProtocolList;
import postern.postfix.Setting;
import postern.postfix.TlsClient;
import postern.tls.ProtocolVersion;

/// What our deliveries offer at most, where a peer says that it is not enough (alert 70).
final class TlsVersionsOffered {
    /// `protocol_version` (RFC 5246 section 7.2.2) as OpenSSL writes it, received while connecting.
    private static final Pattern TOO_OLD = Pattern.compile("alert protocol version");
    private static final Pattern CONNECTING = Pattern.compile("SSL_connect error to ");
    /// Functions of every OpenSSL before 1.1.0, so also of those that have TLS 1.2.
    private static final Pattern OLD_FUNCTION = Pattern.compile("SSL routines:SSL(?:23|3)_\\w+:");
    private static final OpenSslRelease WITHOUT_TLS12 = new OpenSslRelease(1, 0, 1, "");

    private TlsVersionsOffered() {}

    /// Lines in which a peer refused what we offered.
    static List<Citation> refused(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return List.of();
        }
        List<Citation> met = Outgoing.saying(CONNECTING, facts).isEmpty() ? List.of() : Outgoing.saying(TOO_OLD, facts);
        return Stream.concat(met.stream(), Disagreement.lines(Disagreement.About.CLIENT_TOO_OLD, facts).stream())
                .distinct()
                .toList();
    }

    /// The written list that leaves nothing as new as TLS 1.2.
    static Optional<Setting> ceiling(Facts facts) {
        Set<ProtocolVersion> library =
                Set.copyOf(facts.platform().platform().openssl().versions());
        return Outgoing.client(facts)
                .filter(client -> client.protocolList() instanceof ProtocolList.Enabled enabled
                        && !enabled.within(EnumSet.allOf(ProtocolVersion.class)).contains(ProtocolVersion.TLSV1_2)
                        && enabled.within(library).stream()
                                .noneMatch(version -> version.compareTo(ProtocolVersion.TLSV1_2) >= 0))
                .map(TlsClient::protocols)
                .filter(setting -> !setting.isDefault());
    }

    /// Whether our library is known to have no TLS 1.2.
    static boolean libraryIsOld(Facts facts) {
        return facts.platform().opensslBasis() != PlatformGuess.Basis.ASSUMED
                && facts.platform().platform().openssl().release().compareTo(WITHOUT_TLS12) < 0;
    }

    /// Whether our library, of which nothing is known, names its functions as those without TLS 1.2 do.
    static boolean libraryMayBeOld(Facts facts) {
        return facts.platform().opensslBasis() == PlatformGuess.Basis.ASSUMED
                && refused(facts).stream()
                        .anyMatch(line -> OLD_FUNCTION.matcher(line.text()).find());
    }
}
