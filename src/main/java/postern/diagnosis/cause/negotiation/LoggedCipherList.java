package postern.diagnosis.cause.negotiation;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.openssl.CipherSelection;
import postern.openssl.CipherString;
import postern.openssl.OpenSslBuild;
import postern.tls.CipherSuite;

/// The list of ciphers that a server of ours uses, as Postfix logs it at level 2 and above (`src/tls/tls_server.c`).
///
/// @param words    its words, the excluded ones with their sign
/// @param citation the line
public record LoggedCipherList(List<String> words, Citation citation) {
    private static final Pattern LOGGED = Pattern.compile("smtpd\\[\\d+]: .*TLS cipher list \"([^\"]+)\"");

    /// What every TLS 1.2 implementation must have (RFC 5246 section 9), TLS_RSA_WITH_AES_128_CBC_SHA.
    private static final String MANDATORY = "AES128-SHA";

    /// The list is copied.
    public LoggedCipherList {
        words = List.copyOf(words);
    }

    /// The first that the log has; empty below level 2.
    public static Optional<LoggedCipherList> in(Facts facts) {
        return Logs.saying(LOGGED, facts).stream()
                .flatMap(line -> {
                    Matcher logged = LOGGED.matcher(line.text());
                    return logged.find()
                            ? Stream.of(
                                    new LoggedCipherList(List.of(logged.group(1).split(":", -1)), line))
                            : Stream.empty();
                })
                .findFirst();
    }

    /// The exclusion without which the suite that everybody must have would be there; empty if it is there, or if no
    /// exclusion alone keeps it out.
    public Optional<String> culprit(OpenSslBuild build) {
        return hasMandatory(words.stream(), build)
                ? Optional.empty()
                : exclusions()
                        .filter(word -> hasMandatory(words.stream().filter(Predicate.not(word::equals)), build))
                        .findFirst();
    }

    /// Whether the suite that everybody must have is in it.
    public boolean hasMandatory(OpenSslBuild build) {
        return hasMandatory(words.stream(), build);
    }

    /// The value that `smtpd_tls_exclude_ciphers` has without one of its words.
    public String exclusionsWithout(String culprit) {
        return exclusions()
                .filter(Predicate.not(culprit::equals))
                .map(word -> word.substring(1))
                .collect(Collectors.joining(", "));
    }

    private Stream<String> exclusions() {
        return words.stream().filter(word -> word.startsWith("!"));
    }

    private static boolean hasMandatory(Stream<String> words, OpenSslBuild build) {
        return CipherString.evaluate(words.collect(Collectors.joining(":")), build)
                        instanceof CipherSelection.Selected selected
                && selected.usable().stream().map(CipherSuite::opensslName).anyMatch(MANDATORY::equals);
    }
}
