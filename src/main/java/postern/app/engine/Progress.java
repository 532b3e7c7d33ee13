package postern.app.engine;

import java.util.Optional;
import postern.probe.Scan;

/// How far a check is.
///
/// @param phase what is being done
/// @param text  the job at hand in a few words, lower case, for example `reading the certificate`
/// @param done  jobs of this phase done
/// @param total jobs of this phase known to be needed, which may still grow; 0 if not known
/// @param scan  what a probe knows by now; empty if nothing new
public record Progress(Phase phase, String text, int done, int total, Optional<Scan> scan) {

    /// The phases, in order. A check without a server leaves out the probing.
    public enum Phase {
        READING,
        PROBING,
        DIAGNOSING
    }
}
