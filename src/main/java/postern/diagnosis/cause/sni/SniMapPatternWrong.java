package postern.diagnosis.cause.sni;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.evidence.Given;
import postern.evidence.InputKind;
import postern.postfix.MainCf;

/// A pattern for sub-domains in the other daemon's spelling: `tls_server_sni_maps` of Postfix looks up
/// `.example.net` (postconf(5)), `local_name` of Dovecot wants `*.example.net`.
public final class SniMapPatternWrong implements Cause {
    private static final Pattern ASTERISK =
            Pattern.compile("^\\s*(\\*\\.[\\w.-]+)\\s+((?:/\\S+|\\S+\\.(?:pem|key|crt))(?:[\\s,]+\\S+){0,5})\\s*$");
    private static final Pattern DOT = Pattern.compile("^\\s*local_name\\s+\"?(\\.[\\w.-]+)\"?\\s*\\{");

    @Override
    public List<Finding> examine(Facts facts) {
        Optional<String> map = facts.evidence()
                .mainCf()
                .map(Given::content)
                .flatMap((MainCf content) -> content.entry("tls_server_sni_maps"))
                .map(MainCf.Entry::value)
                .filter(value -> !value.isBlank());
        List<Finding> found = new ArrayList<>();
        // No other table has a name in front of a key and its certificates.
        if (map.isPresent() || facts.evidence().mainCf().isEmpty()) {
            written(facts, ASTERISK, false).ifPresent(citation -> found.addAll(postfix(facts, citation, map)));
        }
        written(facts, DOT, true).ifPresent(citation -> found.addAll(dovecot(facts, citation)));
        return List.copyOf(found);
    }

    private List<Finding> postfix(Facts facts, Citation citation, Optional<String> map) {
        Matcher line = ASTERISK.matcher(citation.text());
        if (!line.find()) {
            return List.of();
        }
        String right = line.group(1).substring(1);
        return Findings.cause(
                this,
                facts,
                map.isPresent() ? Certainty.PROVEN : Certainty.LIKELY,
                Map.of("pattern", line.group(1), "right", right),
                List.of(citation),
                List.of(
                        Change.at(Target.FILE, right, line.group(2).strip()),
                        Change.command("postmap -F "
                                + map.map(it -> it.split("[\\s,]+", 2)[0]).orElse("FILE")),
                        Change.command("postfix reload")));
    }

    private List<Finding> dovecot(Facts facts, Citation citation) {
        Matcher line = DOT.matcher(citation.text());
        return line.find()
                ? Findings.cause(
                        this,
                        facts,
                        Certainty.PROVEN,
                        Map.of("pattern", line.group(1), "right", "*" + line.group(1)),
                        List.of(citation),
                        List.of(
                                Change.at(Target.DOVECOT_CONF, "local_name", "*" + line.group(1)),
                                Change.command("doveadm reload")))
                : List.of();
    }

    /// The first line of a text of the right kind: the source of a map is of none.
    private static Optional<Citation> written(Facts facts, Pattern pattern, boolean ofDovecot) {
        return facts.evidence().texts().stream()
                .filter(text -> (text.kind() == InputKind.DOVECOT_CONF) == ofDovecot)
                .flatMap(text -> text.lines().stream()
                        .filter(line -> pattern.matcher(line.text()).find())
                        .map(line -> Citation.line(
                                text.source(), line.number(), line.text().strip())))
                .findFirst();
    }
}
