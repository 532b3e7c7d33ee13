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
import postern.evidence.InputKind;
import postern.evidence.PastedText;

/// Dovecot up to 2.3 reads a file only with `<` before its name; from 2.4 on the name stands alone.
public final class DovecotFilePrefixWrong implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "ssl_\\S+: open\\(\\S*-----BEGIN|Can't load (?:private key|SSL certificate)[^\\n]*there is no < ");
    private static final Pattern MISSING = Pattern.compile("^\\s*ssl_(?:cert|key|ca|dh)\\s*=\\s*/");
    private static final Pattern TOO_MUCH = Pattern.compile("^\\s*ssl_(?:server|client)_\\w+_file\\s*=\\s*<");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> configured = facts.evidence().texts().stream()
                .filter(text -> text.kind() == InputKind.DOVECOT_CONF)
                .flatMap(DovecotFilePrefixWrong::wrong);
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Stream.concat(configured, Logs.saying(LOGGED, facts).stream()).toList(),
                List.of(Change.at(Target.DOVECOT_CONF), Change.command("doveadm reload")));
    }

    private static Stream<Citation> wrong(PastedText text) {
        return text.lines().stream()
                .filter(line -> MISSING.matcher(line.text()).find()
                        || TOO_MUCH.matcher(line.text()).find())
                .map(line ->
                        Citation.line(text.source(), line.number(), line.text().strip()));
    }
}
