package postern.transcript;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.probe.StartTls;
import postern.tls.CipherSuite;

/// `sslscan` 1.8 to 2.1 (`sslscan.c`).
final class SslscanLines implements ToolLines {
    private static final Pattern PROTOCOL = Pattern.compile("(SSLv2|SSLv3|TLSv1(?:\\.[0-3])?) +(enabled|disabled)");
    private static final Pattern SUITE =
            Pattern.compile("(Accepted|Preferred) +(SSLv2|SSLv3|TLSv1(?:\\.[0-3])?) +\\d+ bits +(\\S+).*");
    private static final Pattern NAME = Pattern.compile("(Subject|Issuer): +(.*)");
    private static final Pattern NO_STARTTLS = Pattern.compile(".*did not appear to support STARTTLS.*");
    private static final Pattern QUOTED = Pattern.compile(
            "ERROR: .*|Testing SSL server .*|Not valid (?:before|after): .*|Altnames: .*|RSA Key Strength: .*|Signature Algorithm: .*"
                    + "|.*does not support Secure.*|\\(?Failed\\)? .*");

    private String subject = "";

    @Override
    public boolean take(RunBuilder run, LogLine line) {
        String text = line.text().strip();
        Matcher protocol = PROTOCOL.matcher(text);
        if (protocol.matches()) {
            RunBuilder.version(protocol.group(1))
                    .ifPresent(version -> run.speaks(version, protocol.group(2).equals("enabled")));
            return run.quote(line);
        }
        Matcher suite = SUITE.matcher(text);
        if (suite.matches()) {
            RunBuilder.version(suite.group(2)).ifPresent(version -> {
                run.speaks(version, true);
                CipherSuite.named(suite.group(3)).ifPresent(it -> run.accepts(version, it));
            });
            return true;
        }
        Matcher name = NAME.matcher(text);
        if (name.matches()) {
            if (name.group(1).equals("Subject")) {
                subject = name.group(2);
            } else if (!subject.isEmpty()) {
                run.leaf(written(subject), written(name.group(2)));
            }
            return run.quote(line);
        }
        if (NO_STARTTLS.matcher(text).matches()) {
            run.startTls(StartTls.NOT_OFFERED);
        }
        return QUOTED.matcher(text).matches() && run.quote(line);
    }

    /// Releases before 1.10 print whole names, later ones the common name alone.
    private static String written(String name) {
        return name.startsWith("/") ? NameText.rewritten(name) : "CN=" + name;
    }
}
