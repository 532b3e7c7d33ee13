package postern.dovecot;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postern.table.FactTable;

/// What a setting about TLS is for, and what it is called in each branch (`settings.tsv`).
///
/// @param purpose what it is for, for example `certificate`
/// @param kind    how its value is written
/// @param names   its name in each branch that has it
public record TlsSetting(String purpose, Kind kind, Map<DovecotBranch, String> names) {
    private static final List<TlsSetting> ALL = FactTable.rows(TlsSetting.class, "settings.tsv").stream()
            .map(TlsSetting::row)
            .toList();

    /// The server's certificate with its intermediates.
    public static final TlsSetting CERTIFICATE = named("certificate");
    /// The key that belongs to it.
    public static final TlsSetting KEY = named("key");
    /// The Diffie-Hellman parameters.
    public static final TlsSetting DH = named("dh");
    /// Which versions are spoken.
    public static final TlsSetting PROTOCOLS = named("protocols");

    public TlsSetting {
        names = Map.copyOf(names);
    }

    /// How a value is written.
    public enum Kind {
        /// A file: `</path` up to 2.3, `/path` from 2.4.
        FILE,
        /// Versions: a list up to 2.2, the oldest from 2.3.
        PROTOCOLS,
        /// The same text in every branch.
        TEXT
    }

    /// Finds what a setting is for by any of its names.
    public static Optional<TlsSetting> of(String name) {
        return ALL.stream().filter(each -> each.names.containsValue(name)).findFirst();
    }

    /// The branches that know a name; empty if it is no setting about TLS that ever changed.
    public static List<DovecotBranch> branches(String name) {
        return of(name).stream()
                .flatMap(setting ->
                        Arrays.stream(DovecotBranch.values()).filter(branch -> name.equals(setting.names.get(branch))))
                .toList();
    }

    /// Its name in a branch; empty if the branch has no such setting.
    public Optional<String> in(DovecotBranch branch) {
        return Optional.ofNullable(names.get(branch));
    }

    /// What a setting of one branch becomes in another; empty if the other has none or the value says nothing there. A
    /// hidden value becomes an empty one, which is to be filled in.
    public static Optional<DovecotConf.Written> translated(DovecotConf.Written setting, DovecotBranch branch) {
        return of(setting.name())
                .flatMap(known -> known.in(branch)
                        .flatMap(name -> known.rewritten(setting, branch)
                                .map(value -> new DovecotConf.Written(name, value, setting.line()))));
    }

    private Optional<String> rewritten(DovecotConf.Written setting, DovecotBranch branch) {
        if (setting.isHidden()) {
            return Optional.of("");
        }
        return switch (kind) {
            case FILE -> Optional.of(file(setting.value(), branch));
            case PROTOCOLS -> Protocols.rewritten(setting, branch);
            case TEXT -> Optional.of(setting.value());
        };
    }

    /// The name of a file as a branch writes it.
    public static String file(String value, DovecotBranch branch) {
        String path = value.startsWith("<") ? value.substring(1).strip() : value;
        return branch == DovecotBranch.FROM_2_4 ? path : "<" + path;
    }

    private static TlsSetting named(String purpose) {
        return ALL.stream()
                .filter(each -> each.purpose.equals(purpose))
                .findFirst()
                .orElseThrow();
    }

    private static TlsSetting row(String[] field) {
        Map<DovecotBranch, String> names = new EnumMap<>(DovecotBranch.class);
        int column = 1;
        for (DovecotBranch branch : DovecotBranch.values()) {
            String name = field[column++];
            if (!name.isEmpty()) {
                names.put(branch, name);
            }
        }
        return new TlsSetting(field[0], Kind.valueOf(field[column].toUpperCase(Locale.ROOT)), names);
    }
}
