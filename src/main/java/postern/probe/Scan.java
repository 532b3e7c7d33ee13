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
/// @param chains      the chains it sent when asked for its name, each once
/// @param traits      what a thorough look shows, and a plain one where a long hello or the first handshake failed
/// @param senders     senders that meet the server, each with what comes of it: by a thorough look some are played,
///                    else all are judged by what was seen; empty where nobody judged any
public record Scan(
        Endpoint endpoint,
        int connections,
        Duration took,
        List<Stage> stages,
        StartTls startTls,
        ServerTls server,
        List<ServedChain> chains,
        Traits traits,
        List<SenderTrial> senders) {
    public Scan {
        senders = List.copyOf(senders);
        stages = List.copyOf(stages);
        chains = List.copyOf(chains);
    }

    /// A plain look.
    public Scan(
            Endpoint endpoint,
            int connections,
            Duration took,
            List<Stage> stages,
            StartTls startTls,
            ServerTls server,
            List<ServedChain> chains) {
        this(endpoint, connections, took, stages, startTls, server, chains, Traits.notAsked(), List.of());
    }

    /// Whether anything was asked beyond versions, suites and chains, which a plain look does only where a long
    /// hello or the first handshake failed on a server that accepts a version.
    public boolean isThorough() {
        return !traits.equals(Traits.notAsked());
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
