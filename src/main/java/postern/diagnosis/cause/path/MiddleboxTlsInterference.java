package postern.diagnosis.cause.path;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.handshake.LargeClientHelloDropped;

/// A device on the way drops, holds or cuts TLS packets: handshakes time out without an alert while packets of full
/// size pass. Only a packet capture decides.
public final class MiddleboxTlsInterference implements Cause {
    private static final Pattern HANGS = Pattern.compile(
            "SSL_(?:connect|accept) error (?:to|from) .*: (?:Connection|Operation) timed out|timeout after STARTTLS"
                    + "|SSL_(?:connect|accept) error (?:to|from) .*: Connection reset by peer");
    /// A capture, or the device itself, shows packets of TLS that are dropped or sent again and again; or TLS
    /// works once the device no longer looks into it.
    private static final Pattern SEEN = Pattern.compile(
            "(?i)(?:Client|Server) ?Hello.{0,120}(?:retransmi|dropped|never (?:arrives|seen)|not (?:seen|forwarded)|missing)"
                    + "|(?:retransmi\\w*|dropped).{0,80}(?:Client|Server) ?Hello"
                    + "|(?:deep[ -]packet|\\b(?:DPI|SSL|TLS|SMTP|IPS|UTM))[ /-](?:inspection|scanning|filter(?:ing)?|proxy)\\b.{0,40}"
                    + "(?:disabled|switched off|turned off|bypassed|excluded|\\boff\\b)"
                    + ".{0,60}\\b(?:works?|succeeds?|succeeded|goes through|went through|is delivered|no longer (?:hangs|fails))");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> hangs = Hanging.in(facts, HANGS);
        List<Citation> seen = Logs.saying(SEEN, facts);
        List<Citation> full = Pings.fullSize(facts);
        boolean smallerWorks = !new LargeClientHelloDropped().examine(facts).isEmpty();
        if (hangs.isEmpty() || (seen.isEmpty() && full.isEmpty()) || smallerWorks) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                seen.isEmpty() ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of(),
                Stream.of(hangs, seen, full).flatMap(List::stream).toList(),
                List.of(Change.at(Target.NETWORK)));
    }
}
