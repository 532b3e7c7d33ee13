package postern.probe;

import java.time.Duration;
import java.time.Instant;
import postern.certificate.TrustAnchors;

/// How to look at a server.
///
/// @param ehloName the name to introduce ourselves with
/// @param anchors  certificates to trust
/// @param at       the time to judge certificates for
/// @param patience how long the whole look may take; what is not known by then stays unknown
/// @param step     how long a single step may take; greetings are delayed on purpose by some servers
///                 (`postscreen_greet_wait` of Postfix: 6 seconds)
/// @param atOnce   most connections at the same time, 1 to 8
/// @param thorough whether everything is asked and not only versions, suites and chains
public record ScanOptions(
        String ehloName,
        TrustAnchors anchors,
        Instant at,
        Duration patience,
        Duration step,
        int atOnce,
        boolean thorough) {
    private static final int AT_ONCE = 8;

    /// A thorough look takes several times as many questions.
    private static final Duration THOROUGH_PATIENCE = Duration.ofSeconds(60);

    public ScanOptions {
        if (atOnce < 1 || atOnce > 8) {
            throw new IllegalArgumentException("1 to 8 connections at once");
        }
    }

    /// What suits most servers, judged for this moment.
    public static ScanOptions standard() {
        return new ScanOptions(
                "postern.example.com",
                TrustAnchors.publicRoots(),
                Instant.now(),
                Duration.ofSeconds(12),
                Duration.ofSeconds(8),
                AT_ONCE,
                false);
    }

    /// The same with another name.
    public ScanOptions withEhloName(String name) {
        return new ScanOptions(name, anchors, at, patience, step, atOnce, thorough);
    }

    /// The same with other anchors.
    public ScanOptions withAnchors(TrustAnchors trusted) {
        return new ScanOptions(ehloName, trusted, at, patience, step, atOnce, thorough);
    }

    /// The same, judged for another time.
    public ScanOptions withTime(Instant time) {
        return new ScanOptions(ehloName, anchors, time, patience, step, atOnce, thorough);
    }

    /// The same with other limits of time.
    public ScanOptions withPatience(Duration whole, Duration each) {
        return new ScanOptions(ehloName, anchors, at, whole, each, atOnce, thorough);
    }

    /// The same, asking everything and taking the time for it.
    public ScanOptions thoroughly() {
        return new ScanOptions(ehloName, anchors, at, THOROUGH_PATIENCE, step, atOnce, true);
    }
}
