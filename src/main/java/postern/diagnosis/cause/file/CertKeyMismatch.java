package postern.diagnosis.cause.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.transcript.CertificateFile;

/// The private key does not belong to the certificate: Postfix says so itself (`src/tls/tls_certkey.c`),
/// or OpenSSL does when the pair is loaded (`X509_check_private_key`).
public final class CertKeyMismatch implements Cause {
    private static final List<String> LIBRARY_WORDS =
            List.of("key values mismatch", "key type mismatch", "private key mismatch");

    private static final Pattern SAID = Pattern.compile(String.join("|", LIBRARY_WORDS));

    /// Postfix `src/tls/tls_certkey.c` of a pair in an SNI map, beside which the library's own line stands.
    private static final Pattern OF_SNI = Pattern.compile("SNI data for .*does not match");

    @Override
    public List<Finding> examine(Facts facts) {
        boolean ofSni = !Logs.saying(OF_SNI, facts).isEmpty();
        List<Facts.Logged> logged = Stream.concat(
                        facts.events(
                                "key.mismatch",
                                "key.mismatch.old",
                                "chain.keycert",
                                "chain.keycert2",
                                "dovecot.key.mismatch"),
                        facts.events("lib.problem", "lib.problem.pid", "lib.problem.cut")
                                .filter(event -> !ofSni
                                        && LIBRARY_WORDS.stream()
                                                .anyMatch(event.event().line().text()::contains)))
                .filter(event -> !event.event().line().text().contains("SNI data for"))
                .toList();
        if (logged.isEmpty()) {
            return Stream.of(onDisk(facts), said(facts), compared(facts))
                    .flatMap(List::stream)
                    .limit(1)
                    .toList();
        }
        return List.of(new Finding(
                id(),
                Role.CAUSE,
                Certainty.PROVEN,
                facts.direction(),
                Map.of("file", file(facts, logged)),
                logged.stream().map(Facts.Logged::citation).limit(4).toList(),
                CertificateFix.replace(
                        facts, logged.stream().map(Facts.Logged::citation).toList())));
    }

    /// The collector compared the key that is set up with the certificate.
    private List<Finding> onDisk(Facts facts) {
        List<CertificateFile> foreign = facts.serverStates().stream()
                .flatMap(state -> state.certificates().stream())
                .filter(file -> file.keyBelongs().filter(belongs -> !belongs).isPresent())
                .toList();
        List<Citation> evidence = facts.serverStates().stream()
                .flatMap(state -> foreign.stream()
                        .filter(state.certificates()::contains)
                        .map(file -> Citation.of(state.source(), file.parameter() + " = " + file.path())))
                .toList();
        String path = foreign.stream().map(CertificateFile::path).findFirst().orElse("?");
        return Findings.cause(
                this, facts, Certainty.PROVEN, Map.of("file", path), evidence, CertificateFix.replace(facts));
    }

    /// Other daemons, and `openssl` itself.
    private List<Finding> said(Facts facts) {
        List<Citation> lines = Logs.saying(SAID, facts).stream()
                .filter(line -> !line.text().contains("SNI data for")
                        && Logs.saying(OF_SNI, facts).isEmpty())
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of("file", Phrase.of("value.key-file")),
                lines,
                CertificateFix.replace(facts));
    }

    /// Somebody compared them by hand.
    private List<Finding> compared(Facts facts) {
        Optional<ComparedKeys.Mismatch> mismatch = ComparedKeys.mismatch(facts);
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("file", Phrase.or(mismatch.flatMap(ComparedKeys.Mismatch::file), "value.key-file")),
                mismatch.map(ComparedKeys.Mismatch::evidence).orElse(List.of()),
                CertificateFix.replace(facts));
    }

    /// The library's own line names no file; the line Postfix writes beside it does.
    private static CharSequence file(Facts facts, List<Facts.Logged> logged) {
        Optional<String> named = Stream.concat(
                        logged.stream(), facts.events("key.get", "key.get.old", "crt.get", "crt.get.old"))
                .filter(event -> !event.event().id().startsWith("lib."))
                .flatMap(event -> Stream.of("kfile", "file")
                        .flatMap(
                                name -> Stream.ofNullable(event.event().values().get(name))))
                .findFirst()
                .or(() -> facts.mailService()
                        .flatMap(service ->
                                service.certificates().keys().stream().findFirst())
                        .map(setting -> setting.value()));
        return Phrase.or(named, "value.key-file");
    }
}
