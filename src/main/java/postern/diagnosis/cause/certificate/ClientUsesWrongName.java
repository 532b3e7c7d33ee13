package postern.diagnosis.cause.certificate;

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
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.LedElsewhere;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.VerifiedName;
import postern.dns.RegisteredDomain;
import postern.evidence.Problem;

/// The client is set to an address, an internal name or a bare domain, which the certificate rightly lacks (RFC 9525
/// section 6.1: the client compares with the name it was given).
public final class ClientUsesWrongName implements Cause {
    /// X509_V_ERR_IP_ADDRESS_MISMATCH.
    private static final Pattern ADDRESS = Pattern.compile("num=64:|\\b64 \\(IP address mismatch\\)");

    /// A program that is set to an address instead of a name, or to itself.
    private static final Pattern BARE_ADDRESS = Pattern.compile(
            "(?i)(?:host|server|endpoint|address)['\"\\]]?\\s*(?:=>|[:=])\\s*['\"]?(?:(?:tls|ssl|smtps?)://)?(?:\\d{1,3}(?:\\.\\d{1,3}){3}|localhost)\\b"
                    // As the option of a command, the argument of a call, or the line of a list.
                    + "|-(?:\\w*server|host|s)\\s+['\"]?\\d{1,3}(?:\\.\\d{1,3}){3}\\b"
                    + "|\\b(?:SmtpClient|(?:SMTP|IMAP4|POP3)(?:_SSL)?|connect|dial|open)\\(\\s*['\"]\\d{1,3}(?:\\.\\d{1,3}){3}(?:['\"]|:\\d)"
                    + "|^\\s*(?:\\w+\\s)?(?:host|server)\\s+\\d{1,3}(?:\\.\\d{1,3}){3}\\s*$"
                    // Everything in one address, as frameworks take it.
                    + "|(?:DSN|URL|URI)['\"\\]]?\\s*(?:=>|[:=])\\s*['\"]?(?:tls|ssl|smtps?)://(?:[^@\\s/]{0,200}@)?(?:\\d{1,3}(?:\\.\\d{1,3}){3}|localhost)\\b");

    /// PHP's mail programs say where they went, and not why TLS failed: Roundcube, SnappyMail, RainLoop.
    private static final Pattern WENT_TO = Pattern.compile(
            "(?i)(?:unable to|could not|failed to) connect to (?:managesieve on |(?:ssl|tls)://)(\\S+):(?:4190|2000|993|143|465|587)\\b");
    /// PEAR Net_SMTP (Roundcube, Horde, Moodle) quotes the server's consent as the error where it could not go on, and
    /// the server sees it leave: a program of the same machine that was told `localhost`.
    private static final Pattern NET_SMTP =
            Pattern.compile("STARTTLS failed: .{0,60}\\(Code: 220\\)|STARTTLS failed.{0,20}220");

    private static final Pattern FROM_HERE =
            Pattern.compile("lost connection after STARTTLS from localhost\\[(?:127\\.|::1\\])");
    /// Dovecot saw a program of the same machine finish the handshake and go without a word (`src/login-common`).
    private static final Pattern LEFT_FROM_HERE = Pattern.compile(
            "-login: Disconnected.*no auth attempts.*rip=(?:127\\.|::1\\b).*\\bTLS(?:: Disconnected|, session|$|:? ?SSL)");
    private static final Pattern NO_TLS = Pattern.compile("Failed to establish TLS connection|Unable to negotiate TLS");

    /// PHP; Node; Python; Go; Java; Ruby: the name the client wanted.
    private static final List<Pattern> WANTED = List.of(
            Pattern.compile("did not match expected CN=[`'\"]?([^`'\"\\s]+)"),
            Pattern.compile("IP: (\\S+) is not in the cert"),
            Pattern.compile("(?:DNS|IPAddress)_ID\\((?:hostname|ip)=b?'([^']+)'\\)"),
            Pattern.compile("Host: (\\S+?)\\.? is not in the cert"),
            Pattern.compile("certificate is not valid for '([^']+)'"),
            Pattern.compile("certificate is valid for .+, not (\\S+)"),
            Pattern.compile("no alternative certificate subject name matches target host ?name '([^']+)'"),
            Pattern.compile("Location: (?:\\w+://)?([^:/\\s]+):\\d+"),
            Pattern.compile("(\\S+?)(?::\\d+)? uses an invalid security certificate"),
            Pattern.compile("CommonName mismatch: \\S+ != (\\S+)"),
            Pattern.compile("hostname \"([^\"\\s]+)\" does not match the server certificate"),
            Pattern.compile("owner does not match host ?name [`'\"]?([^`'\"\\s]+)"),
            Pattern.compile("cannot validate certificate for (\\S+) because it doesn't contain any IP SANs"),
            Pattern.compile("No (?:name|subject alternative (?:DNS )?names?) matching (?:IP address )?(\\S+) found"));

    /// The name that the certificate has, where the client prints it.
    private static final Pattern HAS = Pattern.compile(
            "CN=[`'\"]?([^`'\"\\s]+)|certificate is (?:only )?valid for (?:the following names: )?([^\\s,]+[^\\s,.])");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = facts.direction() == Problem.OUTBOUND
                        || !LedElsewhere.lines(facts).isEmpty()
                ? List.of()
                : wrong(facts);
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(
                        "host",
                        said.stream()
                                .flatMap(line -> wanted(line.text()).stream())
                                .findFirst()
                                .orElse("?")),
                said,
                fix(facts));
    }

    /// At the client; where somebody tested the server by that name, it may as well be the certificate that should have
    /// it.
    private static List<Change> fix(Facts facts) {
        return facts.direction() == Problem.CLIENTS
                        && MissedName.in(facts).stream().anyMatch(MissedName::isDomain)
                ? List.of(Change.at(Target.CLIENT), Change.at(Target.FILE))
                : List.of(Change.at(Target.CLIENT));
    }

    private static List<Citation> wrong(Facts facts) {
        List<Citation> addresses = Logs.saying(ADDRESS, facts);
        if (addresses.isEmpty()
                && !(Logs.saying(ClientWords.OTHER_NAME.words(), facts).isEmpty()
                        && GaveUpOnTls.lines(facts).isEmpty()
                        && GaveUpOnTls.thoughVerified(facts).isEmpty())) {
            List<Citation> bare = Logs.saying(BARE_ADDRESS, facts);
            if (!bare.isEmpty()) {
                return bare;
            }
        }
        List<Citation> local = Logs.saying(FROM_HERE, facts);
        if (addresses.isEmpty()
                && !local.isEmpty()
                && !Logs.saying(NET_SMTP, facts).isEmpty()) {
            return Stream.concat(local.stream(), Logs.saying(NET_SMTP, facts).stream())
                    .toList();
        }
        List<Citation> internal = Logs.saying(NO_TLS, facts).isEmpty()
                        && Logs.saying(LEFT_FROM_HERE, facts).isEmpty()
                ? List.of()
                : internal(facts);
        if (addresses.isEmpty() && !internal.isEmpty()) {
            return internal;
        }
        return addresses.isEmpty()
                ? Stream.of(
                                WANTED.stream()
                                        .flatMap(pattern -> Logs.saying(pattern, facts).stream())
                                        .filter(line -> wanted(line.text())
                                                .filter(name -> isWrong(name, line.text()))
                                                .isPresent()),
                                VerifiedName.in(facts)
                                        .filter(verified -> isWrong(verified.name(), ""))
                                        .map(VerifiedName::complaint),
                                facts.direction() == Problem.CLIENTS
                                        ? MissedName.in(facts).stream()
                                                .filter(MissedName::isDomain)
                                                .map(MissedName::citation)
                                        : Stream.<Citation>empty())
                        .flatMap(lines -> lines)
                        .toList()
                : addresses;
    }

    /// Names that no public certificate has: those without a dot, and addresses.
    private static List<Citation> internal(Facts facts) {
        return Logs.saying(WENT_TO, facts).stream()
                .filter(line ->
                        WENT_TO.matcher(line.text()).results().anyMatch(went -> isWrong(went.group(1), line.text())))
                .toList();
    }

    private static Optional<String> wanted(String line) {
        return WANTED.stream()
                .map(pattern -> pattern.matcher(line))
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .findFirst();
    }

    /// The owner's name under another top-level domain than the certificate has, as `example.com` for `example.org`.
    private static boolean isMistyped(String wanted, String own) {
        String[] one = RegisteredDomain.of(wanted).split("\\.", 2);
        String[] other = RegisteredDomain.of(own).split("\\.", 2);
        return one.length == 2 && other.length == 2 && one[0].equals(other[0]) && !one[1].equals(other[1]);
    }

    /// An address, a name without a dot, or the domain of which the certificate names a host.
    private static boolean isWrong(String wanted, String line) {
        String name = wanted.toLowerCase(Locale.ROOT);
        if (name.matches("[0-9.]+|[0-9a-f:]*:[0-9a-f:]*|[^.]+") || name.endsWith(".local")) {
            return true;
        }
        Matcher has = HAS.matcher(line);
        while (has.find()) {
            String named = has.group(1) == null ? has.group(2) : has.group(1);
            String own = named.toLowerCase(Locale.ROOT);
            if ((own.endsWith("." + name) && !own.startsWith("*")) || isMistyped(name, own)) {
                return true;
            }
        }
        return false;
    }
}
