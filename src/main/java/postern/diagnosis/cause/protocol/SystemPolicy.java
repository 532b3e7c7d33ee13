package postern.diagnosis.cause.protocol;

import java.util.List;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;

/// What the system's own settings for OpenSSL demand of every program (openssl.cnf, config(5); Red Hat's
/// update-crypto-policies(8)).
final class SystemPolicy {
    /// Debian since 10 and Ubuntu since 20.04 have such lines or the same built in.
    private static final Pattern STRICT = Pattern.compile("^\\s*(?:TLS\\.)?MinProtocol\\s*=\\s*TLSv1\\.[123]\\b"
            + "|^\\s*CipherString\\s*=.*@SECLEVEL=[2-5]|^\\s*(?:DEFAULT|FUTURE|FIPS)\\s*$");
    private static final Pattern ASKED = Pattern.compile("update-crypto-policies\\s+--show");
    private static final Pattern NAMED = Pattern.compile("^\\s*(?:DEFAULT|FUTURE|FIPS)\\s*$");

    private SystemPolicy() {}

    /// Lines that forbid TLS 1.0, 1.1 or the signatures they need; empty if none was shown.
    static List<Citation> lines(Facts facts) {
        return facts.evidence().texts().stream()
                .flatMap(text -> {
                    boolean asked = text.lines().stream()
                            .anyMatch(line -> ASKED.matcher(line.text()).find());
                    return text.lines().stream()
                            .filter(line -> STRICT.matcher(line.text()).find())
                            .filter(line -> asked || !NAMED.matcher(line.text()).find())
                            .map(line -> Citation.line(
                                    text.source(), line.number(), line.text().strip()));
                })
                .toList();
    }
}
