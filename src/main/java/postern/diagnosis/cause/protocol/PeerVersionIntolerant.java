package postern.diagnosis.cause.protocol;

import java.util.ArrayList;
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
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.cipher.PeerReadsFirst64Suites;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.handshake.LargeClientHelloDropped;
import postern.evidence.Problem;
import postern.probe.Step;
import postern.probe.Trouble;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;
import postern.transcript.TestRun;

/// The peer breaks when the hello offers a newer version, instead of choosing an older one as RFC 5246 appendix E.1
/// demands.
public final class PeerVersionIntolerant implements Cause {
    private static final Pattern FAILED =
            Pattern.compile("SSL_connect error to |SSL routines:[^:]*:(?:wrong version number|unknown protocol)");
    private static final Pattern LOWER = Pattern.compile("s_client .*-(?:tls1|tls1_1|tls1_2|no_tls1_[123]|ssl3)\\b");
    private static final Pattern ONLY = Pattern.compile("s_client .*-(tls1(?:_[123])?|ssl3)\\b");
    private static final Pattern LIMIT =
            Pattern.compile("s_client .*-(?:tls1(?:_[123])?|no_tls1_[123]|ssl3|cipher|groups|curves)\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return probed(facts);
        }
        List<Citation> failed = Outgoing.saying(FAILED, facts);
        boolean plainRunFails = facts.evidence().transcripts().stream()
                .anyMatch(run ->
                        run.command().filter(it -> !LIMIT.matcher(it).find()).isPresent()
                                && run.suite().isEmpty());
        List<TestRun> lower = facts.evidence().transcripts().stream()
                .filter(run -> run.suite().isPresent() && spoken(run).isPresent())
                .filter(run ->
                        run.command().filter(it -> LOWER.matcher(it).find()).isPresent())
                .toList();
        boolean others = !new PeerReadsFirst64Suites().examine(facts).isEmpty()
                || !new LargeClientHelloDropped().examine(facts).isEmpty()
                || !new OpensslPolicyFloor().examine(facts).isEmpty();
        if (failed.isEmpty() || !plainRunFails || lower.isEmpty() || others) {
            return List.of();
        }
        ProtocolVersion spoken = spoken(lower.getFirst()).orElseThrow();
        List<Change> fix = new ArrayList<>(PolicyTable.change(facts, policy(facts, spoken)));
        fix.add(Change.at(Target.PEER));
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("version", spoken.toString()),
                Stream.concat(
                                failed.stream(),
                                lower.stream()
                                        .map(run -> Citation.of(
                                                run.source(), run.command().orElseThrow())))
                        .toList(),
                fix);
    }

    /// Up to OpenSSL 1.0 the line about the suite names no single version (`TLSv1/SSLv3`); the test's own limit does.
    private static Optional<ProtocolVersion> spoken(TestRun run) {
        return run.version()
                .or(() -> run.command()
                        .map(ONLY::matcher)
                        .filter(Matcher::find)
                        .flatMap(found -> ProtocolVersion.named(found.group(1)
                                .replace("ssl3", "SSLv3")
                                .replace("tls1", "TLSv1")
                                .replace('_', '.'))));
    }

    /// A probe is cut off, without an alert, when it offers all versions, and gets in when it offers only older ones.
    private List<Finding> probed(Facts facts) {
        return facts.evidence().scans().stream()
                .filter(scan -> scan.failure()
                        .filter(stage -> stage.step() == Step.HANDSHAKE
                                && stage.trouble().orElseThrow() instanceof Trouble.Closed)
                        .isPresent())
                .filter(scan -> !scan.server().accepted().isEmpty()
                        && scan.server().speaks(ProtocolVersion.TLSV1_3) != Answer.YES)
                .limit(1)
                .flatMap(scan -> {
                    String newest = scan.server().accepted().getLast().toString();
                    return Findings.cause(
                            this,
                            facts,
                            Certainty.LIKELY,
                            Map.of("version", newest),
                            List.of(Facts.citation(scan, Phrase.of("seen.intolerant", newest))),
                            List.of(Change.at(Target.NETWORK)))
                            .stream();
                })
                .toList();
    }

    /// Everything above the version that works is left out.
    private static String policy(Facts facts, ProtocolVersion spoken) {
        var level =
                Outgoing.client(facts).map(client -> client.level().toString()).orElse("may");
        StringBuilder protocols = new StringBuilder("!SSLv2:!SSLv3");
        for (ProtocolVersion version : ProtocolVersion.values()) {
            if (version.compareTo(spoken) > 0) {
                protocols.append(":!").append(version);
            }
        }
        return level + " protocols=" + protocols;
    }
}
