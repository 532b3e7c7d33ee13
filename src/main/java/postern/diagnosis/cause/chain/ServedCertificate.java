package postern.diagnosis.cause.chain;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.PrintedDate;
import postern.diagnosis.cause.clue.Refusal;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.evidence.InputKind;
import postern.transcript.TestRun;

/// The end of a certificate's time as somebody saw it served.
///
/// @param command  how it was looked at; empty text if that was not told
/// @param end      the last day
/// @param citation where it stands
public record ServedCertificate(String command, LocalDate end, Citation citation) {
    /// X509_V_ERR_CERT_HAS_EXPIRED; below such a complaint about an issuer stands the issuer's date.
    private static final int HAS_EXPIRED = 10;

    private static final Pattern EXPIRED = Pattern.compile("certificate expired");
    /// What X509_verify_cert_error_string says of code 10, behind a program's own words on its session (isync, mutt).
    private static final Pattern SESSION_WORDS =
            Pattern.compile("(?i)\\b(?:SSL|TLS)\\b.{0,120}: certificate has expired\\b"
                    // As a program quotes it to its user.
                    + "|['\"\u201c](?:[^'\"\u201d]{0,40} )?certificate (?:has |is )?expired\\b");
    private static final Pattern MAIL_PORT =
            Pattern.compile("(?::|-p ?)(?:25|465|587|110|143|993|995|smtp|smtps|submissions?|imaps?|pop3s?)\\b");
    private static final Pattern WEB_PORT = Pattern.compile(":(?:443|https)\\b");

    /// All that sessions with a mail port show.
    public static List<ServedCertificate> byMail(Facts facts) {
        return in(facts)
                .filter(served -> served.command.isEmpty()
                        || MAIL_PORT.matcher(served.command).find())
                .toList();
    }

    /// All that sessions with a web server show.
    static List<ServedCertificate> byWeb(Facts facts) {
        return in(facts)
                .filter(served -> WEB_PORT.matcher(served.command).find())
                .toList();
    }

    /// What clients say of it that end the handshake with alert 45, where nobody looked himself: it ended by that day.
    static Stream<ServedCertificate> byAlert(Facts facts) {
        return !isSeen(facts)
                ? Refusal.lasting(facts, EXPIRED).stream().map(line -> new ServedCertificate("", facts.day(), line))
                : Stream.empty();
    }

    /// What clients say of it in their own words, where nobody looked himself and no root that issued it is known
    /// to have expired shortly before: it ended by that day.
    static Stream<ServedCertificate> byWords(Facts facts) {
        boolean other = isSeen(facts)
                || ExpiredRoots.shortlyBefore(facts.day()).isPresent()
                || !new ChainExpiredRoot().examine(facts).isEmpty()
                || !new ChainExpiredIntermediate().examine(facts).isEmpty();
        return other
                ? Stream.empty()
                : Stream.concat(ClientWords.EXPIRED.in(facts).stream(), sessions(facts))
                        .map(line -> new ServedCertificate("", facts.day(), line));
    }

    private static Stream<Citation> sessions(Facts facts) {
        return facts.evidence().texts().stream()
                .filter(text -> text.kind() == InputKind.UNKNOWN)
                .flatMap(text -> text.lines().stream()
                        .filter(line -> SESSION_WORDS.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())));
    }

    private static boolean isSeen(Facts facts) {
        return !ShownCertificates.in(facts).isEmpty()
                || facts.evidence().transcripts().stream()
                        .anyMatch(run -> !run.complaints().isEmpty())
                || !byMail(facts).isEmpty();
    }

    private static Stream<ServedCertificate> in(Facts facts) {
        return Stream.concat(
                facts.evidence().transcripts().stream()
                        .filter(run -> run.command().filter(PortSurvey::isLoop).isEmpty())
                        .flatMap(run -> of(run).stream()),
                facts.evidence().texts().stream().flatMap(PortSurvey::in));
    }

    private static Optional<ServedCertificate> of(TestRun run) {
        boolean issuers = run.complaints().stream().anyMatch(it -> it.code() == HAS_EXPIRED && it.depth() > 0);
        if (issuers) {
            return Optional.empty();
        }
        String command = run.command().orElse("");
        Optional<ServedCertificate> printed = run.lines().stream()
                .flatMap(line -> PrintedDate.notAfter(line.text())
                        .map(end -> new ServedCertificate(
                                command, end, Citation.line(run.source(), line.number(), line.text())))
                        .stream())
                .findFirst();
        return printed.or(() -> run.chain()
                .leaf()
                .flatMap(leaf -> leaf.details()
                        .map(details -> LocalDate.ofInstant(details.notAfter(), ZoneOffset.UTC))
                        .map(end -> new ServedCertificate(
                                command, end, Citation.of(run.source(), leaf.shortName() + ", " + end)))));
    }
}
