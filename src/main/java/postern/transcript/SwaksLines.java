package postern.transcript;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.probe.StartTls;

/// What `swaks --tls` says of TLS. What was spoken is read by [SmtpReader].
final class SwaksLines implements ToolLines {
    private static final Pattern STARTED =
            Pattern.compile("=== TLS started (?:w/|with )cipher (?:(\\S+?):)?([A-Z0-9_-]+):\\d+.*");
    private static final Pattern PEER = Pattern.compile("=== TLS peer DN=\"(.*)\"");
    private static final Pattern TROUBLE = Pattern.compile("\\*\\*\\* .*");

    @Override
    public boolean take(RunBuilder run, LogLine line) {
        String text = line.text().strip();
        Matcher started = STARTED.matcher(text);
        if (started.matches()) {
            run.agreed(started.group(1) == null ? "" : started.group(1), started.group(2));
            return run.quote(line);
        }
        Matcher peer = PEER.matcher(text);
        if (peer.matches()) {
            run.leaf(NameText.rewritten(peer.group(1)), "");
            return run.quote(line);
        }
        if (TROUBLE.matcher(text).matches()) {
            if (text.contains("did not advertise STARTTLS")) {
                run.startTls(StartTls.NOT_OFFERED);
            }
            run.error(text);
            return run.quote(line);
        }
        return false;
    }
}
