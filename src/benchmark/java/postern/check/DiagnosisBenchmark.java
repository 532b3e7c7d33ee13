package postern.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import postern.certificate.TrustAnchors;
import postern.example.ExampleCase;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.remedy.WhatIf;

/// The built-in case without its server: from the texts to the report, and what one edit of a setting takes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DiagnosisBenchmark {
    private static final CheckRequest REQUEST = new CheckRequest(
            Optional.empty(),
            Optional.empty(),
            ExampleCase.inputs(),
            List.of(),
            Optional.of(ExampleCase.DAY),
            Optional.empty(),
            Optional.empty(),
            TrustAnchors.publicRoots(),
            Optional.empty(),
            false,
            Map.of(),
            Optional.empty(),
            Optional.empty());

    private static final List<ProposedSetting> EDITED = List.of(new ProposedSetting(
            "smtpd_tls_protocols", "!SSLv2,!TLSv1,!TLSv1.1,!SSLv3", "!SSLv2, !SSLv3", "!SSLv2", "protocol-floor-too-high"));

    private final WhatIf whatIf = WhatIf.of(diagnose().facts());

    @Benchmark
    public Check.Result diagnose() {
        return Check.run(REQUEST, ScanListener.NONE, new Cancellation());
    }

    /// All profiles: the senders of the log, the large providers, and what others may run.
    @Benchmark
    public List<PeerForecast> edit() {
        return Stream.concat(whatIf.with(EDITED).stream(), whatIf.others(EDITED).stream())
                .toList();
    }
}
