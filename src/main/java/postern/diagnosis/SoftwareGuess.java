package postern.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.evidence.Evidence;
import postern.openssl.OpenSslBuild;
import postern.postfix.MainCf;
import postern.postfix.PlatformGuess;
import postern.probe.Step;
import postern.transcript.ServerState;

/// Gathers what may name the releases of Postfix and OpenSSL: greetings, and lines of the log.
final class SoftwareGuess {
    private static final int MOST_ERRORS = 20;
    /// What `openssl version` prints.
    private static final Pattern LIBRARY =
            Pattern.compile("OpenSSL \\d\\.\\d\\.\\d\\S* +\\d{1,2} [A-Z][a-z]{2} \\d{4}\\b.*");
    /// What `postconf mail_version` prints.
    private static final Pattern RELEASE = Pattern.compile("mail_version *= *\\d\\S*");
    /// What lists of packages print: `dpkg -l`, `apt list`, `yum list`, `rpm -q`.
    private static final Pattern PACKAGE = Pattern.compile(
            "(?:ii\\s+)?postfix(?:[.:/]\\w+(?:,\\w+)*\\s+|\\s+|-)(?:\\d+:)?(\\d\\.\\d{1,2}\\.\\d{1,2})[-+.~]\\S*(?:\\s.*)?");
    private static final Pattern NUMBERED_ERROR = Pattern.compile("TLS library problem: -?\\d+:error:");

    private SoftwareGuess() {}

    static PlatformGuess of(Evidence evidence) {
        List<String> hints = new ArrayList<>();
        evidence.scans().forEach(scan -> scan.said(Step.GREETING).ifPresent(hints::add));
        evidence.logs().stream()
                .flatMap(log -> log.events().stream())
                .map(event -> event.line().text())
                .filter(text -> text.contains("version"))
                .forEach(hints::add);
        sessionLines(evidence)
                .filter(text -> text.contains("TLS library problem"))
                .limit(MOST_ERRORS)
                .forEach(hints::add);
        evidence.texts().stream()
                .flatMap(text -> text.lines().stream())
                .map(line -> line.text().strip())
                .filter(text ->
                        LIBRARY.matcher(text).matches() || RELEASE.matcher(text).matches())
                .forEach(hints::add);
        evidence.texts().stream()
                .flatMap(text -> text.lines().stream())
                .map(line -> PACKAGE.matcher(line.text().strip()))
                .filter(Matcher::matches)
                .map(found -> "mail_version = " + found.group(1))
                .forEach(hints::add);
        evidence.observations().stream()
                .filter(ServerState.class::isInstance)
                .map(ServerState.class::cast)
                .forEach(state -> {
                    Optional.ofNullable(state.versions().get("postfix"))
                            .ifPresent(release -> hints.add("mail_version = " + release));
                    Optional.ofNullable(state.versions().get("openssl")).ifPresent(hints::add);
                });
        MainCf mainCf = evidence.mainCf().map(given -> given.content()).orElseGet(() -> MainCf.parse(""));
        return PlatformGuess.of(
                loggedBefore211(evidence) ? mainCf.without("compatibility_level") : mainCf,
                hints,
                evidence.asOf(),
                evidence.postfix().orElse(null),
                evidence.openssl().map(OpenSslBuild::nearest).orElse(null));
    }

    /// Until 2.10 Postfix logs a number in front of the library's error. Such a log wins over a
    /// `compatibility_level` in main.cf, which releases before 3.0 ignore and people add on bad advice.
    private static boolean loggedBefore211(Evidence evidence) {
        return sessionLines(evidence)
                .anyMatch(text -> NUMBERED_ERROR.matcher(text).find());
    }

    private static Stream<String> sessionLines(Evidence evidence) {
        return evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .flatMap(peer -> peer.samples().stream())
                .flatMap(session -> session.lines().stream())
                .map(line -> line.text());
    }
}
