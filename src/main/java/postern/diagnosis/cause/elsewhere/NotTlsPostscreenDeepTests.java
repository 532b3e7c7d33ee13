package postern.diagnosis.cause.elsewhere;

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
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.postfix.MainCf;

/// postscreen with deep protocol tests turns every new client away once (POSTSCREEN_README).
public final class NotTlsPostscreenDeepTests implements Cause {
    private static final Pattern LOGGED = Pattern.compile("450 4\\.3\\.2 Service currently unavailable");

    private static final Pattern TURNED_AWAY =
            Pattern.compile("HANGUP after \\S+ from \\S+ in tests after SMTP handshake");
    private static final List<String> TESTS = List.of(
            "postscreen_pipelining_enable", "postscreen_non_smtp_command_enable", "postscreen_bare_newline_enable");

    @Override
    public List<Finding> examine(Facts facts) {
        List<MainCf.Entry> on = facts.evidence().mainCf().stream()
                .flatMap(given -> TESTS.stream().flatMap(name -> given.content().entry(name).stream()))
                .filter(entry -> entry.value().equals("yes"))
                .toList();
        List<Citation> logged = Logs.saying(LOGGED, facts);
        List<Citation> seen = logged.isEmpty() && !on.isEmpty() ? Logs.saying(TURNED_AWAY, facts) : logged;
        List<String> off =
                on.isEmpty() ? TESTS : on.stream().map(MainCf.Entry::name).toList();
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                seen,
                Stream.concat(
                                off.stream().map(name -> Change.mainCf(name, "no")),
                                Stream.of(Change.command("postfix reload")))
                        .toList());
    }
}
