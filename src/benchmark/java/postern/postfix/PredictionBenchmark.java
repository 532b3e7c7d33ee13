package postern.postfix;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import postern.openssl.OpenSslBuild;
import postern.tls.ServerTls;

/// From the text of a main.cf to what the server accepts.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PredictionBenchmark {
    private static final String MAIN_CF = """
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = /etc/ssl/mail/mail.example.com.pem
            smtpd_tls_exclude_ciphers = aNULL, DES, 3DES, MD5, DES+MD5, RC4, RC4-MD5
            smtpd_tls_protocols = !SSLv2, !TLSv1, !TLSv1.1, !SSLv3
            tls_preempt_cipherlist = yes
            """;

    private final Platform platform = new Platform(
            PostfixRelease.parse("2.9.6").orElseThrow(), OpenSslBuild.named("1.0.1e-deb7").orElseThrow());

    @Benchmark
    public ServerTls predict() {
        return TlsService.smtp(MainCf.parse(MAIN_CF), platform).predict();
    }
}
