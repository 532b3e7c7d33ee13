package postern.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.certificate.CertificateChain;
import postern.maillog.LogLine;
import postern.openssl.OpenSslError;
import postern.openssl.VerifyCode;
import postern.probe.StartTls;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// One run of `openssl s_client` while its lines are read (`apps/s_client.c`, OpenSSL 0.9.8 to 3.5).
final class SClientRun {
    private static final int MOST_LINES = 60;
    private static final int LONGEST = 2000;
    private static final Pattern DEPTH = Pattern.compile("depth=(\\d{1,3}) .*");
    private static final Pattern COMPLAINT = Pattern.compile("verify error:num=(\\d{1,4}):.*");
    /// `openssl verify` (`apps/verify.c`). It reads one certificate of a file, so that it misses the issuer of every
    /// server's certificate: what it says of issuers (2, 20, 21, 27) says nothing.
    private static final Pattern VERIFIED =
            Pattern.compile("error (?!(?:2|20|21|27) at)(\\d{1,3}) at (\\d{1,3}) depth lookup:.*");
    private static final Pattern RESULT = Pattern.compile("Verify return code: (\\d{1,4}) \\(.*");
    private static final Pattern PROTOCOL = Pattern.compile("Protocol(?: version)?\\s*: (\\S+)");
    private static final Pattern CIPHER = Pattern.compile("Cipher(?:suite)?\\s*: (\\S+)");
    private static final Pattern AGREED = Pattern.compile("(?:New|Reused), (\\S+), Cipher is (\\S+)");
    private static final Pattern NOT_CONNECTED = Pattern.compile(
            "connect(?::|:errno=| ).*|.*(?:Connection refused|getaddrinfo|BIO_connect|gethostbyname failure).*");
    private static final Pattern QUOTED = Pattern.compile(
            "Server Temp Key: .*|Peer Temp Key: .*|no peer certificate available|Verification(?: error)?: .*|Secure Renegotiation IS .*"
                    + "|Didn't find STARTTLS in server response.*|notAfter=.*|v:NotBefore.*|New, .*|Server public key is .*");

    private final String source;
    private final @Nullable String command;
    private final ShownChain chain = new ShownChain();
    private final List<VerifyComplaint> complaints = new ArrayList<>();
    private final List<OpenSslError> errors = new ArrayList<>();
    private final List<LogLine> lines = new ArrayList<>();
    private int depth = -1;
    private boolean connected;
    private boolean answered;
    private boolean failed;
    private boolean missing;
    private @Nullable String protocol;
    private @Nullable String cipher;

    SClientRun(String source, @Nullable String command) {
        this.source = source;
        this.command = command;
    }

    /// Whether a line begins another run.
    boolean endsBefore(String text) {
        return connected && text.startsWith("CONNECTED(");
    }

    void line(long number, String line) {
        String text = line.strip();
        boolean quote = chain.take(line) ? !isPem(text) : read(number, text);
        if (quote && lines.size() < MOST_LINES) {
            lines.add(new LogLine(number, cut(line.stripTrailing())));
        }
    }

    private static boolean isPem(String text) {
        return text.indexOf('=') < 0 && text.indexOf(':') < 0;
    }

    private boolean read(long number, String text) {
        Matcher place = DEPTH.matcher(text);
        if (place.matches()) {
            depth = Integer.parseInt(place.group(1));
            return true;
        }
        Matcher complaint = COMPLAINT.matcher(text);
        if (complaint.matches()) {
            complain(Integer.parseInt(complaint.group(1)), depth, number, text);
            return true;
        }
        Matcher verified = VERIFIED.matcher(text);
        if (verified.matches()) {
            complain(Integer.parseInt(verified.group(1)), Integer.parseInt(verified.group(2)), number, text);
            return true;
        }
        Matcher result = RESULT.matcher(text);
        if (result.matches()) {
            answered = true;
            conclude(Integer.parseInt(result.group(1)), number, text);
            return true;
        }
        if (text.startsWith("Verification error:")) {
            VerifyCode.find(text).ifPresent(code -> conclude(code.number(), number, text));
            return true;
        }
        answered |= text.startsWith("notAfter=");
        return session(text) || trouble(text) || QUOTED.matcher(text).matches();
    }

    /// The verdict at the end repeats a complaint, or is the only one where the lines before it were cut.
    private void conclude(int code, long number, String text) {
        if (code != 0 && complaints.stream().noneMatch(known -> known.code() == code)) {
            complain(code, -1, number, text);
        }
    }

    private void complain(int code, int at, long number, String text) {
        if (complaints.size() < MOST_LINES) {
            complaints.add(new VerifyComplaint(code, at, number, cut(text)));
        }
    }

    private boolean session(String text) {
        // With -brief, only where the handshake succeeded.
        if (text.startsWith("CONNECTED(") || text.equals("CONNECTION ESTABLISHED")) {
            connected = true;
            return true;
        }
        Matcher agreed = AGREED.matcher(text);
        if (agreed.matches()) {
            // "TLSv1/SSLv3" names the format of the session, not the version agreed.
            protocol = protocol == null && !agreed.group(1).contains("/") ? agreed.group(1) : protocol;
            cipher = agreed.group(2);
            return true;
        }
        Matcher version = PROTOCOL.matcher(text);
        if (version.matches()) {
            protocol = version.group(1);
            return true;
        }
        Matcher suite = CIPHER.matcher(text);
        if (suite.matches()) {
            cipher = suite.group(1);
            return true;
        }
        return false;
    }

    private boolean trouble(String text) {
        Optional<OpenSslError> error = text.contains("error:") ? OpenSslError.find(text) : Optional.empty();
        if (error.isPresent() && errors.size() < MOST_LINES) {
            errors.add(error.get());
        }
        missing |= text.startsWith("Didn't find STARTTLS in server response");
        failed |= NOT_CONNECTED.matcher(text).matches();
        return error.isPresent() || NOT_CONNECTED.matcher(text).matches();
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /// Whether nothing of `s_client` was seen; a command without what it printed tells nothing.
    boolean isEmpty() {
        return (command == null || lines.isEmpty()) && !hasOutput();
    }

    /// Whether the run printed anything.
    boolean hasOutput() {
        return connected
                || !complaints.isEmpty()
                || !errors.isEmpty()
                || cipher != null
                || !chain.chain().certificates().isEmpty();
    }

    /// Without `-starttls`, TLS began at once.
    private StartTls startTls(boolean shookHands) {
        boolean told = command != null && command.contains("-starttls");
        if (missing) {
            return StartTls.NOT_OFFERED;
        }
        if (command == null || !shookHands) {
            return StartTls.UNKNOWN;
        }
        return told ? StartTls.OFFERED : StartTls.IMPLICIT;
    }

    TestRun output() {
        CertificateChain shown = chain.chain();
        Optional<CipherSuite> suite = Optional.ofNullable(cipher).flatMap(CipherSuite::named);
        boolean none = cipher != null && (cipher.equals("(NONE)") || cipher.equals("0000"));
        Optional<ProtocolVersion> version = none
                ? Optional.empty()
                : Optional.ofNullable(protocol)
                        .map(name -> name.equals("TLSv1.0") ? "TLSv1" : name)
                        .flatMap(ProtocolVersion::named);
        boolean spoke = answered || !shown.certificates().isEmpty() || !complaints.isEmpty() || version.isPresent();
        return new TestRun(
                source,
                Tool.S_CLIENT,
                Optional.ofNullable(command),
                connected || (!failed && spoke),
                startTls(version.isPresent() || !shown.certificates().isEmpty()),
                shown,
                Optional.empty(),
                complaints,
                version,
                suite,
                RunBuilder.server(version, suite),
                errors,
                lines);
    }
}
