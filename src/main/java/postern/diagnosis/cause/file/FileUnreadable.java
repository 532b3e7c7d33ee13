package postern.diagnosis.cause.file;

import java.util.ArrayList;
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
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.dovecot.TlsSetting;

/// The file is there and the daemon may not open it.
public final class FileUnreadable implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "^(?!.*(?:ssl_dh|DH param))(?=.*(?:certificate|private key|chain|ssl_|fopen|BIO_new_file|skipping this entry)).*Permission denied");

    /// `postmap -F` puts the keys themselves into the table, and leaves out those it cannot read (postmap(1)).
    private static final Pattern OF_SNI_MAP = Pattern.compile("postmap: warning: (/\\S+), line \\d+: open /");

    /// In a home folder no daemon may look, and systemd's `ProtectHome` and SELinux see to it: the files belong
    /// elsewhere.
    private static final Pattern OF_A_HOME = Pattern.compile("/(?:root|home)/");

    private static final Pattern EMPTY = Pattern.compile("The certificate is empty");

    @Override
    public List<Finding> examine(Facts facts) {
        if (!new SelinuxOrApparmorDenied().examine(facts).isEmpty()) {
            return List.of();
        }
        List<Citation> said = FileTrouble.saying(LOGGED, facts);
        List<Citation> skipped = said.isEmpty() ? skippedInclude(facts) : List.of();
        List<Change> fix = new ArrayList<>(List.of(Change.at(Target.FILE)));
        said.stream()
                .flatMap(line -> OF_SNI_MAP.matcher(line.text()).results())
                .map(found -> Change.command("postmap -F " + found.group(1)))
                .distinct()
                .forEach(fix::add);
        if (said.stream().anyMatch(line -> OF_A_HOME.matcher(line.text()).find())) {
            fix.addAll(CertificateFix.settings(facts));
        }
        fix.addAll(CertificateFix.reload(facts));
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(
                        "file",
                        skipped.isEmpty()
                                ? Logs.file(LOGGED, facts)
                                : skipped.getFirst().text()),
                said.isEmpty() ? skipped : said,
                fix);
    }

    /// Dovecot passes over a file of `!include_try` that it cannot read (`src/config/config-parser.c`); if the
    /// certificate is named only there, it has none.
    private static List<Citation> skippedInclude(Facts facts) {
        List<Citation> empty = Logs.saying(EMPTY, facts);
        return facts.dovecot().stream()
                .filter(_ -> !empty.isEmpty())
                .filter(dovecot -> TlsSetting.CERTIFICATE
                        .in(dovecot.branch())
                        .flatMap(dovecot::setting)
                        .isEmpty())
                .flatMap(dovecot -> dovecot.files().stream())
                .flatMap(file -> file.content().includes().stream()
                        .filter(include -> include.name().equals("!include_try"))
                        .filter(include -> include.value().matches("[^*?]*(?:ssl|cert|key|tls)[^*?]*"))
                        .map(include ->
                                Citation.line(file.source(), include.line(), "!include_try " + include.value())))
                .flatMap(citation -> Stream.of(citation, empty.getFirst()))
                .toList();
    }
}
