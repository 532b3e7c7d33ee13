package postern.diagnosis.cause.elsewhere;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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
import postern.diagnosis.cause.delivery.SaslMechanisms;
import postern.evidence.Problem;

/// Logging in fails for want of something beside TLS: the service that checks passwords does not answer or cannot read
/// its own data, or our side has no way to log in that a relay offers.
public final class NotTlsSaslBackend implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(?i)SASL: Connect to .* failed|no SASL authentication mechanisms|cannot connect to (?:saslauthd|Courier authdaemond)"
                    + "|SASL authentication failure: cannot connect|(?:net_connect_unix|connect)\\([^)]*\\bauth[^)]*\\) failed"
                    + "|\\bauth(?:-worker)?(?:\\([^)]*\\))?(?:<[^>]*>)*: Error: (?:mysql|pgsql|ldap|sql)\\b.*(?:connect|contact)"
                    + "|Auth process (?:not responding|died)|auth-server not available");

    /// Only Postfix's plug-in for Dovecot says so (`src/xsasl/xsasl_dovecot_server.c`).
    private static final Pattern DOVECOT = Pattern.compile("SASL: Connect to \\S+ failed");

    /// Cyrus SASL (`lib/auxprop.c`, `sasldb/db_berkeley.c`, `lib/checkpw.c`).
    private static final Pattern ACCOUNTS = Pattern.compile("unable to open Berkeley db \\S+: "
            + "|error opening password file|unable to open database .{0,60}sasldb|unknown password verifier"
            + "|unable to open \\S*sasldb\\S*");

    /// The name that the service logs under, which for submission is its own.
    private static final Pattern SERVICE = Pattern.compile("postfix/(?:(submissions?|smtps)/)?smtpd\\[");

    private static final Pattern SASLAUTHD = Pattern.compile("(?i)saslauthd");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        if (said.isEmpty()) {
            return Stream.of(mechanisms(facts), accounts(facts))
                    .filter(findings -> !findings.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }
        return Findings.cause(this, facts, Certainty.PROVEN, reason("sasl.silent"), said, fix(said));
    }

    private List<Finding> mechanisms(Facts facts) {
        return SaslMechanisms.in(facts).stream()
                .flatMap(
                        it -> Findings.cause(
                                this, facts, Certainty.LIKELY, reason("sasl.mechanisms"), it.evidence(), it.fix())
                                .stream())
                .toList();
    }

    /// The accounts of Cyrus SASL, or the settings that say where they are, are out of reach: most often in a chroot.
    private List<Finding> accounts(Facts facts) {
        List<Citation> said = facts.direction() == Problem.OUTBOUND ? List.of() : Logs.saying(ACCOUNTS, facts);
        List<Change> fix = new ArrayList<>(List.of(Change.at(Target.FILE)));
        said.stream()
                .map(line -> SERVICE.matcher(line.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .map(name -> name == null ? "smtp" : name)
                .distinct()
                .map(name -> new Change(
                        Target.MASTER_CF,
                        Optional.of(name),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("postconf -F '" + name + "/inet/chroot=n'")))
                .forEach(fix::add);
        fix.add(Change.command("postfix reload"));
        return Findings.cause(this, facts, Certainty.LIKELY, reason("sasl.accounts"), said, fix);
    }

    private static Map<String, CharSequence> reason(String key) {
        return Map.of("reason", Phrase.of(key));
    }

    /// For Postfix, Dovecot opens a socket where a `unix_listener` of its service `auth` says so.
    private static List<Change> fix(List<Citation> said) {
        if (said.stream().anyMatch(line -> DOVECOT.matcher(line.text()).find())) {
            return List.of(Change.at(Target.DOVECOT_CONF), Change.command("systemctl restart dovecot"));
        }
        return said.stream().anyMatch(line -> SASLAUTHD.matcher(line.text()).find())
                ? List.of(Change.command("systemctl restart saslauthd"), Change.at(Target.FILE))
                : List.of(Change.at(Target.COMMAND), Change.at(Target.FILE));
    }
}
