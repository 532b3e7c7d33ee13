package postern.transcript;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// `sslyze` 1.0 to 6 (`sslyze/cli/console_output.py`, `plugins/openssl_cipher_suites/_cli_connector.py`).
final class SslyzeLines implements ToolLines {
    private static final Pattern SECTION =
            Pattern.compile("(?i)\\* (SSL|TLS)V? ?([0-3](?:[._][0-3])?) Cipher Suites:.*");
    private static final Pattern REJECTED = Pattern.compile("(?i).*server rejected all cipher suites.*");
    private static final Pattern SUITE = Pattern.compile("((?:TLS|SSL)_[A-Z0-9_]+)(?: +.*)?");
    private static final Pattern NAME = Pattern.compile("Common Name: +(\\S.*)");
    private static final Pattern ISSUER = Pattern.compile("Issuer: +(\\S.*)");
    private static final Pattern QUOTED = Pattern.compile(
            "Not (?:Before|After): .*|SubjAltName - DNS Names: .*|Hostname Validation: .*|.* CA Store .*: .*|Received Chain(?: Order)?: .*"
                    + "|Verified Chain: .*|Key Size: .*|Signature Algorithm: .*|Hostname sent for SNI: .*|SCAN RESULTS FOR .*");

    private Optional<ProtocolVersion> section = Optional.empty();
    private Optional<String> name = Optional.empty();
    private boolean issued;

    @Override
    public boolean take(RunBuilder run, LogLine line) {
        String text = line.text().strip();
        Matcher version = SECTION.matcher(text);
        if (version.matches()) {
            String number = version.group(2).replace('_', '.');
            boolean ssl = version.group(1).equalsIgnoreCase("SSL");
            section = RunBuilder.version(ssl ? "SSLv" + number.charAt(0) : "TLSv" + number);
            return run.quote(line);
        }
        if (REJECTED.matcher(text).matches()) {
            section.ifPresent(it -> run.speaks(it, false));
            return run.quote(line);
        }
        Matcher suite = SUITE.matcher(text);
        if (suite.matches() && section.isPresent()) {
            run.speaks(section.get(), true);
            CipherSuite.named(suite.group(1)).ifPresent(known -> run.accepts(section.get(), known));
            return true;
        }
        boolean tells = certificate(run, text) || complaint(run, line, text);
        return tells && run.quote(line);
    }

    /// The server's own certificate comes first.
    private boolean certificate(RunBuilder run, String text) {
        Matcher subject = NAME.matcher(text);
        Matcher issuer = ISSUER.matcher(text);
        if (subject.matches() && name.isEmpty()) {
            name = Optional.of(subject.group(1));
            return true;
        }
        if (issuer.matches() && name.isPresent() && !issued) {
            issued = true;
            run.leaf("CN=" + name.get(), "CN=" + issuer.group(1));
            return true;
        }
        return false;
    }

    private static boolean complaint(RunBuilder run, LogLine line, String text) {
        if (text.contains("has expired")) {
            run.complain(10, -1, line);
        } else if (text.contains("self signed certificate") || text.contains("self-signed certificate")) {
            run.complain(text.contains("in certificate chain") ? 19 : 18, -1, line);
        } else if (text.startsWith("Hostname Validation:") && text.contains("FAILED")) {
            run.complain(62, 0, line);
        } else if (text.contains("unable to get local issuer certificate")) {
            run.complain(20, -1, line);
        }
        return QUOTED.matcher(text).matches();
    }
}
