package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.evidence.Problem;

/// A configured certificate, key or chain file does not exist.
public final class CertFileMissing implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "^(?!.*(?:ssl_dh|DH param|dhparam))(?=.*(?:fopen|BIO_new_file|chain file|certificate|private key|ssl_)).*No such file or directory");

    /// Postfix `src/tls/tls_certkey.c`.
    private static final Pattern NOT_GOT =
            Pattern.compile("cannot (?:get|load) \\S+ (?:certificate|private key) from file");
    /// What the library's lines say, in any release.
    private static final Pattern REASON = Pattern.compile(
            "TLS library problem: |ermission denied|key values mismatch|no start line|bad end line|too small|too weak");

    /// `ls`, `stat`, `cat`, `openssl` and the like about a file.
    private static final Pattern SOUGHT = Pattern.compile("No such file or directory");

    /// Scripts that set mail up (containers, panels) name the file in words of their own.
    private static final Pattern SCRIPT = Pattern.compile(
            "(?i)/[\\w./@+-]+\\.(?:pem|crt|cer|key|cert)\\b[^\\n]{0,120}\\b(?:does not exist|doesn't exist|not found|is missing|could not be found)"
                    + "|Cannot find a valid DOMAIN for '/etc/letsencrypt/live/");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Stream.concat(
                        FileTrouble.saying(LOGGED, facts).stream(),
                        Logs.saying(SCRIPT, facts).stream()
                                .filter(line -> facts.direction() != Problem.OUTBOUND
                                        || !CaBundleMissing.isSaidBy(line.text())))
                .toList();
        List<Citation> sought = said.isEmpty() ? sought(facts) : List.of();
        if (said.isEmpty() && sought.isEmpty()) {
            return withoutReason(facts);
        }
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of("file", sought.isEmpty() ? Logs.file(LOGGED, facts) : Logs.file(SOUGHT, facts)),
                Stream.concat(said.stream(), sought.stream()).toList(),
                CertificateFix.replace(facts, said));
    }

    /// Postfix says that it cannot get the certificate, and the library's line with the reason was not pasted. A file
    /// that is not there is the usual one.
    private List<Finding> withoutReason(Facts facts) {
        return Logs.saying(REASON, facts).isEmpty()
                ? Findings.cause(
                        this,
                        facts,
                        Certainty.POSSIBLE,
                        Map.of("file", Logs.file(NOT_GOT, facts)),
                        Logs.saying(NOT_GOT, facts),
                        CertificateFix.replace(facts, Logs.saying(NOT_GOT, facts)))
                : List.of();
    }

    /// Somebody looked for the very file that a setting names, and it was not there.
    private static List<Citation> sought(Facts facts) {
        List<String> configured = Outdated.files(facts);
        return Logs.saying(SOUGHT, facts).stream()
                .filter(line -> configured.stream().anyMatch(line.text()::contains))
                .toList();
    }
}
