package postern.diagnosis.cause.chain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.cause.clue.PrintedDate;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// The end of a certificate's time that a program other than a test tool printed: `openssl x509`, `certbot
/// certificates`, `keytool`, `curl -v`.
///
/// @param day      the last
/// @param citation where it stands
public record PrintedEnd(LocalDate day, Citation citation) {
    /// A certificate that issues others, or one of those that clients trust, is not the server's.
    private static final Pattern ISSUING =
            Pattern.compile("CA:TRUE|CA certificate|(?i)\\bca-?(?:bundle|cert\\w*)\\.(?:pem|crt)|chain\\.pem");
    private static final Pattern OWN_CHAIN = Pattern.compile("fullchain");

    /// The first in a text; empty where a test tool printed it, whose reader knows more, or where it is an issuer's.
    public static Optional<PrintedEnd> in(PastedText text) {
        if (text.kind() == InputKind.TLS_TEST || PortSurvey.isIn(text)) {
            return Optional.empty();
        }
        List<LogLine> lines = text.lines();
        boolean issuing = lines.stream()
                .anyMatch(line -> ISSUING.matcher(line.text()).find()
                        && !OWN_CHAIN.matcher(line.text()).find());
        List<PrintedEnd> ends = new ArrayList<>();
        for (LogLine line : lines) {
            PrintedDate.notAfter(line.text())
                    .ifPresent(day -> ends.add(new PrintedEnd(
                            day,
                            Citation.line(
                                    text.source(), line.number(), line.text().strip()))));
        }
        return issuing ? Optional.empty() : ends.stream().findFirst();
    }
}
