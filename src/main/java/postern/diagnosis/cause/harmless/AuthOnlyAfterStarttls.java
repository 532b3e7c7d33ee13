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
import postern.diagnosis.cause.clue.MailBeforeStarttls;
import postern.diagnosis.cause.delivery.SaslMechanisms;
import postern.probe.StartTls;

/// AUTH is not there before STARTTLS: right, and a follow-up of the missing TLS.
public final class AuthOnlyAfterStarttls implements Cause {
    private static final Pattern LOGGED = Pattern.compile("No worthy mechs found|no mechanism available");

    /// Postfix `src/smtpd/smtpd_sasl_proto.c`, RFC 4954 section 4.
    private static final Pattern NOT_YET = Pattern.compile(
            "^50[23] 5\\.5\\.1 Error: authentication not enabled|^538 |^530 5\\.7\\.0 Must issue a STARTTLS");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(
                this,
                facts,
                Map.of(),
                Stream.concat(
                                SaslMechanisms.in(facts).isEmpty()
                                        ? Logs.saying(LOGGED, facts).stream()
                                        : Stream.empty(),
                                asked(facts))
                        .toList());
    }

    /// Somebody tried AUTH before STARTTLS, which is offered.
    private static Stream<Citation> asked(Facts facts) {
        return facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.startTls() == StartTls.OFFERED
                        && dialogue.answer().isEmpty())
                .filter(dialogue -> MailBeforeStarttls.in(dialogue).isEmpty())
                .flatMap(dialogue -> dialogue.lines().stream()
                        .filter(line -> NOT_YET.matcher(line.text()).find())
                        .map(line -> Citation.line(dialogue.source(), line.number(), line.text())));
    }
}
