package postern.diagnosis.cause.answer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.diagnosis.cause.clue.Logs;

/// Who makes the certificate: a panel that made its own and can be told to get a public one, or an ACME client that
/// tries and fails.
final class Issuance {
    /// A panel's own certificate, by its subject, and the panel's command for a public one (Hestia and Vesta, "Command
    /// line reference"; cPanel, "AutoSSL"; Plesk, extension "Let's Encrypt").
    private static final List<Panel> PANELS = List.of(
            new Panel("O ?= ?(?:Hestia|Vesta) Control Panel", "v-add-letsencrypt-domain USER DOMAIN '' yes"),
            new Panel(
                    "(?:O|CN) ?= ?(?:Plesk|Parallels Panel)\\b",
                    "plesk bin extension --exec letsencrypt cli.php -d DOMAIN"),
            new Panel("O ?= ?cPanel,? Inc", "/usr/local/cpanel/bin/autossl_check --all"));

    /// An authority's answer in a client's log (RFC 8555 section 6.7; the draft's names before), and certbot's summary.
    private static final Pattern FAILED =
            Pattern.compile("urn:(?:ietf:params:)?acme:error:|ACMEv1 is (?:disabled|deprecated)"
                    + "|Some challenges have failed|(?:Failed|Attempting) to renew (?:cert|certificate).{0,200}(?:error|failed)"
                    + "|All renewal attempts failed|acme-client: .*bad HTTP: [45]");

    /// The first protocol was switched off in 2021, for new accounts in 2019; certbot has the second since 0.22
    /// (Let's Encrypt, "End of Life Plan for ACMEv1").
    private static final Pattern TOO_OLD = Pattern.compile("on ACMEv1 is disabled|ACMEv1 is deprecated");
    private static final Pattern CERTBOT = Pattern.compile("(?i)\\bcertbot\\b|/etc/letsencrypt/");

    private Issuance() {}

    /// A panel, known by the subject or issuer of its own certificate.
    private record Panel(Pattern shown, String command) {
        Panel(String name, String command) {
            this(Pattern.compile("\\b[si]:.*\\b" + name), command);
        }
    }

    /// The commands that get a certificate, or the ACME client that has to work first.
    static List<Change> commands(Facts facts) {
        Stream<Change> panel = PANELS.stream()
                .filter(it -> !Logs.saying(it.shown(), facts).isEmpty())
                .map(it -> Change.command(it.command()));
        return Stream.concat(panel, client(facts).stream()).toList();
    }

    private static Optional<Change> client(Facts facts) {
        if (Logs.saying(FAILED, facts).isEmpty()) {
            return Optional.empty();
        }
        boolean old = !Logs.saying(TOO_OLD, facts).isEmpty()
                && !Logs.saying(CERTBOT, facts).isEmpty();
        return Optional.of(old ? Change.command("apt-get install --only-upgrade certbot") : Change.at(Target.COMMAND));
    }
}
