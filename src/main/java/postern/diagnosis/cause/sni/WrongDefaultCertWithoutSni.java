package postern.diagnosis.cause.sni;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.certificate.Certificate;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.Problem;
import postern.transcript.TestRun;

/// Without a server name the server shows another certificate than with it.
public final class WrongDefaultCertWithoutSni implements Cause {
    private static final Pattern CONNECT = Pattern.compile("-connect\\s+(\\S+)");

    private static final Pattern NAME = Pattern.compile("-servername\\s+(\\S+)");

    private static final Pattern DOVECOT_PORT = Pattern.compile(":(?:143|993|110|995|imaps?|pop3s?)$");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        return Findings.cause(this, facts, Certainty.LIKELY, Map.of(), evidence(facts), fix(facts));
    }

    /// The right pair as the default: one setting since Postfix 3.4, two before; port numbers tell of Dovecot.
    private static List<Change> fix(Facts facts) {
        boolean dovecot = runs(facts, true).stream()
                .map(WrongDefaultCertWithoutSni::target)
                .anyMatch(target -> DOVECOT_PORT.matcher(target).find());
        if (dovecot) {
            return List.of(Change.at(Target.DOVECOT_CONF), Change.command("doveadm reload"));
        }
        boolean chain = Outgoing.release(facts).atLeast(3, 4)
                && Outgoing.written(facts, "smtpd_tls_cert_file").isEmpty();
        List<Change> changes = new ArrayList<>();
        (chain ? List.of("smtpd_tls_chain_files") : List.of("smtpd_tls_cert_file", "smtpd_tls_key_file"))
                .forEach(name -> changes.add(Change.mainCf(name)));
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    /// Runs with and without a name whose certificates differ.
    static List<Citation> evidence(Facts facts) {
        List<TestRun> without = runs(facts, true);
        List<TestRun> with = runs(facts, false);
        return without.stream()
                .filter(run -> with.stream()
                        .filter(other -> target(other).equals(target(run)))
                        .filter(other -> isNameless(run)
                                || names(other).filter(host(run)::equals).isPresent())
                        .anyMatch(other -> !subject(other).equals(subject(run))))
                .map(run -> Citation.of(run.source(), Phrase.of("seen.without-name", subject(run))))
                .toList();
    }

    private static List<TestRun> runs(Facts facts, boolean nameless) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.command()
                        .filter(command ->
                                nameless ? !command.contains("-servername") : !command.contains("-noservername"))
                        .isPresent())
                .filter(run -> !subject(run).isEmpty())
                .toList();
    }

    /// Told to send no name. Before OpenSSL 1.1.1 s_client sent one only where it was told to: a session without the
    /// option that shows another certificate than one with the name of the very host sent none.
    private static boolean isNameless(TestRun run) {
        return run.command()
                .filter(command -> command.contains("-noservername"))
                .isPresent();
    }

    private static Optional<String> names(TestRun run) {
        return run.command().map(NAME::matcher).filter(Matcher::find).map(found -> found.group(1));
    }

    private static String host(TestRun run) {
        return target(run).replaceFirst(":[^:]*$", "");
    }

    private static String target(TestRun run) {
        return run.command()
                .map(CONNECT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElse("");
    }

    private static String subject(TestRun run) {
        return run.chain().leaf().map(Certificate::subject).orElse("");
    }
}
