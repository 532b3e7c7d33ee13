package postern.diagnosis.cause.trust;

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
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.ClientTrust;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.postfix.Setting;

/// The delivering side checks certificates and has no roots: neither `smtp_tls_CAfile` nor `smtp_tls_CApath`.
public final class CaBundleMissing implements Cause {
    /// Scripts and programs that are told of a file of authorities and do not find it: the start script of a container,
    /// curl, Python's requests, PHP, msmtp. What Postfix says itself is [CafileUnloadable].
    private static final Pattern NOT_THERE =
            Pattern.compile("(?i)(?:^|[^a-z])(?:\\w*_)?CA_?(?:file|cert\\w*|bundle|path)?\\b"
                    + ".{0,120}(?:must exists?\\b|(?:does ?n[o']t|does not|do not) exist|not (?:be )?found|no such file|is missing\\b|not a (?:valid )?file)"
                    + "|error setting certificate (?:verify locations|file)|error adding trust anchors from file"
                    + "|could not find a suitable TLS CA certificate bundle|failed loading cafile stream"
                    + "|cannot set X509 trust file");
    /// What an Exchange server that delivers notes in its queue (`LastError`) of the receiving host of a
    /// large provider, whose certificates everybody else accepts.
    private static final Pattern UNKNOWN_ROOT = Pattern.compile(
            "(?i)Certificate validation failure, ?reason: ?UntrustedRoot"
                    + ".{0,80}\\{FQDN=[\\w.-]{1,255}\\.(?:protection\\.outlook\\.com|mx\\.microsoft|google\\.com|yahoodns\\.net|icloud\\.com)\\b");
    /// Mail that waits for another reason than a certificate.
    private static final Pattern OTHERWISE =
            Pattern.compile("status=(?:deferred|bounced) \\((?!Server certificate not|Cannot start TLS)");
    /// Not of the roots for checking others, but of one's own certificate or of a lookup in the DNS.
    private static final Pattern OTHER = Pattern.compile("(?i)smtpd_tls_|cannot load Certif|\\bCAA\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> absent = Outgoing.saying(NOT_THERE, facts).stream()
                .filter(line -> isSaidBy(line.text()))
                .toList();
        List<Citation> unknown = Outgoing.saying(UNKNOWN_ROOT, facts);
        if (absent.isEmpty() && !unknown.isEmpty()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.POSSIBLE,
                    Map.of(),
                    unknown,
                    List.of(Change.at(Target.FILE), Change.at(Target.CLIENT)));
        }
        return absent.isEmpty()
                ? unverified(facts)
                : Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of(),
                        absent,
                        Stream.concat(Stream.of(Change.at(Target.FILE)), ClientTrust.bundle(facts).stream())
                                .toList());
    }

    /// Whether a line tells of a file of authorities that is not there, and of none of a server's own.
    public static boolean isSaidBy(String line) {
        return NOT_THERE.matcher(line).find() && !OTHER.matcher(line).find();
    }

    private List<Finding> unverified(Facts facts) {
        List<Citation> failures = ClientTrust.failures(facts).stream()
                .filter(line -> !ClientTrust.holdsSome(line))
                .toList();
        Optional<Setting> file = ClientTrust.setting(facts, "smtp_tls_CAfile");
        Optional<Setting> folder = ClientTrust.setting(facts, "smtp_tls_CApath");
        boolean none = file.filter(Setting::isEmpty).isPresent()
                && folder.filter(Setting::isEmpty).isPresent();
        if (!none && file.isPresent()) {
            return List.of();
        }
        // What lacks the line may be an excerpt.
        boolean shown = !failures.isEmpty() || facts.hasWholeMainCf();
        return Findings.cause(
                this,
                facts,
                none && shown ? Certainty.LIKELY : Certainty.POSSIBLE,
                Map.of(),
                failures.isEmpty() && none && !isAppended(facts) ? unmet(facts) : failures,
                ClientTrust.bundle(facts));
    }

    /// No log is needed to know that nobody passes a check against no roots.
    private static List<Citation> unmet(Facts facts) {
        return ClientTrust.isSatisfied(facts)
                        || !Outgoing.saying(OTHERWISE, facts).isEmpty()
                ? List.of()
                : ClientTrust.demanded(facts);
    }

    /// Whether the library's own folder of roots is used too (postconf(5), tls_append_default_CA, since 2.5.11).
    private static boolean isAppended(Facts facts) {
        return ClientTrust.setting(facts, "tls_append_default_CA")
                .filter(setting -> setting.value().equals("yes"))
                .isPresent();
    }
}
