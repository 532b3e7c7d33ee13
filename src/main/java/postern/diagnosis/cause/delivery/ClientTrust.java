package postern.diagnosis.cause.delivery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.Given;
import postern.evidence.Problem;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.SecurityLevel;
import postern.postfix.Setting;
import postern.postfix.Settings;
import postern.postfix.TlsClient;

/// What the delivering side has to check certificates with, and lines in which the check failed.
public final class ClientTrust {
    /// Postfix `src/tls/tls_verify.c`; X509_V_ERR 2, 19, 20 and 21 all mean that the way to a known root is missing.
    private static final Pattern UNTRUSTED = Pattern.compile(
            "(?:certificate|CA certificate) verification failed for .*(?:untrusted issuer|num=(?:2|19|20|21):)");
    /// The bundles that systems keep up to date: Debian, Red Hat, SUSE, FreeBSD, Alpine.
    private static final Pattern SYSTEM_BUNDLE = Pattern.compile(
            ".*(?:/ca-certificates\\.crt|/ca-bundle(?:\\.trust)?\\.crt|/ca-bundle\\.pem|/tls-ca-bundle\\.pem"
                    + "|/ca-root-nss\\.crt|/etc/(?:pki/tls|ssl)/cert\\.pem)");

    private static final Pattern SATISFIED = Pattern.compile("\\b(?:Trusted|Verified) TLS connection established to ");

    private ClientTrust() {}

    /// Lines of deliveries whose certificate led to no known root though its issuer is a public one.
    public static List<Citation> failures(Facts facts) {
        return PeerCertificate.isNobodysConcern(facts) ? List.of() : publicIssuers(facts);
    }

    private static List<Citation> publicIssuers(Facts facts) {
        return Outgoing.saying(UNTRUSTED, facts).stream()
                .filter(line -> !PeerCertificate.namesPrivateIssuer(line))
                .toList();
    }

    /// What demands certificates with a way to known roots of those mail is delivered to: the level of the
    /// configuration, or policies. Roots that a policy brings itself (`tafile=`) are not meant.
    public static List<Citation> demanded(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return List.of();
        }
        Stream<Citation> policies = PolicyTable.lines(facts).stream()
                .filter(line -> isDemanding(SecurityLevel.named(line.entry().level()))
                        && !line.entry().attributes().containsKey("tafile"))
                .map(PolicyTable.Line::citation);
        Stream<Citation> level = setting(facts, "smtp_tls_security_level").stream()
                .filter(setting -> isDemanding(SecurityLevel.named(setting.value())))
                .map(facts::citation);
        return Stream.concat(level, policies).toList();
    }

    private static boolean isDemanding(Optional<SecurityLevel> level) {
        return level.filter(it -> it == SecurityLevel.VERIFY || it == SecurityLevel.SECURE)
                .isPresent();
    }

    /// Whether a log shows that some certificate led to a known root.
    public static boolean isSatisfied(Facts facts) {
        return !Outgoing.saying(SATISFIED, facts).isEmpty();
    }

    /// Whether the issuer was found and its own was not (X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT): then some file of roots
    /// is read.
    public static boolean holdsSome(Citation failure) {
        return failure.text().contains("num=2:");
    }

    /// The system's bundle as the file of roots: Postfix reads it before it enters a chroot.
    public static List<Change> bundle(Facts facts) {
        return List.of(
                Change.mainCf("smtp_tls_CAfile", Outgoing.certificateBundle(facts)), Change.command("postfix reload"));
    }

    /// A setting of the delivering side; empty if no main.cf was given.
    public static Optional<Setting> setting(Facts facts, String name) {
        return settings(facts).map(settings -> settings.get(name));
    }

    private static Optional<Settings> settings(Facts facts) {
        return facts.evidence()
                .mainCf()
                .map(given -> TlsClient.smtp(given.content(), facts.platform().platform())
                        .settings());
    }

    /// Whether a setting names a file of roots that the system keeps up to date.
    public static boolean isSystemBundle(Setting setting) {
        return SYSTEM_BUNDLE.matcher(setting.value()).matches();
    }

    /// Whether the delivering process of master.cf runs in the queue directory (chroot), where it is known. The
    /// packages of Debian and Ubuntu set it up so.
    public static boolean inChroot(Facts facts) {
        Settings settings = settings(facts)
                .orElseGet(
                        () -> TlsClient.smtp(MainCf.parse(""), facts.platform().platform())
                                .settings());
        return facts.evidence()
                .masterCf()
                .map((Given<MasterCf> given) -> given.content()
                        .service("smtp", "unix")
                        .filter(service -> service.chrooted(settings))
                        .isPresent())
                .orElseGet(() -> settings.get("smtpd_banner").value().matches(".*\\((?:Debian/GNU|Ubuntu)\\).*"));
    }
}
