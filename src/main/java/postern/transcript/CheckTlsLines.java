package postern.transcript;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.probe.StartTls;

/// What the page of CheckTLS prints (`TestReceiver`, "//email/testTo:"), with or without the seconds in front of each
/// line.
final class CheckTlsLines implements ToolLines {
    private static final Pattern SECONDS = Pattern.compile("^\\s*(?:\\[[0-9.]+\\]\\s*)?");
    private static final Pattern AGREED =
            Pattern.compile("(?:Connection converted to SSL|.*SSLVersion in use): ?(?:SSLVersion in use: )?(\\S+).*");
    private static final Pattern CIPHER = Pattern.compile("Cipher in use: (\\S+).*");
    private static final Pattern CERTIFICATE = Pattern.compile("Certificate #?\\d+ of (\\d+).*");
    private static final Pattern NAME = Pattern.compile("(subject|issuer)= ?(.*)");
    private static final Pattern INVALID = Pattern.compile("Cert VALIDATION ERROR\\(S\\): (.*)");
    private static final Pattern QUOTED = Pattern.compile(
            "Cert(?:ificate)? (?:VALIDATED|Hostname|NOT|signed|started|expires|not ).*|So email is .*|Cert (?:started|expires): .*"
                    + "|.*STARTTLS (?:command works|option not|not).*|Cannot (?:convert|connect).*|TLS (?:is not|not) .*|Not (?:valid|after).*");

    private String protocol = "";
    private String subject = "";
    private int depth = -1;

    @Override
    public boolean take(RunBuilder run, LogLine line) {
        String text = SECONDS.matcher(line.text()).replaceFirst("").strip();
        return session(run, line, text) || certificate(run, line, text) || verdict(run, line, text);
    }

    private boolean session(RunBuilder run, LogLine line, String text) {
        Matcher agreed = AGREED.matcher(text);
        if (agreed.matches()) {
            protocol = agreed.group(1);
            run.agreed(protocol, "");
            return run.quote(line);
        }
        Matcher cipher = CIPHER.matcher(text);
        if (cipher.matches()) {
            run.agreed(protocol, cipher.group(1));
            return run.quote(line);
        }
        return false;
    }

    private boolean certificate(RunBuilder run, LogLine line, String text) {
        Matcher number = CERTIFICATE.matcher(text);
        if (number.matches()) {
            depth++;
            subject = "";
            return run.quote(line);
        }
        Matcher name = NAME.matcher(text);
        if (depth < 0 || !name.matches()) {
            return false;
        }
        if (name.group(1).equals("subject")) {
            subject = NameText.rewritten(name.group(2));
        } else if (!subject.isEmpty()) {
            run.certificate(subject, NameText.rewritten(name.group(2)));
            subject = "";
        }
        return run.quote(line);
    }

    /// The words are OpenSSL's own (`X509_verify_cert_error_string`).
    private boolean verdict(RunBuilder run, LogLine line, String text) {
        Matcher invalid = INVALID.matcher(text);
        if (invalid.matches()) {
            String why = invalid.group(1);
            if (why.contains("local issuer certificate") || why.contains("verify the first certificate")) {
                run.complain(20, depth, line);
            }
            if (why.contains("certificate has expired")) {
                run.complain(10, depth, line);
            }
            if (why.contains("certificate in certificate chain")) {
                run.complain(19, depth, line);
            } else if (why.contains("self signed certificate") || why.contains("self-signed certificate")) {
                run.complain(18, depth, line);
            }
            return run.quote(line);
        }
        if (text.startsWith("Cert Hostname DOES NOT VERIFY")) {
            run.complain(62, 0, line);
        }
        if (text.contains("STARTTLS command works")) {
            run.startTls(StartTls.OFFERED);
        } else if (text.contains("STARTTLS option not") || text.startsWith("TLS is not an option")) {
            run.startTls(StartTls.NOT_OFFERED);
        }
        return QUOTED.matcher(text).matches() && run.quote(line);
    }
}
