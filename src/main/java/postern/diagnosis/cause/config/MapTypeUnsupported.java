package postern.diagnosis.cause.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// A type of table that is not built in. Builds without Berkeley DB (Alpine, Debian after trixie) have `lmdb` in its
/// place (Postfix 3.11 NON_BERKELEYDB_README).
public final class MapTypeUnsupported implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "unsupported dictionary type|unsupported map type for this operation|is unavailable\\. unsupported|Non-Berkeley-DB migration error");
    /// Without its cache TLS works.
    private static final Pattern CACHE = Pattern.compile("\\w:\\S*_scache\\b");
    private static final Pattern TYPE = Pattern.compile(
            "unsupported (?:dictionary type|map type for this operation):? ['\"]?(\\w+)|(hash|btree):\\S+: Non-Berkeley");
    /// What names a type's module is there and is passed over (Postfix `src/global/dynamicmaps.c`).
    private static final Pattern PASSED_OVER =
            Pattern.compile("(/[^\\s:()]+): file is owned or writable by non-root users");
    private static final Pattern TABLE = Pattern.compile("\\b(\\w+):(/[\\w./-]*\\w)");
    private static final Pattern OWN = Pattern.compile("cache$|^/var/lib/postfix/");
    private static final Pattern ALIASES = Pattern.compile("/aliases$");
    private static final List<String> ALIAS_SETTINGS = List.of("alias_maps", "alias_database");
    private static final Pattern ALPINE = Pattern.compile("\\bAlpine Linux\\b|\\bapk (?:add|upgrade)\\b");
    private static final List<String> BERKELEY = List.of("hash", "btree");
    private static final String LMDB = "lmdb";
    /// Types that distributions ship as packages of their own, `postfix-mysql` and so on.
    private static final Set<String> PACKAGED =
            Set.of("mysql", "pgsql", "ldap", "pcre", "sqlite", "cdb", "lmdb", "mongodb");
    /// Files that Postfix wrote in its first years; sdbm came with the TLS patch, until TLS was built in with 2.2
    /// (Postfix 2.2 RELEASE_NOTES, DATABASE_README).
    private static final List<String> BYGONE = List.of("sdbm", "dbm", "ndbm");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts).stream()
                .filter(line -> !CACHE.matcher(line.text()).find())
                .toList();
        return Findings.cause(this, facts, Certainty.PROVEN, Map.of(), said, fix(facts, said));
    }

    /// Tables of the types that are missing as `lmdb`, or as `hash` where that is missing, and the compiled files made
    /// anew. Any other type comes with a package of its own.
    private static List<Change> fix(Facts facts, List<Citation> said) {
        List<String> passedOver = Logs.saying(PASSED_OVER, facts).stream()
                .map(citation -> PASSED_OVER.matcher(citation.text()))
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .distinct()
                .toList();
        if (!passedOver.isEmpty()) {
            String files = String.join(" ", passedOver);
            return List.of(
                    Change.command("chown root:root " + files),
                    Change.command("chmod go-w " + files),
                    Change.command("postfix reload"));
        }
        Set<String> missing = said.stream()
                .map(citation -> TYPE.matcher(citation.text()))
                .filter(Matcher::find)
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.toSet());
        boolean bygone = missing.stream().anyMatch(BYGONE::contains);
        String other = missing.contains(LMDB) || bygone ? "hash" : LMDB;
        Set<String> packaged = Set.copyOf(missing);
        missing.removeIf(type -> !type.equals(LMDB) && !BERKELEY.contains(type) && !BYGONE.contains(type));
        if (missing.isEmpty()) {
            return others(facts, packaged);
        }
        Pattern table = Pattern.compile("(?<![\\w.])(?:" + String.join("|", missing) + "):(?=[/$])");
        List<Change> settings = new ArrayList<>();
        List<Change> commands = new ArrayList<>();
        facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entries().stream())
                .filter(entry -> table.matcher(entry.value()).find())
                .forEach(entry -> {
                    String type = bygone && isCache(entry.name()) ? "btree" : other;
                    String value = table.matcher(entry.value()).replaceAll(type + ":");
                    settings.add(Change.mainCf(entry.name(), value));
                    compiled(entry.name(), value, type).forEach(commands::add);
                });
        named(facts, said, missing, other, settings, commands);
        if (settings.isEmpty()) {
            settings.add(Change.mainCf("default_database_type", other));
        }
        List<Change> install = missing.contains(LMDB) ? List.of(Change.at(Target.COMMAND)) : List.of();
        return Stream.of(settings, commands, install, List.of(Change.command("postfix reload")))
                .flatMap(List::stream)
                .toList();
    }

    /// Tables that the log names and no setting that was given: each keeps the type it is named with,
    /// whatever type is the default one. The file of the aliases is named by two settings, by their
    /// defaults too (postconf(5)); of other tables it is not known which setting names them. Caches are
    /// made by Postfix itself.
    private static void named(
            Facts facts,
            List<Citation> said,
            Set<String> missing,
            String type,
            List<Change> settings,
            List<Change> commands) {
        String given =
                facts.evidence().mainCf().map(file -> file.content().text()).orElse("");
        said.stream()
                .flatMap(line -> TABLE.matcher(line.text()).results())
                .filter(found -> missing.contains(found.group(1)) && !given.contains(found.group()))
                .map(found -> found.group(2))
                .distinct()
                .filter(path -> !OWN.matcher(path).find())
                .forEach(path -> {
                    if (ALIASES.matcher(path).find()) {
                        ALIAS_SETTINGS.forEach(name -> settings.add(Change.mainCf(name, type + ":" + path)));
                        commands.add(Change.command("postalias " + type + ":" + path));
                    } else if (given.isEmpty()) {
                        settings.add(Change.at(Target.MAIN_CF));
                        commands.add(Change.command("postmap " + type + ":" + path));
                    }
                });
    }

    /// Types that come with a package of the system, and those that only another build or release has;
    /// or the tables are left out.
    private static List<Change> others(Facts facts, Set<String> types) {
        Stream<Change> install = types.stream()
                .sorted()
                .map(type -> Change.command(
                        PACKAGED.contains(type) ? installer(facts) + " postfix-" + type : "upgrade postfix"));
        Pattern table = Pattern.compile("(?:proxy:)?(?:" + String.join("|", types) + "):[^\\s,]+[\\s,]*");
        Stream<Change> without = facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entries().stream())
                .filter(entry ->
                        !types.isEmpty() && table.matcher(entry.value()).find())
                .map(entry -> Change.mainCf(
                                entry.name(),
                                table.matcher(entry.value()).replaceAll("").replaceFirst("[\\s,]+$", ""))
                        .asAlternative());
        return Stream.of(
                        install,
                        Stream.of(Change.at(Target.COMMAND), Change.at(Target.MAIN_CF)),
                        without,
                        Stream.of(Change.command("postfix reload")))
                .flatMap(changes -> changes)
                .toList();
    }

    private static String installer(Facts facts) {
        return switch (facts.platform().distribution().name()) {
            case "Red Hat Enterprise Linux", "CentOS", "Fedora" -> "dnf install";
            case "Alpine" -> "apk add";
            default -> Logs.saying(ALPINE, facts).isEmpty() ? "apt-get install" : "apk add";
        };
    }

    /// Caches are made by Postfix itself.
    private static Stream<Change> compiled(String parameter, String value, String type) {
        if (isCache(parameter)) {
            return Stream.empty();
        }
        String program = parameter.startsWith("alias_") ? "postalias " : "postmap ";
        return Pattern.compile(type + ":/[\\w./-]+")
                .matcher(value)
                .results()
                .map(match -> Change.command(program + match.group()));
    }

    private static boolean isCache(String parameter) {
        return parameter.endsWith("_session_cache_database") || parameter.endsWith("_cache_map");
    }
}
