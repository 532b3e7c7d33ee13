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
import postern.transcript.SClientOutput;

/// The first message of the handshake is too large for something on the way: a library that offers post-quantum
/// key exchange (OpenSSL 3.5) sends more than one packet, and the same host answers a smaller offer.
public final class LargeClientHelloDropped implements Cause {
    private static final Pattern HANGS = Pattern.compile("SSL_connect error to .*: (?:Connection|Operation) timed out");
    private static final Pattern SMALLER = Pattern.compile("s_client .*(?:-groups|-curves|-tls1_2|-no_tls1_3)\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> smaller = facts.evidence().transcripts().stream()
                .filter(run -> run.suite().isPresent())
                .flatMap((SClientOutput run) -> run.command().stream()
                        .filter(command -> SMALLER.matcher(command).find())
                        .map(command -> Citation.of(run.source(), command)));
        List<Citation> hangs = Logs.saying(HANGS, facts);
        List<Citation> evidence = hangs.isEmpty() ? List.of() : smaller.toList();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                evidence.isEmpty()
                        ? List.of()
                        : Stream.concat(hangs.stream(), evidence.stream()).toList(),
                List.of(Change.mainCf("tls_eecdh_auto_curves"), Change.at(Target.NETWORK)));
    }
}
