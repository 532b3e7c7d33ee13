package postern.diagnosis.cause.chain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.dovecot.TlsSetting;
import postern.postfix.Setting;

/// ACME clients write the certificate alone as `cert.pem` and with its intermediates as `fullchain.pem` beside it
/// (certbot's README in each `live` folder; acme.sh, lego and dehydrated have the same pair).
final class FullChain {
    private static final String ALONE = "cert.pem";
    private static final String WHOLE = "fullchain.pem";

    private FullChain() {}

    /// The settings that name the certificate alone, with the file that has the chain.
    static List<Change> settings(Facts facts) {
        Stream<Change> postfix = facts.mailService().stream()
                .flatMap(service -> service.certificates().certificates().stream())
                .filter(setting -> "main.cf".equals(setting.file()))
                .flatMap((Setting setting) ->
                        whole(setting.value()).map(path -> Change.mainCf(setting.name(), path)).stream());
        Stream<Change> dovecot = facts.dovecot().stream()
                .flatMap(server -> TlsSetting.CERTIFICATE.in(server.branch()).flatMap(server::setting).stream())
                .flatMap(setting -> whole(setting.value()).map(path -> Change.dovecot(setting.name(), path)).stream());
        return Stream.concat(postfix, dovecot).toList();
    }

    /// Whether a setting names the certificate alone, in a folder that ACME clients write to.
    static boolean isLeftOut(Facts facts) {
        return settings(facts).stream()
                .flatMap(change -> change.value().stream())
                .anyMatch(path -> path.matches(Outdated.ACME));
    }

    private static Optional<String> whole(String path) {
        return path.endsWith("/" + ALONE)
                ? Optional.of(path.substring(0, path.length() - ALONE.length()) + WHOLE)
                : Optional.empty();
    }
}
