package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.postfix.Problem;
import postern.postfix.Setting;

/// TLS is on and no certificate is named. An excerpt without the lines shows nothing, so somebody must have met it.
public final class NoCertificateConfigured implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "No server certs available|need an RSA or DSA certificate/key pair|ssl enabled, but ssl_cert not set|ssl_cert setting[^\\n]*The certificate is empty");
    private static final Pattern MET =
            Pattern.compile("454 .*TLS|TLS not available due to local problem|no shared cipher");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Setting> configured = facts.services().stream()
                .flatMap(service -> service.problems().stream())
                .flatMap(problem ->
                        problem instanceof Problem.NoCertificate(Setting setting) ? Stream.of(setting) : Stream.empty())
                .filter(_ -> !Logs.saying(MET, facts).isEmpty())
                .limit(1);
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of("parameter", "smtpd_tls_cert_file"),
                Stream.concat(Logs.saying(LOGGED, facts).stream(), configured.map(facts::citation))
                        .toList(),
                List.of(
                        Change.mainCf("smtpd_tls_cert_file"),
                        Change.mainCf("smtpd_tls_key_file"),
                        Change.command("postfix reload")));
    }
}
