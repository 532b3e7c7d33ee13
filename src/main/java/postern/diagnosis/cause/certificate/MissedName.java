package postern.diagnosis.cause.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.dns.StsPolicy;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// A server that somebody asked for by name, and the names of its certificate as a tool printed them, which do not have
/// it: `openssl x509 -text` and `-ext subjectAltName`, `sslscan`, `nmap`, `gnutls-cli`, `testssl.sh`.
///
/// @param asked    the name in the command, or in the account of a mail program
/// @param names    those of the certificate
/// @param citation where they stand
record MissedName(String asked, List<String> names, Citation citation) {
    private static final String HOST = "((?:[A-Za-z0-9_-]+\\.)+[A-Za-z][A-Za-z0-9-]*)";
    /// A command that asks a server, with or without the name to be shown.
    private static final Pattern COMMAND = Pattern.compile(
            "\\b(?:s_client\\b.*-connect|gnutls-cli\\b.*|sslscan\\b.*|nmap\\b.*|testssl(?:\\.sh)?\\b.*)\\s+\\[?" + HOST
                    + "(?::|\\b)");
    private static final Pattern SNI = Pattern.compile("-servername\\s+" + HOST);
    /// A file shows what might be served.
    private static final Pattern OF_FILE =
            Pattern.compile("\\bopenssl x509\\b.*\\s-in\\s|\\b(?:cat|certtool)\\b.*\\.(?:pem|crt|cer)\\b");
    private static final Pattern NAMELESS = Pattern.compile("-noservername");
    /// What a mail program was set to.
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?i)^\\s*(?:(?:incoming|outgoing|imap|pop3?|smtp|mail)[ -]){0,2}(?:server|host(?:name)?)\\s*[:=]\\s*['\"]?"
                    + HOST + "\\b");

    private static final Pattern HEADING = Pattern.compile("\\s*\\|?\\s*X509v3 Subject Alternative Name:.*");
    private static final Pattern LABELLED =
            Pattern.compile("(?i).*(?:Subject Alternative Name|Altnames|subjectAltName(?: \\(SAN\\))?)\\W{1,4}(.+)");
    private static final Pattern NAME =
            Pattern.compile("(?:DNS(?:name)?:\\s?)?((?:\\*\\.)?(?:[A-Za-z0-9_-]+\\.)+[A-Za-z][A-Za-z0-9-]*)");

    /// All in the pasted texts: names printed behind a command, or beside the account of a mail program.
    static List<MissedName> in(Facts facts) {
        List<String> accounts = facts.evidence().texts().stream()
                .flatMap(text -> text.lines().stream())
                .flatMap(line -> first(ACCOUNT, line.text()).stream())
                .distinct()
                .toList();
        return facts.evidence().texts().stream()
                .flatMap(text -> in(text, accounts))
                .toList();
    }

    private static Stream<MissedName> in(PastedText text, List<String> accounts) {
        List<MissedName> found = new ArrayList<>();
        Optional<String> asked = Optional.empty();
        boolean served = true;
        boolean heading = false;
        for (LogLine line : text.lines()) {
            Optional<String> host = first(COMMAND, line.text());
            if (host.isPresent()) {
                asked = first(SNI, line.text()).or(() -> host);
                served = !NAMELESS.matcher(line.text()).find();
            } else if (OF_FILE.matcher(line.text()).find()) {
                served = false;
            }
            Matcher labelled = LABELLED.matcher(line.text());
            String printed = heading ? line.text() : labelled.matches() ? labelled.group(1) : "";
            heading = HEADING.matcher(line.text()).matches() && !printed.contains("DNS:");
            List<String> names = NAME.matcher(printed)
                    .results()
                    .map(name -> name.group(1).toLowerCase(Locale.ROOT))
                    .distinct()
                    .toList();
            if (!names.isEmpty() && !heading && served) {
                Stream.concat(asked.stream(), accounts.stream())
                        .filter(name -> !carries(names, name))
                        .map(name ->
                                new MissedName(name, names, Citation.line(text.source(), line.number(), line.text())))
                        .limit(1)
                        .forEach(found::add);
            }
        }
        return found.stream();
    }

    private static Optional<String> first(Pattern pattern, String line) {
        Matcher match = pattern.matcher(line);
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }

    /// A wildcard stands for one label (RFC 9525 section 6.3).
    private static boolean carries(List<String> names, String host) {
        return new StsPolicy(StsPolicy.Mode.NONE, names, 0).allows(host);
    }

    /// Whether the client was set to the domain of which the certificate names a host.
    boolean isDomain() {
        return names.stream()
                .anyMatch(name -> !name.startsWith("*") && name.endsWith("." + asked.toLowerCase(Locale.ROOT)));
    }
}
