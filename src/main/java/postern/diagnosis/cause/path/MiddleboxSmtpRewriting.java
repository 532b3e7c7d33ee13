package postern.diagnosis.cause.path;

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
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;
import postern.probe.Scan;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.transcript.SmtpTranscript;

/// Something on the way edits the dialogue: the greeting is covered with asterisks, or capabilities are
/// overwritten, as Cisco's SMTP inspection does.
public final class MiddleboxSmtpRewriting implements Cause {
    private static final Pattern COVERED = Pattern.compile("(?:220[ -])?[*0-9 ]*\\*{8,}.*");
    private static final Pattern OVERWRITTEN = Pattern.compile("(?:250[ -])?X{7}[XA]\\b.*");

    /// Any capability that was overwritten, letter by letter: also those beside STARTTLS.
    private static final Pattern ANY_OVERWRITTEN = Pattern.compile("X{3,}[A-Z]?");

    /// A command that was written over with X arrives as no command (Postfix `src/smtpd/smtpd.c`).
    private static final Pattern COMMAND = Pattern.compile("(?:non-SMTP|unknown) command .*: X{4,}");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> edited = Stream.concat(
                        facts.evidence().scans().stream()
                                .flatMap(scan -> edit(scan).map(said -> Facts.citation(scan, said)).stream()),
                        facts.evidence().dialogues().stream()
                                .flatMap(dialogue ->
                                        edit(dialogue).map(said -> Citation.of(dialogue.source(), said)).stream()))
                .toList();
        List<Citation> stripped = edited.isEmpty() ? StrippedOffer.in(facts) : List.of();
        List<Citation> replaced = edited.isEmpty() ? unlikeOurs(facts) : List.of();
        return Findings.cause(
                this,
                facts,
                edited.isEmpty() || !isAnswered(facts) || isLetThrough(facts) ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(
                        "reason",
                        Stream.of(edited, stripped, replaced)
                                .flatMap(List::stream)
                                .findFirst()
                                .map(Citation::text)
                                .orElse("")),
                Stream.of(edited, stripped, replaced).flatMap(List::stream).toList(),
                edited.isEmpty() && stripped.isEmpty()
                        ? List.of(Change.at(Target.CLIENT), Change.at(Target.NETWORK))
                        : List.of(Change.at(Target.NETWORK)));
    }

    /// Whether EHLO was answered: a greeting may be covered on purpose, what the server can do is not.
    private static boolean isAnswered(Facts facts) {
        return !facts.evidence().scans().isEmpty()
                || facts.evidence().dialogues().stream()
                        .anyMatch(dialogue -> !dialogue.capabilities().isEmpty());
    }

    /// Whether STARTTLS came through: that the device also breaks the handshake is not said, only likely.
    private static boolean isLetThrough(Facts facts) {
        return facts.evidence().scans().isEmpty()
                && facts.evidence().dialogues().stream()
                        .filter(MiddleboxSmtpRewriting::isEdited)
                        .allMatch(dialogue -> dialogue.startTls() == StartTls.OFFERED);
    }

    /// What makes a device on the way likely: another greeting, or commands of the other side that were overwritten.
    private static List<Citation> unlikeOurs(Facts facts) {
        return Stream.concat(
                        facts.direction() == Problem.OUTBOUND
                                ? Stream.empty()
                                : replaced(facts.evidence().dialogues()).stream(),
                        Logs.saying(COMMAND, facts).stream())
                .toList();
    }

    /// Under the same name two greetings are heard, and the one without STARTTLS is not that of the mail server:
    /// something near that client answers in its place.
    private static List<Citation> replaced(List<SmtpTranscript> dialogues) {
        return dialogues.stream()
                .filter(other -> other.startTls() == StartTls.NOT_OFFERED
                        && other.greeting().isPresent())
                .flatMap(other -> dialogues.stream()
                        .filter(own -> own.startTls() == StartTls.OFFERED)
                        .filter(own ->
                                host(own).equals(host(other)) && !own.greeting().equals(other.greeting()))
                        .limit(1)
                        .flatMap(own -> Stream.of(other, own)))
                .map(dialogue -> Citation.of(
                        dialogue.source(), "220 " + dialogue.greeting().orElse("")))
                .distinct()
                .toList();
    }

    /// The name that a greeting begins with (RFC 5321 section 4.2).
    private static String host(SmtpTranscript dialogue) {
        return dialogue.greeting().orElse("").split(" ", 2)[0];
    }

    /// Whether somebody's words in a pasted conversation were edited on the way.
    public static boolean isEdited(SmtpTranscript dialogue) {
        return edit(dialogue).isPresent();
    }

    private static Optional<? extends CharSequence> edit(Scan scan) {
        return edit(
                scan.startTls(),
                scan.said(Step.GREETING).orElse("").lines().toList(),
                scan.said(Step.EHLO).orElse("").lines().toList());
    }

    private static Optional<? extends CharSequence> edit(SmtpTranscript dialogue) {
        Optional<String> overwritten = first(ANY_OVERWRITTEN, dialogue.capabilities());
        return dialogue.startTls() == StartTls.OFFERED && dialogue.failure().isPresent() && overwritten.isPresent()
                ? first(COVERED, dialogue.greeting().stream().toList()).or(() -> overwritten)
                : edit(dialogue.startTls(), dialogue.greeting().stream().toList(), dialogue.capabilities());
    }

    /// The server's words that show it. STARTTLS that is offered all the same is in nobody's way, as long as TLS comes
    /// of it.
    private static Optional<? extends CharSequence> edit(
            StartTls startTls, List<String> greeting, List<String> capabilities) {
        if (startTls == StartTls.MASKED) {
            return Optional.of(
                    Phrase.or(first(OVERWRITTEN, capabilities).or(() -> first(COVERED, greeting)), "seen.masked"));
        }
        return startTls == StartTls.OFFERED ? Optional.empty() : first(COVERED, greeting);
    }

    private static Optional<String> first(Pattern pattern, List<String> lines) {
        return lines.stream().filter(line -> pattern.matcher(line).matches()).findFirst();
    }
}
