package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.Target;

/// The private key does not belong to the certificate: Postfix says so itself (`src/tls/tls_certkey.c`),
/// or OpenSSL does when the pair is loaded (`X509_check_private_key`).
public final class CertKeyMismatch implements Cause {
    private static final List<String> LIBRARY_WORDS =
            List.of("key values mismatch", "key type mismatch", "private key mismatch");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Facts.Logged> logged = Stream.concat(
                        facts.events(
                                "key.mismatch",
                                "key.mismatch.old",
                                "chain.keycert",
                                "chain.keycert2",
                                "dovecot.key.mismatch"),
                        facts.events("lib.problem", "lib.problem.pid", "lib.problem.cut")
                                .filter(event -> LIBRARY_WORDS.stream()
                                        .anyMatch(event.event().line().text()::contains)))
                .filter(event -> !event.event().line().text().contains("SNI data for"))
                .toList();
        if (logged.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                id(),
                Role.CAUSE,
                Certainty.PROVEN,
                facts.direction(),
                Map.of("file", file(facts, logged)),
                logged.stream().map(Facts.Logged::citation).limit(4).toList(),
                List.of(Change.at(Target.FILE), Change.command("postfix reload"))));
    }

    /// The library's own line names no file; the line Postfix writes beside it does.
    private static String file(Facts facts, List<Facts.Logged> logged) {
        return Stream.concat(logged.stream(), facts.events("key.get", "key.get.old", "crt.get", "crt.get.old"))
                .filter(event -> !event.event().id().startsWith("lib."))
                .flatMap(event -> Stream.of("kfile", "file")
                        .flatMap(
                                name -> Stream.ofNullable(event.event().values().get(name))))
                .findFirst()
                .or(() -> facts.mailService()
                        .flatMap(service ->
                                service.certificates().keys().stream().findFirst())
                        .map(setting -> setting.value()))
                .orElseGet(() -> Phrase.of("value.key-file"));
    }
}
