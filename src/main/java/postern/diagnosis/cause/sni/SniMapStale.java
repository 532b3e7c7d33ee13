package postern.diagnosis.cause.sni;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.chain.Outdated;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PrintedDate;
import postern.diagnosis.cause.clue.Refusal;
import postern.evidence.Given;
import postern.maillog.LogLine;
import postern.postfix.MainCf;
import postern.transcript.TestRun;

/// The compiled map still holds the old certificate: `postmap -F` stores the files' content (postconf(5),
/// `tls_server_sni_maps`), so a renewed file alone changes nothing, and neither does a restart.
public final class SniMapStale implements Cause {
    /// Tables whose content is compiled.
    private static final Pattern COMPILED = Pattern.compile("\\b(?:hash|btree|lmdb|cdb|dbm):\\S+");
    /// `ls -l` of what `postmap` made.
    private static final Pattern LISTED =
            Pattern.compile("^[-\\w.+]{10,12} .*\\s(/\\S*(?:sni|ssl|tls|cert)[^\\s/]*)\\.(db|lmdb|cdb)\\s*$");
    private static final Pattern EXPIRED = Pattern.compile("certificate expired");
    private static final Pattern CONNECT = Pattern.compile("-connect\\s+(\\S+)");
    private static final Pattern SMTP = Pattern.compile("-starttls smtp|:465\\b");
    private static final Pattern NAMED = Pattern.compile("-servername\\s+(\\S+)");
    private static final Pattern NAMELESS = Pattern.compile("-noservername\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        Optional<String> map = compiled(facts);
        if (map.isEmpty()) {
            return List.of();
        }
        List<Citation> older = runs(facts, NAMED)
                .flatMap(named -> runs(facts, NAMELESS)
                        .filter(plain -> target(plain).equals(target(named)))
                        .filter(plain -> end(named).isPresent() && end(plain).isPresent())
                        .filter(plain -> end(named).get().isBefore(end(plain).get()))
                        .filter(plain -> end(named).get().isBefore(facts.day()) || isSame(named, plain))
                        .flatMap(plain -> Stream.of(cite(named), cite(plain))))
                .toList();
        return Findings.cause(
                this,
                facts,
                older.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of("map", map.get()),
                Stream.of(older, ofRenewed(facts), expired(facts))
                        .filter(lines -> !lines.isEmpty())
                        .findFirst()
                        .orElse(List.of()),
                List.of(Change.command("postmap -F " + map.get()), Change.command("postfix reload")));
    }

    /// The table as `postmap -F` is told to compile it.
    public static Optional<String> compiled(Facts facts) {
        return facts.evidence().mainCf().isEmpty()
                ? listed(facts)
                : facts.evidence()
                        .mainCf()
                        .map(Given::content)
                        .flatMap((MainCf content) -> content.entry("tls_server_sni_maps"))
                        .map(entry -> COMPILED.matcher(entry.value()))
                        .filter(Matcher::find)
                        .map(Matcher::group);
    }

    /// Without main.cf: a compiled table in a listing whose name tells what it is for.
    private static Optional<String> listed(Facts facts) {
        return Logs.saying(LISTED, facts).stream()
                .map(line -> LISTED.matcher(line.text()))
                .filter(Matcher::find)
                .map(found -> (found.group(2).equals("db") ? "hash" : found.group(2)) + ":" + found.group(1))
                .findFirst();
    }

    /// A name for which an old certificate is served although the file that the table names for it is renewed; or a
    /// file that only the table can name.
    public static List<Citation> ofRenewed(Facts facts) {
        Optional<Outdated> outdated = compiled(facts).flatMap(_ -> Outdated.in(facts));
        return outdated.filter(it -> isByTable(facts, it))
                .map(Outdated::citations)
                .orElse(List.of());
    }

    private static boolean isByTable(Facts facts, Outdated outdated) {
        Matcher named = NAMED.matcher(outdated.served().command());
        Optional<String> file = outdated.renewal().file();
        if (!SMTP.matcher(outdated.served().command()).find() || !named.find() || file.isEmpty()) {
            return false;
        }
        Pattern entry = Pattern.compile("^\\s*\\.?" + Pattern.quote(named.group(1)) + "\\s+/.*");
        List<String> listed = facts.evidence().texts().stream()
                .flatMap(text -> text.lines().stream())
                .map(LogLine::text)
                .filter(line -> entry.matcher(line).find())
                .toList();
        return listed.isEmpty()
                ? facts.evidence().mainCf().isEmpty()
                        || (!outdated.files().isEmpty() && !outdated.files().contains(file.get()))
                : listed.stream().anyMatch(line -> line.contains(file.get()));
    }

    /// Clients say that the certificate has expired (alert 45), and nobody has seen a date. Files are renewed by
    /// programs today; the compiled table is what they leave behind.
    private static List<Citation> expired(Facts facts) {
        boolean dated = facts.serverStates().stream()
                        .anyMatch(state -> !state.certificates().isEmpty())
                || facts.evidence().transcripts().stream().anyMatch(run -> end(run).isPresent())
                || !facts.chains().isEmpty();
        return dated ? List.of() : Refusal.lasting(facts, EXPIRED);
    }

    private static Stream<TestRun> runs(Facts facts, Pattern option) {
        return facts.evidence().transcripts().stream()
                .filter(run ->
                        run.command().filter(it -> option.matcher(it).find()).isPresent());
    }

    private static String target(TestRun run) {
        Matcher found = CONNECT.matcher(run.command().orElse(""));
        return found.find() ? found.group(1) : "";
    }

    /// The end of the shown certificate: from itself, else as printed.
    private static Optional<LocalDate> end(TestRun run) {
        return run.chain()
                .leaf()
                .flatMap(Certificate::details)
                .map(details -> LocalDate.ofInstant(details.notAfter(), ZoneOffset.UTC))
                .or(() -> run.lines().stream()
                        .flatMap(line -> PrintedDate.notAfter(line.text()).stream())
                        .findFirst());
    }

    /// Whether both show a certificate for the same server, so that one is the other's predecessor. Two servers
    /// may well have certificates that end on different days.
    private static boolean isSame(TestRun named, TestRun plain) {
        Optional<String> subject = named.leaf().map(Certificate::subject);
        return subject.isPresent() && subject.equals(plain.leaf().map(Certificate::subject));
    }

    private static Citation cite(TestRun run) {
        return Citation.of(
                run.source(),
                Phrase.of(
                        "seen.ends",
                        run.command().orElse("s_client"),
                        end(run).orElseThrow().toString()));
    }
}
