package postern.transcript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.tls.ProtocolVersion;

/// `gnutls-cli` of GnuTLS 2.12 to 3.8 (`src/cli.c`, `src/common.c`), and `gnutls-cli-debug` (`src/cli-debug.c`).
final class GnutlsCliLines implements ToolLines {
    private static final Pattern CERTIFICATE = Pattern.compile(
            "- subject [`'](.{0,500}?)', issuer [`'](.{0,500}?)', .*?(?:expires [`'](\\d{4}-\\d\\d-\\d\\d) .*)?");
    private static final Pattern DESCRIPTION = Pattern.compile("- Description: \\((TLS|SSL)([0-9.]+).*");
    private static final Pattern SUPPORT =
            Pattern.compile("for (SSL|TLS) ([0-9.]+) \\(RFC\\d+\\) support\\.{3} (yes|no)");
    private static final Pattern STATUS =
            Pattern.compile("(?:- Status: |\\*\\*\\* )?The certificate is (?:NOT )?trusted\\..*");
    private static final Pattern TROUBLE = Pattern.compile(
            "\\*\\*\\* (?:Fatal error|Received alert|PKI verification).*|- Handshake has failed.*|\\|<\\d+>\\|.*|error receiving '.*|Could not (?:negotiate|connect).*");

    private final List<String> ends = new ArrayList<>();
    private boolean selfIssued;

    @Override
    public boolean take(RunBuilder run, LogLine line) {
        String text = line.text().strip();
        Matcher certificate = CERTIFICATE.matcher(text);
        if (certificate.matches()) {
            run.certificate(rewritten(certificate.group(1)), rewritten(certificate.group(2)));
            selfIssued = certificate.group(1).equals(certificate.group(2));
            ends.add(certificate.group(3) == null ? "" : certificate.group(3));
            return run.quote(line);
        }
        Matcher description = DESCRIPTION.matcher(text);
        if (description.matches()) {
            run.agreed(description.group(1) + "v" + description.group(2), "");
            return run.quote(line);
        }
        Matcher support = SUPPORT.matcher(text);
        if (support.matches()) {
            String number =
                    support.group(2).equals("1.0") ? "1" : support.group(2).replaceFirst("^3\\.0$", "3");
            ProtocolVersion.named(support.group(1) + "v" + number)
                    .ifPresent(version -> run.speaks(version, support.group(3).equals("yes")));
            return run.quote(line);
        }
        if (STATUS.matcher(text).matches()) {
            status(run, line, text);
            return run.quote(line);
        }
        return TROUBLE.matcher(text).matches() && run.quote(line);
    }

    private void status(RunBuilder run, LogLine line, String text) {
        int last = run.certificates() - 1;
        if (text.contains("issuer is unknown") || text.contains("issuer is not a CA")) {
            run.complain(last < 0 || !selfIssued ? 20 : last == 0 ? 18 : 19, last, line);
        }
        if (text.contains("expired certificate") || text.contains("has expired")) {
            run.complain(10, firstToEnd(), line);
        }
        if (text.contains("not yet")) {
            run.complain(9, -1, line);
        }
        if (text.contains("does not match")) {
            run.complain(62, 0, line);
        }
    }

    /// If one has expired, then the one that ends first.
    private int firstToEnd() {
        return ends.isEmpty() || ends.contains("") ? -1 : ends.indexOf(Collections.min(ends));
    }

    /// GnuTLS writes names as RFC 4514 does, the least significant part first.
    private static String rewritten(String name) {
        List<String> parts = new ArrayList<>(List.of(name.split("(?<!\\\\),", -1)));
        Collections.reverse(parts);
        return String.join(", ", parts.stream().map(String::strip).toList());
    }
}
