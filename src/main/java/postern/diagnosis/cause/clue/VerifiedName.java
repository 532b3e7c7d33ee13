package postern.diagnosis.cause.clue;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;

/// A test with `openssl s_client` that was told which name to compare with (`-verify_hostname`), and found another.
///
/// @param host      the host that it connected to
/// @param name      the name that the certificate was to have
/// @param complaint the line that says so
public record VerifiedName(String host, String name, Citation complaint) {
    /// X509_V_ERR_HOSTNAME_MISMATCH.
    private static final int HOSTNAME_MISMATCH = 62;

    private static final Pattern CONNECT = Pattern.compile("-connect\\s+\\[?([^\\s\\]:]+)");
    private static final Pattern COMPARE = Pattern.compile("-verify_hostname\\s+([^\\s'\"]+)");

    /// Those in the evidence.
    public static Stream<VerifiedName> in(Facts facts) {
        return facts.evidence().transcripts().stream().flatMap(run -> {
            Optional<String> host = run.command().flatMap(command -> first(CONNECT, command));
            Optional<String> name = run.command().flatMap(command -> first(COMPARE, command));
            return run.complaints().stream()
                    .filter(it -> it.code() == HOSTNAME_MISMATCH && host.isPresent() && name.isPresent())
                    .limit(1)
                    .map(it -> new VerifiedName(
                            host.get(), name.get(), Citation.line(run.source(), it.line(), it.text())));
        });
    }

    private static Optional<String> first(Pattern pattern, String command) {
        Matcher match = pattern.matcher(command);
        return match.find() ? Optional.of(match.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
