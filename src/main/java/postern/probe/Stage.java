package postern.probe;

import java.time.Duration;
import java.util.Optional;

/// One step as it went.
///
/// @param step    which
/// @param trouble what stopped it; empty if it went well
/// @param took    how long it took
/// @param said    the server's own words, control characters escaped; empty if it said nothing
public record Stage(Step step, Optional<Trouble> trouble, Duration took, String said) {}
