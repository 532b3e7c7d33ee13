package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.advice.ClientCertConfiguredNeedlessly;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.Problem;
import postern.postfix.Setting;
import postern.transcript.TestRun;

/// Our client shows a certificate nobody wanted, and the peer refuses it: alerts 42, 43, 46 and 48 after a request for
/// a certificate judge ours (RFC 8446 section 6.2).
public final class ClientCertBreaksHandshake implements Cause {
    private static final Pattern REFUSED = Pattern.compile(
            "alert (?:bad certificate|unsupported certificate|certificate unknown|unknown ca|certificate expired|certificate revoked)");

    private static final Pattern FAILED = Pattern.compile("Cannot start TLS: handshake failure");
    /// The library tells why it failed.
    private static final Pattern REASON = Pattern.compile("TLS library problem|SSL_connect error|verification failed");

    private static final Pattern WITH_CERTIFICATE = Pattern.compile(" -cert \\S");
    private static final Pattern TARGET = Pattern.compile(" -connect (\\S{1,255})");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> tested = facts.direction() == Problem.OUTBOUND ? tested(facts) : List.of();
        return tested.isEmpty() ? logged(facts) : shown(facts, tested);
    }

    /// The same receiver begins TLS with a client that shows no certificate, and not with one that does.
    private static List<Citation> tested(Facts facts) {
        List<TestRun> runs = facts.evidence().transcripts();
        return runs.stream()
                .filter(with -> shows(with) && with.suite().isEmpty())
                .flatMap(with -> runs.stream()
                        .filter(without -> !shows(without) && without.suite().isPresent())
                        .filter(without ->
                                target(without).isPresent() && target(without).equals(target(with)))
                        .limit(1)
                        .flatMap(without -> Stream.of(with, without)))
                .map(run -> Citation.of(run.source(), run.command().orElse("")))
                .distinct()
                .toList();
    }

    private static boolean shows(TestRun run) {
        return run.command().filter(it -> WITH_CERTIFICATE.matcher(it).find()).isPresent();
    }

    private static Optional<String> target(TestRun run) {
        return run.command().map(TARGET::matcher).filter(Matcher::find).map(found -> found.group(1));
    }

    private List<Finding> shown(Facts facts, List<Citation> tested) {
        List<Setting> written = ClientCertConfiguredNeedlessly.written(facts);
        List<Change> removal = written.isEmpty()
                ? List.of(
                        Change.mainCf("smtp_tls_cert_file", ""),
                        Change.mainCf("smtp_tls_key_file", ""),
                        Change.command("postfix reload"))
                : ClientCertConfiguredNeedlessly.removal(written);
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(
                        "parameter",
                        written.stream().findFirst().map(Setting::name).orElse("smtp_tls_cert_file")),
                Stream.concat(tested.stream(), written.stream().map(facts::citation))
                        .toList(),
                removal);
    }

    private List<Finding> logged(Facts facts) {
        List<Setting> written = ClientCertConfiguredNeedlessly.written(facts);
        List<Citation> named = Outgoing.saying(REFUSED, facts);
        boolean silent = named.isEmpty() && Outgoing.saying(REASON, facts).isEmpty();
        List<Citation> refused = silent ? Outgoing.saying(FAILED, facts) : named;
        if (refused.isEmpty() || written.isEmpty()) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                silent ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of("parameter", written.getFirst().name()),
                Stream.concat(written.stream().map(facts::citation), refused.stream())
                        .toList(),
                ClientCertConfiguredNeedlessly.removal(written));
    }
}
