package postern.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import postern.tls.ServerTls;

/// Everything one look at an endpoint showed.
///
/// @param endpoint    what was looked at
/// @param connections how many TCP connections it took
/// @param took        how long it took
/// @param stages      the steps of the first conversation, up to the one that failed
/// @param startTls    what became of STARTTLS
/// @param server      what the server accepts; versions not tried are unknown
/// @param chains      the chains it sent, each once
public record Scan(
        Endpoint endpoint,
        int connections,
        Duration took,
        List<Stage> stages,
        StartTls startTls,
        ServerTls server,
        List<ServedChain> chains) {
    public Scan {
        stages = List.copyOf(stages);
        chains = List.copyOf(chains);
    }

    /// What the server said at a step; empty if the step was not reached or nothing was said.
    public Optional<String> said(Step step) {
        return stages.stream()
                .filter(stage -> stage.step() == step)
                .map(Stage::said)
                .filter(said -> !said.isEmpty())
                .findFirst();
    }

    /// The first thing that went wrong; empty if nothing did.
    public Optional<Stage> failure() {
        return stages.stream().filter(stage -> stage.trouble().isPresent()).findFirst();
    }
}
