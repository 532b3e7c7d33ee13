package postern.diagnosis.cause.file;

import java.util.List;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;

/// Lines about certificate and key files that cannot be used. The library's lines name no setting: those below a
/// complaint about the CA file are about that one.
final class FileTrouble {
    /// Postfix `src/tls/tls_certkey.c`, before and since 2.8.
    static final Pattern OF_AUTHORITIES = Pattern.compile("cannot load Certifica(?:tion|te) Authority data");

    private static final Pattern OF_CERTIFICATES = Pattern.compile(
            "cannot (?:get|load) \\S+ (?:certificate|private key)|chain file|loading chain|\\bssl_|SNI data");
    /// Its files are nothing to servers that deliver to Postfix.
    private static final Pattern OF_DOVECOT = Pattern.compile("/etc/dovecot/|\\bdovecot\\b|\\bdoveconf\\b");

    private static final Pattern LIBRARY = Pattern.compile("TLS library problem");

    private FileTrouble() {}

    /// Lines in which a pattern is found.
    static List<Citation> saying(Pattern pattern, Facts facts) {
        boolean ofPostfix = facts.direction() != Problem.CLIENTS && facts.hasPostfix();
        List<Citation> said = Logs.saying(pattern, facts).stream()
                .filter(line -> !ofPostfix || !OF_DOVECOT.matcher(line.text()).find())
                .toList();
        boolean authorities = !Logs.saying(OF_AUTHORITIES, facts).isEmpty()
                && Logs.saying(OF_CERTIFICATES, facts).isEmpty();
        return authorities
                ? said.stream()
                        .filter(line -> !OF_AUTHORITIES.matcher(line.text()).find()
                                && !LIBRARY.matcher(line.text()).find())
                        .toList()
                : said;
    }
}
