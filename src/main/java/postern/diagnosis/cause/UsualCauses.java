package postern.diagnosis.cause;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.Target;
import postern.diagnosis.Wording;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PasswordGuesses;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.diagnosis.cause.mode.PassingRefusal;
import postern.diagnosis.cause.mode.PasswordInClear;
import postern.diagnosis.cause.mode.TlsNotEnabled;
import postern.diagnosis.cause.path.BlockedByFail2ban;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.maillog.PeerTotals;
import postern.postfix.Parameters;
import postern.postfix.PlatformGuess;
import postern.postfix.Setting;
import postern.sender.SenderProfile;
import postern.table.FactTable;
import postern.tls.ClientTls;
import postern.tls.Handshake;
import postern.tls.Outcome;

/// What a failure most often comes from, where the evidence shows that something fails and not why.
///
/// Better than silence for somebody who needs to know where to look first, and never more than possible: a cause that
/// found evidence of its own always goes before.
public final class UsualCauses {
    private static final List<Row> ROWS =
            FactTable.rows(UsualCauses.class, "/postern/diagnosis/usual-causes.tsv").stream()
                    .map(Row::of)
                    .toList();

    /// In a log of much mail something always fails.
    private static final int MANY = 3;
    private static final String WRONG_MODE = "client-wrong-tls-mode";
    private static final String OFF = "tls-not-enabled";
    private static final String NAME = "verify-name-pattern-wrong";
    private static final String ROOTS = "ca-bundle-missing";
    private static final String CIPHERS = "cipher-list-too-strict";
    private static final String SELF_SIGNED = "cert-self-signed-or-default";
    private static final Pattern SELF_SIGNED_WORDS = Pattern.compile("(?i)self[- ]?signed");
    /// Who gets certificates of a public authority: ACME (RFC 8555) and its clients.
    private static final Pattern ACME = Pattern.compile(
            "(?i)\\bacme(?:-v0\\d|\\.sh|\\b)|let'?s ?encrypt|\\bcertbot\\b|\\bgetssl\\b|\\bdehydrated\\b");
    /// A setting tells of no failure, whatever its name.
    private static final Pattern SETTING = Pattern.compile("\\s*#?\\s*[a-z][a-z0-9_]+\\s*=\\s|#(?!\\d+\\()[^!$]");
    private static final Pattern WITH_STARTTLS = Pattern.compile("\\s-?-starttls\\b");
    /// Where a name decides, trust was there; what demands another proof than trust has no use for names.
    private static final Pattern UNTRUSTED = Pattern.compile("Untrusted TLS connection established");
    private static final Pattern SENT = Pattern.compile("status=sent ");
    private static final Pattern HELD = Pattern.compile("status=(?:deferred|bounced|expired) ");

    private UsualCauses() {}

    /// The usual cause of a failure that nothing explains.
    ///
    /// @param found what causes found; a line that one of them cites is explained
    /// @return one finding, or none if a cause was found or no line tells of a failure
    public static List<Finding> in(Facts facts, List<Finding> found) {
        if (found.stream().anyMatch(finding -> finding.role() == Role.CAUSE || isExplanation(facts, finding))) {
            return List.of();
        }
        if (isDelivered(facts) || isVisitors(facts)) {
            return List.of();
        }
        Set<Citation> explained = new HashSet<>();
        found.forEach(finding -> explained.addAll(finding.evidence()));
        return ROWS.stream()
                .filter(row -> row.traffic.contains(facts.direction()))
                .filter(row -> !row.cause.equals(WRONG_MODE) || !PasswordInClear.isTriedWithinTls(facts))
                .filter(row -> !row.cause.equals(SELF_SIGNED) || !isOfPublicAuthority(facts))
                .filter(row -> !row.cause.equals(CIPHERS) || !isServed(facts))
                .filter(row ->
                        !row.cause.equals(NAME) || Logs.saying(UNTRUSTED, facts).isEmpty())
                .filter(row -> !row.cause.equals(ROOTS) || !(PeerCertificate.isPassed(facts) || hasRoots(facts)))
                .filter(row -> !row.cause.equals(OFF)
                        || facts.direction() == Problem.OUTBOUND
                        || !TlsNotEnabled.isSeenOn(facts))
                .flatMap(row -> row.examine(facts, explained))
                .limit(1)
                .toList();
    }

    /// The ids in the table.
    static List<String> ids() {
        return ROWS.stream().map(Row::cause).distinct().toList();
    }

    /// Whether a cause is in the table for some traffic.
    static boolean isUsualFor(String cause, Problem traffic) {
        return ROWS.stream().anyMatch(row -> row.cause.equals(cause) && row.traffic.contains(traffic));
    }

    /// Whether the certificate comes from a public authority: then an unknown issuer is one that was not sent along.
    private static boolean isOfPublicAuthority(Facts facts) {
        return !Logs.saying(ACME, facts).isEmpty()
                && Logs.saying(SELF_SIGNED_WORDS, facts).isEmpty();
    }

    /// Whether the delivering side has a file of roots. A folder of them may lack its links, or be out of reach in the
    /// jail.
    private static boolean hasRoots(Facts facts) {
        return Outgoing.written(facts, "smtp_tls_CAfile").isPresent();
    }

    /// Whether the suites that are set leave enough for those who find none in common: then it is not the list.
    private static boolean isServed(Facts facts) {
        List<ClientTls> failing = facts.realSenders().stream()
                .filter(sender -> sender.failed() > 0 && sender.tls() == 0)
                .flatMap(sender -> sender.profile().map(SenderProfile::offer).stream())
                .toList();
        return !failing.isEmpty()
                && facts.predicted()
                        .filter(server -> failing.stream()
                                .allMatch(offer -> Handshake.between(offer, server) instanceof Outcome.Agreed))
                        .isPresent();
    }

    /// Mail that goes out and arrives does not fail, whatever is said on its way.
    private static boolean isDelivered(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return false;
        }
        long delivered = facts.evidence().logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == Direction.OUTBOUND)
                .mapToLong(PeerTotals::delivered)
                .sum();
        return delivered > MANY
                || (!Logs.saying(SENT, facts).isEmpty()
                        && Logs.saying(HELD, facts).isEmpty());
    }

    /// Hosts without a name try port 25 all day; their failures are nobody's complaint.
    private static boolean isVisitors(Facts facts) {
        List<SenderTraffic> failing =
                facts.senders().stream().filter(sender -> sender.failed() > 0).toList();
        return facts.direction() == Problem.INBOUND
                && facts.evidence().texts().isEmpty()
                && !failing.isEmpty()
                && failing.stream()
                        .flatMap(sender -> sender.peers().stream())
                        .map(PeerTotals::peer)
                        .allMatch(peer -> !peer.address().isEmpty() && !peer.isNamed());
    }

    /// Something harmless that was seen to happen explains what was seen; a harmless setting explains nothing.
    private static boolean isExplanation(Facts facts, Finding finding) {
        return finding.role() == Role.HARMLESS
                && finding.evidence().stream()
                        .anyMatch(citation -> !isSetting(facts, citation) && !PasswordGuesses.is(citation));
    }

    private static boolean isSetting(Facts facts, Citation citation) {
        return facts.evidence()
                .mainCf()
                .filter(given -> given.source().equals(citation.source()))
                .isPresent();
    }

    /// Whether a line is of a test that did ask for TLS with STARTTLS.
    private static boolean isAfterStarttls(Citation line, Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.source().equals(line.source()))
                .filter(run -> run.lines().stream()
                        .anyMatch(each -> each.number() == line.line().orElse(0L)))
                .anyMatch(
                        run -> run.command().filter(WITH_STARTTLS.asPredicate()).isPresent());
    }

    private record Row(Set<Problem> traffic, String cause, List<String> changes, Pattern words) {
        static Row of(String[] fields) {
            return new Row(
                    Arrays.stream(fields[0].split(","))
                            .map(name -> Problem.named(name).orElseThrow())
                            .collect(Collectors.toSet()),
                    fields[1],
                    List.of(fields[2].split("\\|")),
                    Pattern.compile(fields[3]));
        }

        private static Stream<Change> change(String text, Facts facts) {
            if (text.equals("certificate")) {
                return CertificateFix.replace(facts).stream();
            }
            String[] words = text.split("[ =]", 3);
            return Stream.of(
                    switch (words.length) {
                        case 1 -> Change.at(Target.named(words[0]).orElseThrow());
                        case 2 -> Change.mainCf(words[1]);
                        default -> Change.mainCf(words[1], words[2]);
                    });
        }

        /// Whether that very value holds, written or by the release's default.
        private static boolean isSoAlready(Change change, Facts facts) {
            return change.target() == Target.MAIN_CF
                    && change.value().isPresent()
                    && change.parameter()
                            .flatMap(name -> facts.mailService()
                                    .map(service -> service.settings().get(name)))
                            .filter(setting -> !setting.isDefault() || facts.hasWholeMainCf())
                            .map(Setting::value)
                            .equals(change.value());
        }

        /// Whether the release that is known to be in use has the setting.
        private static boolean isKnown(Change change, Facts facts) {
            PlatformGuess platform = facts.platform();
            return platform.postfixBasis().equals(PlatformGuess.Basis.ASSUMED)
                    || change.target() != Target.MAIN_CF
                    || change.parameter()
                            .flatMap(Parameters::named)
                            .filter(parameter ->
                                    !parameter.knownIn(platform.platform().postfix()))
                            .isEmpty();
        }

        Stream<Finding> examine(Facts facts, Set<Citation> explained) {
            List<Citation> lines = Logs.saying(words, facts).stream()
                    .filter(line -> !explained.contains(line))
                    .filter(line -> !PassingRefusal.is(line, facts) && !PasswordGuesses.is(line))
                    .filter(line -> !BlockedByFail2ban.isNoMatter(line, facts))
                    .filter(line -> !SETTING.matcher(line.text()).lookingAt())
                    .filter(line -> !cause.equals(WRONG_MODE) || !isAfterStarttls(line, facts))
                    .limit(3)
                    .toList();
            List<Change> fix = changes.stream()
                    .flatMap(change -> change(change, facts))
                    .filter(change -> !isSoAlready(change, facts) && isKnown(change, facts))
                    .toList();
            return lines.isEmpty() || fix.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Finding(
                            cause,
                            Role.CAUSE,
                            Certainty.POSSIBLE,
                            facts.direction(),
                            Map.of(Wording.USUAL, lines.getFirst().text().strip()),
                            lines,
                            fix));
        }
    }
}
