package postern.probe;

import java.util.Map;
import postern.probe.Traits.Tolerance;
import postern.tls.ProtocolVersion;

/// What thorough looks at servers may show.
public final class SeenTraits {
    private SeenTraits() {}

    public static Traits of(Map<ProtocolVersion, Observed<Resumption>> resumption, int longestHello) {
        return of(resumption, new Observed.Seen<>(longestHello), Observed.notAsked(), Observed.notAsked());
    }

    static Traits of(
            Map<ProtocolVersion, Observed<Resumption>> resumption,
            Observed<Integer> longestHello,
            Observed<Boolean> mediumHello,
            Observed<Boolean> injection) {
        Traits none = Traits.notAsked();
        return new Traits(
                none.serverNames(),
                none.groups(),
                none.primes(),
                none.signatures(),
                none.compression(),
                none.secureRenegotiation(),
                none.extendedMasterSecret(),
                none.tickets(),
                resumption,
                none.fallbackProtection(),
                none.clientCertificate(),
                none.stapling(),
                injection,
                new Tolerance(
                        Observed.notAsked(), Observed.notAsked(), Observed.notAsked(), longestHello, mediumHello));
    }
}
