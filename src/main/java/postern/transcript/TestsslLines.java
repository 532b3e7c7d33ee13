package postern.transcript;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.probe.StartTls;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// `testssl.sh` 2.9 to 3.2.
final class TestsslLines implements ToolLines {
    private static final Pattern PROTOCOL =
            Pattern.compile("(SSLv2|SSLv3|TLS 1(?:\\.[0-3])?) +((?:not )?offered|supported but couldn't.*).*");
    private static final Pattern SERVICE = Pattern.compile("Service set: +STARTTLS via .*");
    private static final Pattern COMMON_NAME = Pattern.compile("Common Name \\(CN\\) +(\\S+).*");
    private static final Pattern ISSUER = Pattern.compile("Issuer +(.*?)(?: \\((?:(.{0,100}) )?from (\\w\\w)\\))?");
    private static final Pattern HOST_NAME = Pattern.compile("Trust \\(hostname\\) +certificate does not match.*");
    private static final Pattern TRUST = Pattern.compile("Chain of trust +NOT ok \\((.*)\\).*");
    private static final Pattern VALIDITY = Pattern.compile("Certificate (?:Validity \\(UTC\\)|Expiration) +(.*)");
    private static final Pattern COUNT = Pattern.compile("(?:# of certificates|Certificates) provided +(\\d{1,3}).*");
    private static final Pattern SUITE = Pattern.compile("x[0-9a-f]{2,6} +(\\S+) +.*");
    private static final Pattern SECTION =
            Pattern.compile("(SSLv2|SSLv3|TLS ?v?1(?:\\.[0-3])?)(?: \\([^)]{0,100}order[^)]{0,100}\\))?:?");
    private static final Pattern TROUBLE = Pattern.compile(
            ".*(?:doesn't seem to be|does not support STARTTLS|STARTTLS handshake failed|Fatal error|Connect timeout|TCP connect problem|no STARTTLS).*");
    private static final Pattern QUOTED = Pattern.compile(
            "(?:subjectAltName|Server key|Signature Algorithm|DH group offered|Elliptic curves offered|Anonymous NULL|Start \\d{4}|Obsolete|Has server cipher order|Negotiated protocol).*|.*-->>? *\\S+:\\d{1,5} .*<<--.*");

    private String commonName = "";
    private String issuer = "";
    private LogLine incomplete = new LogLine(0, "");
    private Optional<ProtocolVersion> section = Optional.empty();

    @Override
    public boolean take(RunBuilder run, LogLine line) {
        String text = line.text().strip();
        return protocol(run, line, text)
                || certificate(run, line, text)
                || suite(run, text)
                || trouble(run, line, text)
                || (QUOTED.matcher(text).matches() && run.quote(line));
    }

    private boolean protocol(RunBuilder run, LogLine line, String text) {
        Matcher protocol = PROTOCOL.matcher(text);
        if (!protocol.matches()) {
            if (SERVICE.matcher(text).matches()) {
                run.startTls(StartTls.OFFERED);
                return run.quote(line);
            }
            return false;
        }
        String answer = protocol.group(2);
        if (answer.endsWith("offered")) {
            RunBuilder.version(protocol.group(1)).ifPresent(version -> run.speaks(version, answer.equals("offered")));
        }
        return run.quote(line);
    }

    private boolean certificate(RunBuilder run, LogLine line, String text) {
        Matcher name = COMMON_NAME.matcher(text);
        Matcher by = ISSUER.matcher(text);
        Matcher trust = TRUST.matcher(text);
        Matcher validity = VALIDITY.matcher(text);
        Matcher count = COUNT.matcher(text);
        if (name.matches()) {
            commonName = "CN=" + name.group(1);
        } else if (by.matches() && !commonName.isEmpty() && issuer.isEmpty()) {
            issuer = issuer(by);
            run.leaf(commonName, issuer);
        } else if (trust.matches()) {
            trust(run, line, trust.group(1));
        } else if (HOST_NAME.matcher(text).matches()) {
            run.complain(62, 0, line);
        } else if (validity.matches()) {
            if (validity.group(1).startsWith("expired")) {
                run.complain(10, 0, line);
            }
        } else if (count.matches()) {
            count(run, Integer.parseInt(count.group(1)));
        } else {
            return false;
        }
        return run.quote(line);
    }

    private String issuer(Matcher by) {
        if (by.group(1).startsWith("self-signed")) {
            return commonName;
        }
        String country = by.group(3) == null ? "" : "C=" + by.group(3) + ", ";
        String organization = by.group(2) == null ? "" : "O=" + by.group(2) + ", ";
        return country + organization + "CN=" + by.group(1);
    }

    private void trust(RunBuilder run, LogLine line, String why) {
        if (why.contains("incomplete")) {
            incomplete = line;
        } else if (why.contains("self signed CA") || why.contains("self-signed CA")) {
            run.complain(19, -1, line);
        } else if (why.contains("self signed") || why.contains("self-signed")) {
            run.complain(18, 0, line);
        } else if (why.contains("expired")) {
            run.complain(10, -1, line);
        }
    }

    /// Where the chain ends is told only after the complaint about it. A single certificate is the whole chain.
    private void count(RunBuilder run, int provided) {
        if (provided == 1 && !commonName.isEmpty()) {
            run.certificate(commonName, issuer);
        }
        if (incomplete.number() > 0 && provided > 0) {
            run.complain(20, provided - 1, incomplete);
        }
    }

    /// Lists of suites without a version above them (`-e`) do not tell in which version.
    private boolean suite(RunBuilder run, String text) {
        Matcher heading = SECTION.matcher(text);
        if (heading.matches()) {
            section = RunBuilder.version(heading.group(1));
            return true;
        }
        Matcher suite = SUITE.matcher(text);
        if (!suite.matches()) {
            return false;
        }
        section.ifPresent(version -> CipherSuite.named(suite.group(1)).ifPresent(it -> run.accepts(version, it)));
        return true;
    }

    private boolean trouble(RunBuilder run, LogLine line, String text) {
        if (!TROUBLE.matcher(text).matches()) {
            return false;
        }
        if (text.contains("STARTTLS") && text.contains("support")) {
            run.startTls(StartTls.NOT_OFFERED);
        }
        return run.quote(line);
    }
}
