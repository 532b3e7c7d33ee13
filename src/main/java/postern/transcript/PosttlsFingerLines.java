package postern.transcript;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.probe.StartTls;

/// Postfix's own `posttls-finger` (`src/posttls-finger/posttls-finger.c`, `src/tls/tls_verify.c`, Postfix 2.11 to
/// 3.10).
final class PosttlsFingerLines implements ToolLines {
    private static final Pattern NAMES =
            Pattern.compile(".*?: subject_CN=([^=]*), issuer(?:_CN)?=([^=]*),(?: cert)? ?fingerprint[ =].*");
    private static final Pattern AGREED = Pattern.compile(
            ".*(?:Anonymous|Untrusted|Trusted|Verified) TLS connection established to \\S{1,300}: (\\S+) with cipher (\\S+) .*");
    private static final Pattern UNTRUSTED_ISSUER = Pattern.compile(".*: untrusted issuer (.*)");
    private static final Pattern NUMBERED = Pattern.compile(".*verification failed for \\S{1,300}: num=(\\d{1,4}):.*");
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|/)CN=([^/]+)$");

    private String issuer = "";
    private LogLine untrusted = new LogLine(0, "");

    @Override
    public boolean take(RunBuilder run, LogLine line) {
        String text = line.text().strip();
        if (!text.startsWith("posttls-finger")) {
            return false;
        }
        run.error(text);
        Matcher names = NAMES.matcher(text);
        if (names.matches()) {
            run.leaf("CN=" + names.group(1), "CN=" + names.group(2));
            if (!issuer.isEmpty()) {
                run.complain(20, issuer.equals(names.group(2)) ? 0 : 1, untrusted);
            }
        }
        Matcher agreed = AGREED.matcher(text);
        if (agreed.matches()) {
            run.agreed(agreed.group(1), agreed.group(2));
        }
        verification(run, line, text);
        if (text.contains("STARTTLS rejected")) {
            run.startTls(StartTls.REFUSED);
        } else if (text.contains("STARTTLS not offered") || text.contains("does not offer STARTTLS")) {
            run.startTls(StartTls.NOT_OFFERED);
        }
        return run.quote(line);
    }

    private void verification(RunBuilder run, LogLine line, String text) {
        Matcher numbered = NUMBERED.matcher(text);
        Matcher issued = UNTRUSTED_ISSUER.matcher(text);
        if (numbered.matches()) {
            run.complain(Integer.parseInt(numbered.group(1)), -1, line);
        } else if (issued.matches()) {
            Matcher name = COMMON_NAME.matcher(issued.group(1));
            issuer = name.find() ? name.group(1) : "";
            untrusted = line;
        } else if (text.contains("verification failed") && text.endsWith("self-signed certificate")) {
            run.complain(18, 0, line);
        } else if (text.contains("verification failed") && text.contains("certificate has expired")) {
            run.complain(10, -1, line);
        } else if (text.contains("verification failed") && text.contains("not yet valid")) {
            run.complain(9, -1, line);
        }
    }
}
