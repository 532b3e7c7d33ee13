package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.evidence.PastedText;
import postern.evidence.Problem;
import postern.maillog.Direction;

/// Ports of mail programs are closed on somebody else's MX host: delivery needs only port 25 (RFC 5321 section 4.5.4.2,
/// RFC 8314).
public final class MxClosedClientPorts implements Cause {
    private static final String PORT = "(?:110|143|465|587|993|995|pop3s?|imaps?|submissions?|smtps)";
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([a-z0-9][a-z0-9.-]*\\.[a-z]{2,})\\.?(?:\\[[0-9a-f:.]+])?(?: (?:on )?(?:port )?|:)" + PORT + "\\b");
    private static final Pattern REFUSED =
            Pattern.compile("(?i)connection refused|\\brefused\\b|\\b" + PORT + "(?:/tcp)?\\s+closed\\b|\\bclosed\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        Set<String> exchangers = Stream.of(
                        facts.pastedDns().stream()
                                .flatMap(pasted -> pasted.text().mx().stream())
                                .map(stated -> stated.value().host()),
                        facts.evidence().domain().stream()
                                .flatMap(domain -> domain.route().hosts().stream())
                                .map(host -> host.name()),
                        facts.evidence().logs().stream()
                                .flatMap(log -> log.peers().stream())
                                .filter(peer -> peer.direction() == Direction.OUTBOUND)
                                .map(peer -> peer.peer().name().toLowerCase(Locale.ROOT)))
                .flatMap(names -> names)
                .collect(Collectors.toSet());
        return facts.direction() == Problem.OUTBOUND
                ? Findings.harmless(
                        this,
                        facts,
                        Map.of(),
                        facts.evidence().texts().stream()
                                .flatMap(text -> closed(text, exchangers))
                                .toList())
                : List.of();
    }

    private static Stream<Citation> closed(PastedText text, Set<String> exchangers) {
        return text.lines().stream()
                .filter(line -> REFUSED.matcher(line.text()).find())
                .filter(line -> {
                    Matcher named = NAMED.matcher(line.text());
                    return named.find() && exchangers.contains(named.group(1).toLowerCase(Locale.ROOT));
                })
                .map(line -> Citation.line(text.source(), line.number(), line.text()));
    }
}
