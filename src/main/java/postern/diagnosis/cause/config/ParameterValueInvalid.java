package postern.diagnosis.cause.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.answer.Removal;
import postern.diagnosis.cause.cipher.EcdheDisabled;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.diagnosis.cause.negotiation.WidestProtocols;
import postern.dovecot.DovecotConf;
import postern.dovecot.Protocols;
import postern.dovecot.TlsSetting;
import postern.postfix.MainCf;
import postern.postfix.Problem;
import postern.postfix.ProtocolList;
import postern.postfix.Setting;
import postern.tls.ProtocolVersion;

/// A value that this release or its library does not understand, by the configuration or by the log.
public final class ParameterValueInvalid implements Cause {
    private static final int MOST_SETTINGS = 6;
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,:;]+");
    /// A remark stands on a line of its own; behind a value it is part of it (postconf(5)).
    private static final Pattern REMARK = Pattern.compile("\\s+#.*");
    private static final Pattern LISTS = Pattern.compile("(?:smtpd?|lmtp|tlsproxy)_tls_(?:mandatory_)?protocols");
    private static final Pattern DOVECOT = Pattern.compile(
            "Invalid ssl_protocols|Could not find a minimum ssl_min_protocol setting from ssl_protocols = ([^:]*):"
                    + "|Unknown ssl_min_protocol setting '(?!TLSv1\\.3)");
    /// What is no version in any release; of TLS 1.3 see [DovecotNames#MINIMUM].
    private static final Pattern MINIMUM = Pattern.compile("Unknown ssl_min_protocol setting '(?!TLSv1\\.3)");
    private static final Pattern GRADE = Pattern.compile("Invalid TLS eecdh grade \"([^\"]*)\"");
    private static final Pattern LIST = Pattern.compile("Invalid TLS protocol list \"([^\"]*)\"");
    /// The same with the program whose list it is. That for optional TLS is the usual one.
    private static final Pattern LIST_OF =
            Pattern.compile("/(smtpd?|lmtp|tlsproxy)\\[\\d+]: .*Invalid TLS protocol list \"([^\"]*)\"");
    /// Dovecot's reader of settings stops at the first value it cannot use (`src/lib-settings/settings-parser.c`,
    /// `src/lib/str-parse.c`); from 2.4 it names the setting, before only the line.
    private static final Pattern UNREADABLE = Pattern.compile(
            "Error in configuration file \\S+(?: line \\d+)?: (?:[^\\n]{0,200}?\\b([a-z][a-z0-9_/]{1,60}): )?"
                    + "Invalid (?:boolean value|enum value|value|number|octal value|time interval|time|size|IP address)"
                    + "[: ]{1,2}\"?([^\"\\s]*)");
    /// A good value and something behind it: a remark, or the next setting for want of a line end.
    private static final Pattern TRAILED = Pattern.compile(
            "bad (?:numerical|boolean) configuration: (\\w{1,80}) = (\\d{1,9}(?=\\D)|(?:yes|no)(?![\\w-]|$))");
    private static final Pattern BAD = Pattern.compile("bad (?:numerical|boolean) configuration: (\\w{1,80}) = (.*)");
    /// The digest by which certificates are named must be one that the library has, whether it is used or not
    /// (Postfix `src/tls/tls_fprint.c`). The default up to 3.5 is md5, which a library in FIPS mode has not.
    private static final Pattern DIGEST = Pattern.compile(
            "(?:/(smtpd?|tlsproxy|lmtp)\\[\\d+]: .*)?Digest algorithm \"([^\"]{1,40})\" (?:not found|output size)");

    /// A value with a part to be filled in that Dovecot 2.4 cannot read (`src/lib-var-expand`).
    private static final Pattern EXPANSION = Pattern.compile(
            "Error in configuration file \\S+(?: line \\d+)?: (?:([A-Za-z][A-Za-z0-9_/]{1,60}): )?(%\\{[^\\n]{0,300}): syntax error, unexpected ");

    /// The library gives up on a context when the section of openssl.cnf for all programs has a word it
    /// does not know, or a value (`ssl/ssl_mcnf.c`, ssl_do_config, since 1.1.0).
    private static final Pattern LIBRARY =
            Pattern.compile("error:[0-9A-Fa-f]{8}:SSL routines:(?:ssl_do_config)?:(unknown command|bad value)\\b");

    private static final Pattern LOGGED = Pattern.compile(
            "SSL routines:(?:ssl_do_config)?:(?:unknown command|bad value)\\b|" + EXPANSION.pattern() + "|"
                    + UNREADABLE.pattern() + "|"
                    + DIGEST.pattern()
                    + "|Invalid TLS protocol list|invalid (?:\\S+ )?cipher (?:grade|list)"
                    + "|error setting cipher grade|invalid unary|Invalid cipherlist|bad boolean configuration|bad numerical configuration"
                    + "|bad time value or unit|Invalid TLS eecdh grade|Invalid TLS level|invalid \\S+ parameter value"
                    + "|Invalid ssl_protocols|Could not find a minimum ssl_min_protocol|Unknown ssl_min_protocol setting '(?!TLSv1\\.3)|malformed compatibility level");

    @Override
    public List<Finding> examine(Facts facts) {
        Optional<NamelessFile> nameless = NamelessFile.in(facts);
        if (nameless.isPresent()) {
            return nameless(facts, nameless.get());
        }
        List<Citation> said = Logs.saying(LOGGED, facts);
        List<Setting> settings = Stream.concat(
                        facts.services().stream().flatMap(service -> service.problems().stream()),
                        Outgoing.client(facts).stream().flatMap(client -> client.problems().stream()))
                .flatMap(ParameterValueInvalid::setting)
                .filter(setting -> !setting.isDefault() && !"tls_policy".equals(setting.file()))
                .distinct()
                .limit(MOST_SETTINGS)
                .toList();
        Optional<Setting> setting = settings.stream().findFirst();
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(
                        "parameter",
                        setting.map(Setting::name).or(() -> digest(said)).orElseGet(() -> bad(facts, said, 1)),
                        "value",
                        setting.map(Setting::value)
                                .or(() -> Optional.of(quoted(DIGEST, said, 2)).filter(value -> !value.equals("?")))
                                .orElseGet(() -> bad(facts, said, 2))),
                Stream.concat(setting.stream().map(facts::citation), said.stream())
                        .toList(),
                fix(facts, settings, said));
    }

    private List<Finding> nameless(Facts facts, NamelessFile file) {
        return Findings.cause(
                this,
                facts,
                file.isSaid() ? Certainty.PROVEN : Certainty.LIKELY,
                Map.of("parameter", file.setting(), "value", file.value()),
                file.evidence(),
                file.fix());
    }

    /// The name or the value as the log has it.
    private static String bad(Facts facts, List<Citation> said, int group) {
        return Logs.saying(BAD, facts).stream()
                .flatMap(line -> BAD.matcher(line.text()).results())
                .map(found -> found.group(group))
                .findFirst()
                .or(() -> ofLibrary(said).map(_ -> group == 1 ? Target.OPENSSL_CNF.id() : quoted(LIBRARY, said, 1)))
                .or(() -> listed(facts)
                        .map(list -> group == 1 ? list.name() : list.value())
                        .findFirst())
                .or(() -> Optional.of(quoted(EXPANSION, said, group)).filter(value -> !value.equals("?")))
                .orElseGet(() -> quoted(UNREADABLE, said, group));
    }

    private static Optional<Citation> ofLibrary(List<Citation> said) {
        return said.stream().filter(line -> LIBRARY.matcher(line.text()).find()).findFirst();
    }

    /// A list that the log quotes, where main.cf is not there to tell its name.
    private record Listed(String name, String value) {}

    private static Stream<Listed> listed(Facts facts) {
        return facts.evidence().mainCf().isPresent()
                ? Stream.empty()
                : Logs.saying(LIST_OF, facts).stream()
                        .flatMap(line -> LIST_OF.matcher(line.text()).results())
                        .map(found -> new Listed(found.group(1) + "_tls_protocols", found.group(2)))
                        .distinct();
    }

    /// The setting that names the digest, of the side that says so.
    private static Optional<String> digest(List<Citation> said) {
        boolean named =
                said.stream().anyMatch(line -> DIGEST.matcher(line.text()).find());
        boolean delivering = quoted(DIGEST, said, 1).matches("smtp|lmtp");
        return named
                ? Optional.of(delivering ? "smtp_tls_fingerprint_digest" : "smtpd_tls_fingerprint_digest")
                : Optional.empty();
    }

    private static String quoted(Pattern pattern, List<Citation> said, int group) {
        return said.stream()
                .map(line -> pattern.matcher(line.text()))
                .filter(Matcher::find)
                .flatMap(found -> Stream.ofNullable(found.group(group)))
                .findFirst()
                .orElse("?");
    }

    private static List<Change> fix(Facts facts, List<Setting> settings, List<Citation> said) {
        if (ofLibrary(said).isPresent()) {
            return List.of(
                    Change.at(Target.OPENSSL_CNF),
                    Change.command(facts.hasPostfix() ? "postfix reload" : "systemctl restart dovecot"));
        }
        if (said.stream().anyMatch(line -> EXPANSION.matcher(line.text()).find())) {
            String name = quoted(EXPANSION, said, 1).toLowerCase(Locale.ROOT);
            return List.of(
                    name.equals("?") ? Change.at(Target.DOVECOT_CONF) : Change.dovecot(name),
                    Change.command("systemctl restart dovecot"));
        }
        if (said.stream().anyMatch(line -> UNREADABLE.matcher(line.text()).find())) {
            return unreadable(said);
        }
        return Logs.saying(DOVECOT, facts).isEmpty() ? postfix(facts, settings, said) : dovecot(facts);
    }

    /// The `ssl` of a listener is yes or no; `required` there is only at the top, for all (Dovecot `service_settings`).
    private static List<Change> unreadable(List<Citation> said) {
        String name = quoted(UNREADABLE, said, 1).replaceFirst(".*/", "");
        return List.of(
                switch (name) {
                    case "?" -> Change.at(Target.DOVECOT_CONF);
                    case "ssl" -> Change.dovecot(name, "yes");
                    default -> Change.dovecot(name);
                },
                Change.command("doveconf -n"),
                Change.command("systemctl restart dovecot"));
    }

    /// Every protocol list that is refused gets one that the release understands; other values go.
    private static List<Change> postfix(Facts facts, List<Setting> settings, List<Citation> said) {
        List<Change> changes = new ArrayList<>();
        settings.forEach(setting -> changes.addAll(repair(setting, facts)));
        digest(said).map(name -> Change.mainCf(name, "sha256")).ifPresent(changes::add);
        quotedLists(facts)
                .filter(entry -> settings.stream().noneMatch(it -> it.name().equals(entry.name())))
                .forEach(entry -> changes.add(
                        Change.mainCf(entry.name(), protocols(entry.value(), refusing(entry.value(), facts), facts))));
        listed(facts)
                .map(list -> Change.mainCf(list.name(), protocols(list.value(), refusing(list.value(), facts), facts)))
                .forEach(changes::add);
        Logs.saying(TRAILED, facts).stream()
                .flatMap(line -> TRAILED.matcher(line.text()).results())
                .filter(found -> settings.stream().noneMatch(it -> it.name().equals(found.group(1))))
                .map(found -> Change.mainCf(found.group(1), found.group(2)))
                .distinct()
                .forEach(changes::add);
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    /// The lists of main.cf that the log quotes; those of lmtp and tlsproxy are in use too.
    private static Stream<MainCf.Entry> quotedLists(Facts facts) {
        String quoted = Logs.group(LIST, facts);
        return facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entries().stream())
                .filter(entry ->
                        LISTS.matcher(entry.name()).matches() && entry.value().equals(quoted));
    }

    private static List<Change> repair(Setting setting, Facts facts) {
        if (setting.name().equals("smtpd_tls_eecdh_grade")
                && !Logs.saying(GRADE, facts).isEmpty()) {
            return List.of(Change.mainCf(setting.name(), grade(facts)));
        }
        if ("master.cf".equals(setting.file())) {
            return List.of(Removal.of(setting));
        }
        if (LISTS.matcher(setting.name()).matches()) {
            return List.of(
                    Change.mainCf(setting.name(), protocols(setting.value(), refusing(setting.value(), facts), facts)));
        }
        String unremarked = REMARK.matcher(setting.value()).replaceFirst("");
        return !unremarked.isEmpty() && !unremarked.equals(setting.value())
                ? List.of(Change.mainCf(setting.name(), unremarked))
                : MeantValue.of(setting, facts);
    }

    /// A release that does not know `auto` is older than 3.2 and has `strong`.
    private static String grade(Facts facts) {
        return Logs.group(GRADE, facts).equals("auto") ? "strong" : EcdheDisabled.best(facts);
    }

    /// The release's own way of reading; where that has nothing to refuse, the log is of an older one.
    private static ProtocolList.Parser refusing(String list, Facts facts) {
        ProtocolList.Parser parser = facts.platform().platform().protocolParser();
        return parser.knows(list) ? ProtocolList.Parser.UP_TO_TLSV1 : parser;
    }

    /// The words this release knows, up to a `#`, which was meant to begin a remark. A list that names only what is
    /// wanted, with names the release does not have yet, becomes one that excludes the rest.
    private static String protocols(String list, ProtocolList.Parser parser, Facts facts) {
        List<String> words = SEPARATORS
                .splitAsStream(list.replaceFirst("#.*", ""))
                .filter(word -> !word.isBlank())
                .toList();
        boolean newer = words.stream()
                .anyMatch(word ->
                        !parser.knows(word) && ProtocolVersion.named(word).isPresent());
        List<String> kept = (newer && words.stream().noneMatch(word -> word.startsWith("!"))
                        ? Stream.of(ProtocolVersion.values())
                                .map(ProtocolVersion::toString)
                                .filter(name -> parser.knows(name) && !words.contains(name))
                                .map(name -> "!" + name)
                        : words.stream().filter(parser::knows))
                .toList();
        String repaired = String.join(", ", kept);
        return repaired.isEmpty() || isFloorForSomebody(kept, facts) ? WidestProtocols.of(facts) : repaired;
    }

    /// What is left would keep out those who are seen to be too old for it: then it mends nothing.
    private static boolean isFloorForSomebody(List<String> kept, Facts facts) {
        return kept.contains("!TLSv1")
                && facts.direction() != postern.evidence.Problem.OUTBOUND
                && !Disagreement.lines(Disagreement.About.CLIENT_TOO_OLD, facts).isEmpty();
    }

    /// A list that names SSLv2, which the library has forgotten, without that name; 2.3 wants the oldest version.
    private static List<Change> dovecot(Facts facts) {
        if (!Logs.saying(MINIMUM, facts).isEmpty()) {
            return List.of(Change.dovecot("ssl_min_protocol", "TLSv1.2"), Change.command("systemctl restart dovecot"));
        }
        List<Change> changes = new ArrayList<>();
        facts.dovecot().ifPresent(dovecot -> {
            String value = written(facts, dovecot)
                    .flatMap(setting -> TlsSetting.translated(setting, dovecot.branch()))
                    .map(DovecotConf.Written::value)
                    .filter(it -> !it.isEmpty())
                    .orElseGet(() -> Protocols.from(ProtocolVersion.TLSV1, dovecot.branch()));
            changes.addAll(dovecot.change(TlsSetting.PROTOCOLS, value));
            if (TlsSetting.PROTOCOLS
                    .in(dovecot.branch())
                    .filter("ssl_protocols"::equals)
                    .isEmpty()) {
                changes.add(Change.dovecot("ssl_protocols", ""));
            }
        });
        changes.add(Change.command("systemctl restart dovecot"));
        return changes;
    }

    private static Optional<DovecotConf.Written> written(Facts facts, DovecotServer dovecot) {
        String quoted = Logs.group(DOVECOT, facts);
        return dovecot.setting("ssl_protocols")
                .or(() -> quoted.equals("?")
                        ? Optional.empty()
                        : Optional.of(new DovecotConf.Written("ssl_protocols", quoted, 0)));
    }

    private static Stream<Setting> setting(Problem problem) {
        return switch (problem) {
            case Problem.InvalidProtocolList(Setting setting, String _) -> Stream.of(setting);
            case Problem.InvalidCipherGrade(Setting setting) -> Stream.of(setting);
            case Problem.InvalidExclusion(Setting setting, String _) -> Stream.of(setting);
            case Problem.InvalidLevel(Setting setting) -> Stream.of(setting);
            case Problem.InvalidBoolean(Setting setting) -> Stream.of(setting);
            case Problem.InvalidNumber(Setting setting) -> Stream.of(setting);
            case Problem.InvalidCurveGrade(Setting setting, boolean _) -> Stream.of(setting);
            case Problem.CipherStringRejected(String _, String _, List<Setting> settings) ->
                settings.stream().filter(setting -> !setting.isDefault()).limit(1);
            default -> Stream.empty();
        };
    }
}
