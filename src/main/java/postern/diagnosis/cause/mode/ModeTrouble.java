package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.client.ClientSettings.Misfit;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;

/// What comes of it when a program begins in another way than the port: on either side.
enum ModeTrouble {
    /// A handshake that is broken off, at the program; a first command that is none, at the server. That a greeting was
    /// read as TLS is said by [PlainAnswer].
    TOO_EARLY(
            "(?i)forcibly closed|connection (?:was |has been )?(?:reset|aborted)|ECONNRESET|reset by peer"
                    + "|unexpected EOF|EOF occurred in violation|SSLEOFError|SSL_ERROR_SYSCALL|socket hang up"
                    + "|closed connection during handshake|terminated the handshake|closed (?:the|its) (?:connection|transport stream)"
                    + "|unable to connect to (?:ssl|tls)://|failed to enable crypto|TLS handshake (?:failed|error)"
                    + "|SSL connection failed|unable to establish an? SSL|SSL negotiation failed|secure connection failed"
                    + "|handshake (?:operation )?timed out|handshake timeout",
            "-login: .*(?:Too many invalid commands|Disconnected).*\\(no auth attempts(?!.*TLS)"
                    + "|smtpd\\[\\d+\\]: lost connection after (?:UNKNOWN|CONNECT) from",
            ""),

    /// A greeting that does not come, at the program; a handshake that does not begin, at the server.
    TOO_LATE(
            "(?i)greeting (?:was )?never|no (?:smtp )?greeting|(?:receive|read|get|waiting for)[^.]{0,30}greeting|initial server greeting"
                    + "|response: -1|unexpectedly closed|got (?:an )?empty response|but got code \"\"|with message \"\""
                    + "|SocketTimeout|(?:timed? ?out|timeout)\\b|\\bEOF\\b|reset by peer|ECONNRESET|connection (?:was )?reset"
                    + "|forcibly closed|closed by (?:remote|peer|foreign|the server)|lost connection|connection lost|short response"
                    + "|SMTP connect\\(\\) failed|failure sending mail|stopped responding",
            "-login: .*\\(no auth attempts.*TLS handshaking(?!.*(?:alert|unsupported protocol|no shared cipher))"
                    + "|(?:smtps|submissions)/smtpd\\[\\d+\\]: (?:SSL_accept error from .*(?:lost connection|timed out)|lost connection after CONNECT)",
            "|SSLException|SSLHandshake|ssl\\.SSL|SSL_connect|SSL routines|handshake (?:failed|error)|unable to connect to (?:ssl|tls)://");

    /// Where something else is said, the connection did not fail for its mode, or did not get that far: connect(2)
    /// itself timed out.
    private static final class Words {
        static final String OTHERWISE = "(?i)connection refused|ECONNREFUSED|actively refused"
                + "|no route to host|unreachable|ENOTFOUND|getaddrinfo|name or service not known|nodename nor servname"
                + "|could not resolve|unknown ?host|\\b53[45][ -]|authentication (?:failed|unsuccessful)|\\bEAUTH\\b|invalid login"
                + "|not accepted|login failed|certificate (?:verif|has|is|was|not|does|expired|unknown|error|valid)|CERTIFICATE_|untrusted"
                + "|self[- ]signed|x509: |PKIX|get local issuer|no shared cipher|protocol[_ ]version"
                + "|unsupported[_ ]protocol|\\balert (?:number|handshake|protocol|unknown|bad|internal|certificate)|fatal alert"
                + "|handshake[_ ]failure|\\b55[0-4][ -]|relay access denied|dh key too small"
                + "|connect ETIMEDOUT|connect timed out|\\[Errno (?:110|60)]|\\b10060\\b|fsockopen\\(\\).*timed out|stream_socket_client.*timed out"
                + "|dial tcp .*(?:timeout|timed out)|(?:cannot|failed to) connect to .*timed out"
                + "|ready to start tls|\\bSTARTTLS<CRLF>|(?:>>>|C:|->)\\s*STARTTLS\\b|StartTLS: ";
    }

    private final Pattern program;
    private final Pattern server;
    private final Pattern otherwise;

    ModeTrouble(String program, String server, String otherwise) {
        this.program = Pattern.compile(program);
        this.server = Pattern.compile(server);
        this.otherwise = Pattern.compile(Words.OTHERWISE + otherwise);
    }

    static ModeTrouble of(Misfit misfit) {
        return switch (misfit) {
            case TOO_EARLY -> TOO_EARLY;
            case TOO_LATE -> TOO_LATE;
        };
    }

    /// Lines in which the greeting of a port was read as TLS: that leaves no other reading.
    List<Citation> plain(int port, Facts facts) {
        return this == TOO_EARLY ? PlainAnswer.lines(port, facts) : List.of();
    }

    /// Lines that tell of it where nothing else is said.
    List<Citation> lines(Facts facts) {
        return saysOtherwise(facts)
                ? List.of()
                : Stream.concat(said(program, facts), Logs.saying(server, facts).stream())
                        .toList();
    }

    /// Whether a program says that it got further, or not that far.
    boolean saysOtherwise(Facts facts) {
        return said(otherwise, facts).findAny().isPresent();
    }

    private static Stream<Citation> said(Pattern words, Facts facts) {
        return facts.evidence().texts().stream()
                .filter(text -> ToldMode.TEXTS.contains(text.kind()))
                .flatMap(text -> text.lines().stream()
                        .filter(line -> words.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())));
    }
}
