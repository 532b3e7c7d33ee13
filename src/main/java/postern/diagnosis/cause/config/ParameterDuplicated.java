package postern.diagnosis.cause.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import postern.diagnosis.Role;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PackagedCertificate;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.evidence.Problem;
import postern.postfix.MainCf;

/// The same parameter twice with different values: the last one wins (postconf(5)), and Postfix warns since 2.9.
public final class ParameterDuplicated implements Cause {
    private static final Pattern INCOMING = Pattern.compile("smtpd_(?:tls_\\w+|use_tls|enforce_tls)|tls_\\w+");
    private static final Pattern OUTGOING = Pattern.compile("(?:smtp|lmtp)_(?:tls_\\w+|use_tls|enforce_tls)|tls_\\w+");
    private static final Pattern WARNING = Pattern.compile("overriding earlier entry: (\\w{1,80})=(.*)");
    private static final Pattern ANOTHER_WARNING =
            Pattern.compile("(?:warning|error|fatal|panic): (?!.*overriding earlier entry: )");
    private static final Pattern LEVEL = Pattern.compile("\\w+_(?:tls_security_level|use_tls|enforce_tls)");
    private static final Pattern KEY = Pattern.compile("(\\w+_tls_(?:ec|d)?)cert_file");
    /// The earlier value wanted TLS and the last one takes it away.
    private static final Pattern OFF = Pattern.compile("|none|no");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Finding> dovecot = facts.direction() == Problem.OUTBOUND
                ? Stream.empty()
                : Stream.of(DovecotOverride.ofRenewed(facts).stream().toList(), DovecotOverride.inOneBlock(facts))
                        .filter(overrides -> !overrides.isEmpty())
                        .limit(1)
                        .map(overrides -> finding(facts, overrides));
        if (facts.evidence().mainCf().isEmpty()) {
            return Stream.concat(onlyWarned(facts).stream(), dovecot).toList();
        }
        Stream<Finding> postfix = Stream.of(side(facts), warnedOf(facts))
                .flatMap(side -> facts.evidence().mainCf().stream()
                        .flatMap(given -> doubled(given.content(), side)
                                .map(last -> finding(facts, given.source(), given.content(), last))))
                .limit(1);
        return Stream.concat(postfix, dovecot).toList();
    }

    /// Postfix's own warning names the value that is lost.
    private List<Finding> onlyWarned(Facts facts) {
        return Logs.saying(WARNING, facts).stream()
                .flatMap(line -> Stream.of(WARNING.matcher(line.text()))
                        .filter(Matcher::find)
                        .filter(found -> side(facts).matcher(found.group(1)).matches())
                        .map(found -> new Finding(
                                id(),
                                Role.CAUSE,
                                Certainty.POSSIBLE,
                                facts.direction(),
                                Map.of(
                                        "parameter",
                                        found.group(1),
                                        "value",
                                        Phrase.of("value.another"),
                                        "earlier",
                                        found.group(2)),
                                List.of(line),
                                List.of(
                                        Change.mainCf(found.group(1), found.group(2)),
                                        Change.command("postfix reload")))))
                .limit(1)
                .toList();
    }

    /// The parameters that the traffic complained about depends on.
    private static Pattern side(Facts facts) {
        return facts.direction() == Problem.OUTBOUND ? OUTGOING : INCOMING;
    }

    /// Those of the other side, where the log shows nothing but Postfix's warning about them.
    private static Pattern warnedOf(Facts facts) {
        boolean alone =
                facts.evidence().logs().stream().allMatch(log -> log.peers().isEmpty())
                        && Logs.saying(ANOTHER_WARNING, facts).isEmpty();
        List<String> names = Logs.saying(WARNING, facts).stream()
                .flatMap(line -> WARNING.matcher(line.text()).results())
                .map(found -> found.group(1))
                .filter(name -> alone
                        && (OUTGOING.matcher(name).matches()
                                || INCOMING.matcher(name).matches()))
                .distinct()
                .toList();
        return Pattern.compile(names.isEmpty() ? "(?!)" : String.join("|", names));
    }

    private static Stream<MainCf.Entry> doubled(MainCf mainCf, Pattern side) {
        return mainCf.entries().stream()
                .filter(entry -> side.matcher(entry.name()).matches())
                .filter(entry ->
                        mainCf.entry(entry.name()).filter(entry::equals).isPresent())
                .filter(entry -> mainCf.overridden(entry.name()).stream()
                        .anyMatch(earlier -> !earlier.value().equals(entry.value())));
    }

    /// What is configured is not what is shown: it matters where somebody refuses that, or where nothing else is shown.
    private Finding finding(Facts facts, List<DovecotOverride> overrides) {
        DovecotOverride override = overrides.getFirst();
        boolean matters = ShownCertificates.somebodyChecks(facts)
                || (facts.evidence().logs().isEmpty()
                        && facts.evidence().bounces().isEmpty()
                        && facts.evidence().transcripts().isEmpty());
        return new Finding(
                id(),
                matters ? Role.CAUSE : Role.CONTRIBUTING,
                Certainty.LIKELY,
                facts.direction(),
                Map.of("parameter", override.name(), "value", override.last(), "earlier", override.earlier()),
                overrides.stream().flatMap(each -> each.lines().stream()).toList(),
                Stream.concat(
                                overrides.stream()
                                        .map(each -> Change.dovecot(each.name(), each.earlier()))
                                        .distinct(),
                                Stream.of(Change.command("doveadm reload")))
                        .toList());
    }

    private Finding finding(Facts facts, String source, MainCf mainCf, MainCf.Entry last) {
        MainCf.Entry earlier = mainCf.overridden(last.name()).stream()
                .filter(entry -> !entry.value().equals(last.value()))
                .reduce((_, later) -> later)
                .orElse(last);
        boolean level = LEVEL.matcher(last.name()).matches();
        boolean takesAway = level && isOff(last) && !isOff(earlier);
        boolean better = (level && isOff(earlier) && !isOff(last))
                || (PackagedCertificate.is(earlier.value()) && !PackagedCertificate.is(last.value()));
        Pattern warning = Pattern.compile("overriding earlier entry: " + last.name() + "=");
        boolean matters = takesAway || (!better && !Logs.saying(warning, facts).isEmpty());
        return new Finding(
                id(),
                matters ? Role.CAUSE : Role.CONTRIBUTING,
                takesAway ? Certainty.PROVEN : Certainty.POSSIBLE,
                facts.direction(),
                Map.of("parameter", last.name(), "value", last.value(), "earlier", earlier.value()),
                Stream.of(earlier, last)
                        .map(entry -> Citation.line(source, entry.firstLine(), entry.name() + " = " + entry.value()))
                        .toList(),
                Stream.of(
                                better ? Stream.of(Change.mainCf(last.name(), last.value())) : earlier(mainCf, earlier),
                                better ? Stream.<Change>empty() : otherSide(facts, mainCf, last),
                                Stream.of(Change.command("postfix reload")))
                        .flatMap(changes -> changes)
                        .toList());
    }

    /// The earlier value; a certificate goes with its key.
    private static Stream<Change> earlier(MainCf mainCf, MainCf.Entry earlier) {
        Stream<Change> key = mainCf.overridden(KEY.matcher(earlier.name()).replaceFirst("$1key_file")).stream()
                .filter(_ -> KEY.matcher(earlier.name()).matches())
                .reduce((_, later) -> later)
                .map(entry -> Change.mainCf(entry.name(), entry.value()))
                .stream();
        return Stream.concat(Stream.of(Change.mainCf(earlier.name(), earlier.value())), key);
    }

    /// A level that is set twice for the one side and never for the other: the later line was meant for that.
    private static Stream<Change> otherSide(Facts facts, MainCf mainCf, MainCf.Entry last) {
        String other = last.name().startsWith("smtpd_")
                ? last.name().replaceFirst("smtpd_", "smtp_")
                : last.name().replaceFirst("smtp_", "smtpd_");
        boolean never = facts.hasWholeMainCf()
                && LEVEL.matcher(last.name()).matches()
                && mainCf.entry(other).isEmpty();
        return never ? Stream.of(Change.mainCf(other, last.value())) : Stream.empty();
    }

    private static boolean isOff(MainCf.Entry entry) {
        return OFF.matcher(entry.value().strip().toLowerCase(Locale.ROOT)).matches();
    }
}
