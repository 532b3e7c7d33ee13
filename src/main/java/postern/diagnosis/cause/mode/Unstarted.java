package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.clue.Logs;

/// A daemon that stopped before it listened on a port.
///
/// @param service  as the line names it
/// @param evidence the lines
/// @param fix      what to change
record Unstarted(String service, List<Citation> evidence, List<Change> fix) {
    /// The service of master.cf is a name that the system's list of services lacks: the words of getaddrinfo(3) in
    /// glibc, FreeBSD and macOS, and musl, behind the address that Postfix's master wants
    /// (`src/master/master_listen.c`).
    private static final Pattern UNKNOWN_NAME =
            Pattern.compile("(?i)fatal: (?:\\S*:)?([a-z][a-z0-9-]+): (?:Servname not supported for ai_socktype"
                    + "|nodename nor servname provided, or not known|Unrecognized service|Service name not available)");

    /// bind(2), as Postfix and Dovecot put it.
    private static final Pattern TAKEN = Pattern.compile(
            "(?:fatal: bind \\S+ port (\\d{1,5})|listen\\(\\S+ ?(\\d{1,5})\\) failed): Address already in use");

    /// The numbers of the names that such lists lack (IANA has `submissions` for 465 since 2018, `smtps` in no list of
    /// its own).
    private static final List<String> AT_465 = List.of("smtps", "submissions", "ssmtp", "urd");

    Unstarted {
        evidence = List.copyOf(evidence);
        fix = List.copyOf(fix);
    }

    /// What the log shows of it.
    static List<Unstarted> in(Facts facts) {
        return Stream.of(unknownName(facts), taken(facts))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Unstarted> unknownName(Facts facts) {
        List<Citation> said = Logs.saying(UNKNOWN_NAME, facts);
        return first(UNKNOWN_NAME, said).map(name -> new Unstarted(name, said, named(name)));
    }

    /// The list of services gets the name, or master.cf the number.
    private static List<Change> named(String name) {
        Optional<String> number = AT_465.contains(name)
                ? Optional.of("465")
                : name.equals("submission") ? Optional.of("587") : Optional.empty();
        return Stream.of(
                        Stream.of(Change.at(Target.FILE)),
                        number
                                .map(port -> new Change(
                                        Target.MASTER_CF,
                                        Optional.of(name),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("postconf -F '" + name + "/inet/service=" + port + "'")))
                                .stream(),
                        Stream.of(Change.command("postfix start")))
                .flatMap(changes -> changes)
                .toList();
    }

    private static Optional<Unstarted> taken(Facts facts) {
        List<Citation> said = Logs.saying(TAKEN, facts);
        return first(TAKEN, said)
                .map(port -> new Unstarted(
                        port,
                        said,
                        List.of(
                                Change.command("ss -ltnp 'sport = :" + port + "'"),
                                Change.command(
                                        CertificateFix.concernsPostfix(facts)
                                                ? "postfix start"
                                                : "systemctl restart dovecot"))));
    }

    private static Optional<String> first(Pattern pattern, List<Citation> said) {
        return said.stream()
                .map(line -> pattern.matcher(line.text()))
                .filter(Matcher::find)
                .flatMap(found -> Stream.iterate(1, group -> group <= found.groupCount(), group -> group + 1)
                        .flatMap(group -> Stream.ofNullable(found.group(group))))
                .findFirst();
    }
}
