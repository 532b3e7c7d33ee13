package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.postfix.MasterCf;

/// The proxy sends the PROXY header and the server does not expect it, or the reverse.
public final class ProxyProtocolMismatch implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "haproxy (?:read|protocol)|PROXY (?:TCP|UNKNOWN|header)|proxy protocol|improper command pipelining.*PROXY");

    private static final Pattern NO_TLS = Pattern.compile("wrong version number|unknown protocol|http request");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Stream.concat(Logs.saying(LOGGED, facts).stream(), byService(facts))
                        .toList(),
                List.of(Change.at(Target.MASTER_CF), Change.command("postfix reload")));
    }

    /// Some services expect the header and one with TLS from the first byte does not, where handshakes fail at once
    /// because what arrives is no TLS.
    private static Stream<Citation> byService(Facts facts) {
        List<Citation> failed = Logs.saying(NO_TLS, facts);
        return facts.evidence().masterCf().stream()
                .filter(_ -> !failed.isEmpty())
                .filter(given -> given.content().services().stream().anyMatch(ProxyProtocolMismatch::expects))
                .flatMap(given -> given.content().services().stream()
                        .filter(service -> !expects(service) && wraps(service))
                        .map(service -> Citation.line(given.source(), service.firstLine(), service.name() + " inet")))
                .flatMap(citation -> Stream.of(citation, failed.getFirst()));
    }

    private static boolean expects(MasterCf.Service service) {
        return service.options().stream()
                .anyMatch(option -> option.name().endsWith("_upstream_proxy_protocol")
                        && !option.value().isEmpty());
    }

    private static boolean wraps(MasterCf.Service service) {
        return service.options().stream()
                .anyMatch(option -> option.name().equals("smtpd_tls_wrappermode")
                        && option.value().equals("yes"));
    }
}
