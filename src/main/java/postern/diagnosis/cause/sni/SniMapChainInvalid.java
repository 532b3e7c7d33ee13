package postern.diagnosis.cause.sni;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.postfix.MainCf;
import postern.transcript.TestRun;

/// An entry of the SNI map holds a chain that cannot be used (Postfix `src/tls/tls_certkey.c`).
public final class SniMapChainInvalid implements Cause {
    private static final Pattern LOGGED = Pattern.compile("SNI data for|malformed BASE64 value");

    /// What OpenSSL says when the function that Postfix chooses a chain with fails (`ssl/statem/extensions.c`).
    private static final Pattern CALLBACK =
            Pattern.compile("final_server_name:callback failed|SSL routines::callback failed:[^:]*extensions\\.c");

    /// The alert that the client gets then.
    private static final Pattern INTERNAL = Pattern.compile("alert internal error|SSL alert number 80");

    private static final String MAPS = "tls_server_sni_maps";
    private static final Change RELOAD = Change.command("postfix reload");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                Stream.of(said, Logs.saying(CALLBACK, facts), withNameOnly(facts))
                        .flatMap(List::stream)
                        .toList(),
                List.of(Change.at(Target.FILE), Change.command("postmap -F " + map(facts)), RELOAD));
    }

    /// A test with a server name meets an internal error, one without gets a certificate, and there is a map.
    private static List<Citation> withNameOnly(Facts facts) {
        List<TestRun> runs = facts.evidence().transcripts();
        boolean without = runs.stream()
                .anyMatch(run ->
                        run.command().filter(it -> it.contains("-noservername")).isPresent()
                                && run.leaf().isPresent());
        return written(facts).isEmpty() || !without
                ? List.of()
                : runs.stream()
                        .filter(run -> run.command()
                                .filter(it -> it.contains("-servername"))
                                .isPresent())
                        .flatMap(run -> run.lines().stream()
                                .filter(line -> INTERNAL.matcher(line.text()).find())
                                .map(line -> Citation.line(run.source(), line.number(), line.text())))
                        .toList();
    }

    private static Optional<String> written(Facts facts) {
        return facts.evidence()
                .mainCf()
                .flatMap(given -> given.content().entry(MAPS))
                .map(MainCf.Entry::value)
                .filter(value -> !value.isBlank());
    }

    /// The table as main.cf names it.
    private static String map(Facts facts) {
        return written(facts).map(value -> value.split("[\\s,]+", 2)[0]).orElse("/etc/postfix/sni");
    }
}
