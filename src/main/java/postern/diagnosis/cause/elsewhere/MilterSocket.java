package postern.diagnosis.cause.elsewhere;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.postfix.MainCf;

/// The socket that a milter's own settings name, where Postfix is told of another (MILTER_README; opendkim.conf(5) and
/// opendmarc.conf(5), `Socket`).
///
/// @param evidence both settings
/// @param fix      the one socket for both
record MilterSocket(List<Citation> evidence, List<Change> fix) {
    private static final List<String> PARAMETERS = List.of("smtpd_milters", "non_smtpd_milters");
    private static final Pattern SOCKET = Pattern.compile(
            "^\\s*Socket\\s+(?:(?:local|unix):(?<path>/\\S+)|inet6?:(?<port>\\d{1,5})(?:@(?<host>\\S+))?)\\s*$");
    /// Where a path begins for processes in the chroot.
    private static final String QUEUE = "/var/spool/postfix";

    MilterSocket {
        evidence = List.copyOf(evidence);
        fix = List.copyOf(fix);
    }

    /// Empty unless both are shown and nothing that Postfix is told of is the milter's.
    static Optional<MilterSocket> mismatch(Facts facts) {
        List<MainCf.Entry> told = facts.evidence().mainCf().stream()
                .flatMap(given -> PARAMETERS.stream().flatMap(name -> given.content().entry(name).stream()))
                .filter(entry -> !entry.value().isBlank())
                .toList();
        return told.isEmpty()
                ? Optional.empty()
                : Logs.saying(SOCKET, facts).stream()
                        .flatMap(line -> SOCKET.matcher(line.text())
                                .results()
                                .filter(socket -> told.stream().noneMatch(entry -> names(entry.value(), socket)))
                                .map(socket -> of(line, socket, told, facts)))
                        .findFirst();
    }

    private static boolean names(String milters, MatchResult socket) {
        return Stream.of(milters.split("[\\s,]+"))
                .anyMatch(milter -> socket.group("path") != null
                        ? milter.startsWith("unix:")
                                && socket.group("path")
                                        .endsWith(milter.substring("unix:".length())
                                                .replaceFirst("^" + QUEUE, ""))
                        : milter.startsWith("inet:") && milter.endsWith(":" + socket.group("port")));
    }

    private static MilterSocket of(Citation line, MatchResult socket, List<MainCf.Entry> told, Facts facts) {
        String milter = socket.group("path") != null
                ? "unix:" + socket.group("path")
                : "inet:" + Optional.ofNullable(socket.group("host")).orElse("localhost") + ":" + socket.group("port");
        String source = facts.evidence().mainCf().orElseThrow().source();
        boolean only = told.stream().noneMatch(entry -> entry.value().strip().matches(".*[\\s,].*"));
        return new MilterSocket(
                Stream.concat(
                                told.stream()
                                        .map(entry -> Citation.line(
                                                source, entry.firstLine(), entry.name() + " = " + entry.value())),
                                Stream.of(line))
                        .toList(),
                Stream.concat(
                                told.stream()
                                        .map(entry -> only
                                                ? Change.mainCf(entry.name(), milter)
                                                : Change.mainCf(entry.name())),
                                Stream.of(Change.command("postfix reload")))
                        .toList());
    }
}
