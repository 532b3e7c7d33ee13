package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.transcript.TestRun;

/// `s_client` without `-starttls` on a port where TLS has to be asked for: the greeting looks to it like a wrong
/// version.
public final class ProbeWithoutStarttls implements Cause {
    private static final Pattern PORT =
            Pattern.compile("(?::|-p(?:ort)? ?)(?:25|587|143|110|smtp|submission|imap|pop3)\\b");
    /// What other tools are told, and what they say (curl, gnutls-cli).
    private static final Pattern OTHER_TOOL = Pattern.compile(
            "openssl s_client (?!.*-starttls).*(?::|-port )(?:25|587|143|110|smtp|submission|imap|pop3)\\b|curl .*(?:smtps|imaps|pop3s)://[^/\\s]+:(?:25|587|143|110)\\b|gnutls-cli (?!.*--starttls).*-p ?(?:25|587|143|110|smtp|imap)\\b");
    private static final Pattern NOT_TLS =
            Pattern.compile("(?i)wrong version number|unknown protocol|unexpected TLS packet|packet length too long");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> tests = facts.evidence().transcripts().stream()
                .filter(ProbeWithoutStarttls::isNotTls)
                .flatMap(run -> run
                        .command()
                        .filter(command -> PORT.matcher(command).find() && !command.contains("-starttls"))
                        .map(command -> Citation.of(run.source(), command))
                        .stream())
                .toList();
        Stream<Citation> others =
                Logs.saying(NOT_TLS, facts).isEmpty() ? Stream.empty() : Logs.saying(OTHER_TOOL, facts).stream();
        return Findings.harmless(
                this, facts, Map.of(), Stream.concat(tests.stream(), others).toList());
    }

    private static boolean isNotTls(TestRun run) {
        return run.errors().stream()
                .anyMatch(error -> error.reason().contains("wrong version number")
                        || error.reason().contains("unknown protocol")
                        || error.reason().contains("packet length too long"));
    }
}
