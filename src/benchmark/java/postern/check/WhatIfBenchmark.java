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
import org.openjdk.jmh.annotations.Param;
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

/// What an edit of each kind of setting takes, as at every keystroke: all profiles before and after, the senders of the
/// log, the large providers, and what others may run.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WhatIfBenchmark {
    static final List<String> SETTINGS = List.of(
            "smtpd_tls_protocols=!SSLv2",
            "smtpd_tls_ciphers=high",
            "smtpd_tls_exclude_ciphers=aNULL, RC4",
            "smtpd_tls_eecdh_grade=none",
            "smtpd_tls_security_level=encrypt",
            "tls_preempt_cipherlist=no",
            "tls_medium_cipherlist=ALL:!EXPORT:!LOW:+RC4:@STRENGTH");

    private final WhatIf whatIf = WhatIf.of(Check.run(
                    new CheckRequest(
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
                            Optional.empty()),
                    ScanListener.NONE,
                    new Cancellation())
            .facts());

    @Param({
        "smtpd_tls_protocols=!SSLv2",
        "smtpd_tls_ciphers=high",
        "smtpd_tls_exclude_ciphers=aNULL, RC4",
        "smtpd_tls_eecdh_grade=none",
        "smtpd_tls_security_level=encrypt",
        "tls_preempt_cipherlist=no",
        "tls_medium_cipherlist=ALL:!EXPORT:!LOW:+RC4:@STRENGTH"
    })
    public String setting = "";

    @Benchmark
    public List<PeerForecast> edit() {
        String[] written = setting.split("=", 2);
        var edited = List.of(new ProposedSetting(written[0], "", written[1], written[1], ""));
        return Stream.concat(whatIf.with(edited).stream(), whatIf.others(edited).stream())
                .toList();
    }
}
