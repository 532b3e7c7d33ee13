package postern.diagnosis.cause.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.dovecot.TlsSetting;

/// A setting of Dovecot that shall read a file and names none: a lone `<`, as templates leave it whose variable is
/// empty. Dovecot then reads the folder of its own settings, and stops (`src/config/config-parser.c`,
/// `src/lib-settings/settings-parser.c`).
///
/// @param setting  its name
/// @param value    what it names
/// @param evidence the lines
record NamelessFile(String setting, String value, List<Citation> evidence) {
    private static final Pattern LOGGED =
            Pattern.compile("\\b(ssl_\\w{1,60}): (?:read|open)\\(([^)]{1,200})\\) failed: Is a directory");
    private static final String NOTHING = "<";

    NamelessFile {
        evidence = List.copyOf(evidence);
    }

    static Optional<NamelessFile> in(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        List<DovecotServer.Found> written = facts.dovecot().stream()
                .flatMap(DovecotServer::settings)
                .filter(found -> found.setting().value().equals(NOTHING))
                .filter(found -> TlsSetting.of(found.setting().name())
                        .filter(known -> known.kind() == TlsSetting.Kind.FILE)
                        .isPresent())
                .toList();
        Stream<NamelessFile> bySetting = written.stream()
                .map(found -> new NamelessFile(
                        found.setting().name(),
                        NOTHING,
                        Stream.concat(Stream.of(found.citation()), said.stream())
                                .toList()));
        Stream<NamelessFile> byLog = said.stream()
                .flatMap(line -> LOGGED.matcher(line.text()).results())
                .map(found -> new NamelessFile(found.group(1), found.group(2), said));
        return Stream.concat(bySetting, byLog).findFirst();
    }

    /// Whether Dovecot said so itself.
    boolean isSaid() {
        return evidence.stream().anyMatch(line -> LOGGED.matcher(line.text()).find());
    }

    /// Parameters for Diffie-Hellman may be left out; certificate and key are needed.
    List<Change> fix() {
        List<Change> changes = new ArrayList<>();
        boolean needless = TlsSetting.DH.equals(TlsSetting.of(setting).orElse(null));
        changes.add(needless ? Change.dovecot(setting, "") : Change.dovecot(setting));
        changes.add(Change.command("doveconf -n"));
        changes.add(Change.command("systemctl restart dovecot"));
        return changes;
    }
}
