package postern.diagnosis.cause.file;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.chain.Outdated;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.trust.CaBundleMissing;
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
                    + "|Cannot find a valid DOMAIN for '/etc/letsencrypt/live/"
                    + "|^(?=.{0,300}\\b(?:missing|not found|does not exist|do not exist|absent)\\b)"
                    + "(?=.{0,300}\\b(?:cert(?:ificate)?s?|key)\\b.{0,30}\\bfiles?\\b)"
                    + "(?=.{0,300}\\b(?:disabl\\w{1,4}|without|skipping) (?:TLS|SSL)\\b)");

    /// A line about a certificate or key file that whoever showed the log cut off at the width of a window
    /// (`systemctl status`, a pager of `journalctl`).
    private static final Pattern CUT = Pattern.compile(
            "doveconf: (?:Fatal|Error): Error in configuration file [^:]{1,200}: (?:ssl_(?:server_)?(?:cert|key)(?:_file)?)\\b"
                    + "[^<]{0,200}(?:>|\u2026|\\.\\.\\.)$");

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
                Map.of("file", named(sought.isEmpty() ? LOGGED : SOUGHT, facts)),
                Stream.concat(said.stream(), sought.stream()).toList(),
                CertificateFix.replace(facts, said));
    }

    /// Postfix says that it cannot get the certificate, and the library's line with the reason was not pasted, or
    /// Dovecot's own line is cut off before it. A file
    /// that is not there is the usual one.
    private List<Finding> withoutReason(Facts facts) {
        List<Citation> cut = Logs.saying(CUT, facts);
        List<Citation> said = cut.isEmpty() ? Logs.saying(NOT_GOT, facts) : cut;
        return Logs.saying(REASON, facts).isEmpty()
                ? Findings.cause(
                        this,
                        facts,
                        Certainty.POSSIBLE,
                        Map.of("file", cut.isEmpty() ? Logs.file(NOT_GOT, facts) : configured(facts)),
                        said,
                        CertificateFix.replace(facts, said))
                : List.of();
    }

    private static CharSequence named(Pattern pattern, Facts facts) {
        String named = Logs.file(pattern, facts);
        return named.equals("?") ? configured(facts) : named;
    }

    /// The certificate that the settings name, where no line does.
    private static CharSequence configured(Facts facts) {
        return Phrase.or(Outdated.files(facts).stream().findFirst(), "value.certificate-file");
    }

    /// Somebody looked for the very file that a setting names, and it was not there.
    private static List<Citation> sought(Facts facts) {
        List<String> configured = Outdated.files(facts);
        return Logs.saying(SOUGHT, facts).stream()
                .filter(line -> configured.stream().anyMatch(line.text()::contains))
                .toList();
    }
}
