package postern.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// What a look shows that mail suffers from, whatever the settings behind it.
public enum Concern {
    /// Commands sent in the clear behind STARTTLS are taken as if they came inside TLS (CVE-2011-0411).
    COMMAND_INJECTION,
    /// TLS begins, and every cipher suite is turned away.
    NO_SUITE,
    /// No sender is known to get in, although a version and a suite are accepted, and all whose offer is known in full
    /// are refused.
    NO_SENDER,
    /// A hello of 256 to 511 bytes is dropped (RFC 7685 section 1).
    MEDIUM_HELLO;

    /// The concerns that a look gives.
    public static List<Concern> of(Scan scan) {
        return Arrays.stream(values())
                .filter(concern -> concern.isShownBy(scan))
                .toList();
    }

    private boolean isShownBy(Scan scan) {
        return switch (this) {
            case COMMAND_INJECTION -> scan.traits().injection().known().orElse(false);
            case NO_SUITE -> refusesEverySuite(scan);
            case NO_SENDER -> refusesEverySender(scan);
            case MEDIUM_HELLO ->
                !scan.traits().tolerance().mediumHello().known().orElse(true);
        };
    }

    /// The stable word used in JSON and as message key.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean beginsTls(Scan scan) {
        return scan.startTls() == StartTls.OFFERED || scan.startTls() == StartTls.IMPLICIT;
    }

    /// Not where a version is left that could not be asked about.
    private static boolean refusesEverySuite(Scan scan) {
        return beginsTls(scan)
                && newer(scan).allMatch(VersionSupport.Refused.class::isInstance)
                && Arrays.stream(ProtocolVersion.values()).anyMatch(scan.server()::lacksSuiteFor);
    }

    private static Stream<VersionSupport> newer(Scan scan) {
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> version.compareTo(ProtocolVersion.TLSV1) >= 0)
                .map(scan.server()::support);
    }

    private static boolean isRefused(SenderTrial trial) {
        return trial.result() instanceof SenderTrial.Refused;
    }

    /// Other services than those on port 25 are not for senders. A server that wants their certificate is told of by
    /// itself.
    private static boolean refusesEverySender(Scan scan) {
        return scan.endpoint().service() == Service.SMTP
                && beginsTls(scan)
                && !scan.server().accepted().isEmpty()
                && scan.senders().stream().noneMatch(trial -> trial.result() instanceof SenderTrial.Agreed)
                && scan.senders().stream().anyMatch(Concern::isRefused)
                && scan.senders().stream()
                        .filter(trial -> SenderTrials.isWhole(trial.sender()))
                        .allMatch(Concern::isRefused)
                && scan.traits()
                        .clientCertificate()
                        .known()
                        .filter(wanted -> wanted.wish() == Traits.Wish.REQUIRED)
                        .isEmpty();
    }
}
