package postern.diagnosis.cause.negotiation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;

/// A program in front of the mail server refuses a client's version, and its own settings show why: nginx
/// `ssl_protocols` (ngx_mail_ssl_module), HAProxy `ssl-min-ver`, stunnel `sslVersionMin`.
///
/// @param floor   the setting
/// @param refused lines in which the program refuses
public record FrontFloor(Citation floor, List<Citation> refused) {
    /// LibreSSL says of a hello's version what OpenSSL says of a record's (`ssl/ssl_srvr.c`).
    private static final Pattern REFUSED = Pattern.compile(
            "(?:SSL_do_handshake\\(\\) failed|SSL_accept: |SSL handshake fail).*"
                    + "(?:unsupported[ _]protocol|version too low|unknown protocol|CLNT_HELLO\\w*:wrong version number)");

    private static final Pattern NGINX =
            Pattern.compile("^\\s*ssl_protocols\\s+(?!.*\\bTLSv1(?!\\.\\d))[^;#]*TLSv1\\.\\d");
    private static final Pattern HAPROXY = Pattern.compile(
            "^\\s*(?:ssl-default-bind-options|bind)\\b.*\\b(?:ssl-min-ver TLSv1\\.[123]|no-tlsv10|force-tlsv1[123])\\b");
    private static final Pattern STUNNEL =
            Pattern.compile("^\\s*(?:sslVersion(?:Min)?\\s*=\\s*TLSv1\\.[123]|options\\s*=\\s*NO_TLSv1(?![._]\\d))");

    /// The list is copied.
    public FrontFloor {
        refused = List.copyOf(refused);
    }

    /// The first setting of such a program; empty where none refuses anybody.
    public static Optional<FrontFloor> in(Facts facts) {
        List<Citation> refused = facts.direction() == Problem.OUTBOUND ? List.of() : Logs.saying(REFUSED, facts);
        return refused.isEmpty()
                ? Optional.empty()
                : Stream.of(NGINX, HAPROXY, STUNNEL)
                        .flatMap(pattern -> facts.evidence().texts().stream()
                                .flatMap(text -> text.lines().stream()
                                        .filter(line ->
                                                pattern.matcher(line.text()).find())
                                        .map(line -> Citation.line(
                                                text.source(),
                                                line.number(),
                                                line.text().strip()))))
                        .findFirst()
                        .map(floor -> new FrontFloor(floor, refused));
    }

    /// The directive's name.
    public String name() {
        return floor.text().split("[\\s=]+", 2)[0];
    }

    /// Its value as written.
    public String value() {
        return floor.text().replaceFirst("^[^\\s=]+[\\s=]+", "").replaceFirst(";$", "");
    }

    /// The setting, then the lines in which somebody was refused.
    public List<Citation> evidence() {
        return Stream.concat(Stream.of(floor), refused.stream()).toList();
    }

    /// At the front, or at the client that is too old for it.
    public List<Change> fix() {
        Change lowered = NGINX.matcher(floor.text()).find()
                ? Change.at(Target.FILE, "ssl_protocols", "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3")
                : Change.at(Target.FILE);
        return List.of(lowered, Change.at(Target.CLIENT));
    }
}
