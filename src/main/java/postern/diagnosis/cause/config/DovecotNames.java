package postern.diagnosis.cause.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.dovecot.DovecotBranch;
import postern.dovecot.DovecotConf;
import postern.dovecot.TlsSetting;

/// Settings of Dovecot by the names and values of the branch that runs.
final class DovecotNames {
    /// `doveconf` and the daemons stop at the first name or value they do not know.
    static final Pattern UNKNOWN = Pattern.compile("Unknown setting: (ssl_\\w+)|\\b(ssl_\\w+): Unknown setting");
    /// TLS 1.3 came to ssl_min_protocol in a later 2.3 release; all of them speak it.
    static final Pattern MINIMUM = Pattern.compile("Unknown ssl_min_protocol setting '(TLSv1\\.3)'");

    /// What 2.4 says of a file that was written for a release before it (`src/config/config-parser.c`).
    static final Pattern OLD_FILE = Pattern.compile("first setting must be dovecot_config_version");

    /// The first releases of the branch; a file may name any that it was written for.
    private static final String FIRST = "2.4.0";

    private DovecotNames() {}

    /// The settings that the branch does not know, in its own words. None where nobody complained.
    static List<Change> corrected(Facts facts) {
        List<Change> changes = new ArrayList<>();
        facts.dovecot().ifPresent(dovecot -> {
            if (!Logs.saying(UNKNOWN, facts).isEmpty()) {
                unknown(dovecot, facts).forEach(setting -> changes.addAll(inBranch(setting, dovecot.branch())));
            }
            if (!Logs.saying(OLD_FILE, facts).isEmpty()) {
                Stream.of("dovecot_config_version", "dovecot_storage_version")
                        .map(name -> Change.dovecot(name, FIRST))
                        .forEach(changes::add);
                dovecot.settings()
                        .map(DovecotServer.Found::setting)
                        .filter(setting -> !TlsSetting.branches(setting.name()).isEmpty())
                        .filter(setting -> !TlsSetting.branches(setting.name()).contains(DovecotBranch.FROM_2_4))
                        .forEach(setting -> changes.addAll(inBranch(setting, DovecotBranch.FROM_2_4)));
            }
            if (!Logs.saying(MINIMUM, facts).isEmpty()) {
                changes.add(Change.dovecot("ssl_min_protocol", "TLSv1.2"));
            }
        });
        return changes;
    }

    /// What was written and the branch does not know; without the file, the name in the complaint.
    private static List<DovecotConf.Written> unknown(DovecotServer dovecot, Facts facts) {
        List<DovecotConf.Written> written = dovecot.settings()
                .map(DovecotServer.Found::setting)
                .filter(setting -> !TlsSetting.branches(setting.name()).isEmpty())
                .filter(setting -> !TlsSetting.branches(setting.name()).contains(dovecot.branch()))
                .toList();
        Stream<String> named = Logs.saying(UNKNOWN, facts).stream()
                .map(citation -> UNKNOWN.matcher(citation.text()))
                .filter(match -> match.find())
                .map(match -> Optional.ofNullable(match.group(1)).orElseGet(() -> match.group(2)));
        return written.isEmpty()
                ? named.distinct()
                        .map(name -> new DovecotConf.Written(name, "", 0))
                        .toList()
                : written;
    }

    private static List<Change> inBranch(DovecotConf.Written setting, DovecotBranch branch) {
        List<Change> changes = new ArrayList<>();
        Optional<DovecotConf.Written> translated = TlsSetting.translated(setting, branch);
        translated.ifPresent(it -> changes.add(
                setting.value().isEmpty() ? Change.dovecot(it.name()) : Change.dovecot(it.name(), it.value())));
        if (translated.isEmpty() && setting.name().equals("ssl_dh")) {
            changes.add(Change.dovecot("ssl_dh_parameters_length", "2048"));
        }
        changes.add(Change.dovecot(setting.name(), ""));
        return changes;
    }
}
