package postern.dovecot;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What Dovecot's complaints about settings tell of its release (`src/config/config-parser.c`,
/// `src/lib-ssl-iostream/iostream-openssl-context.c`, Dovecot 2.0 to 2.4).
final class Complaint {
    private static final Pattern UNKNOWN =
            Pattern.compile("Unknown setting: (ssl_[a-z_]+)|\\b(ssl_[a-z_]+): Unknown setting");

    private Complaint() {}

    /// The setting that a line says is unknown.
    static Optional<String> unknownSetting(String line) {
        Matcher match = UNKNOWN.matcher(line);
        return match.find() ? Optional.of(match.group(1) == null ? match.group(2) : match.group(1)) : Optional.empty();
    }

    /// The branch in which all that is said to be unknown is unknown; where two are left, the commoner one. 2.3 still
    /// takes the settings of 2.2, with a warning (`src/config/old-set-parser.c`).
    static Optional<DovecotBranch> branch(List<String> said) {
        List<List<DovecotBranch>> known = said.stream()
                .flatMap(line -> unknownSetting(line).stream())
                .map(TlsSetting::branches)
                .filter(branches -> !branches.isEmpty())
                .toList();
        return known.isEmpty()
                ? said.stream().flatMap(line -> ofWords(line).stream()).findFirst()
                : Stream.of(DovecotBranch.V2_3, DovecotBranch.FROM_2_4, DovecotBranch.UP_TO_2_2)
                        .filter(branch -> known.stream().noneMatch(takers -> takes(takers, branch)))
                        .findFirst();
    }

    private static boolean takes(List<DovecotBranch> known, DovecotBranch branch) {
        return known.contains(branch) || (branch == DovecotBranch.V2_3 && known.contains(DovecotBranch.UP_TO_2_2));
    }

    private static Optional<DovecotBranch> ofWords(String line) {
        if (line.contains("Invalid ssl_protocols setting")) {
            return Optional.of(DovecotBranch.UP_TO_2_2);
        }
        if (line.contains("ssl_server_") || line.contains("ssl_cert_file")) {
            return Optional.of(DovecotBranch.FROM_2_4);
        }
        boolean converter = line.contains("Obsolete setting") || line.contains("ssl_min_protocol setting from");
        // Up to 2.2 Dovecot made the parameters itself and kept them in its own format.
        boolean parameters = line.contains("ssl_dh=</") || line.contains("Expecting: DH PARAMETERS");
        return converter || parameters ? Optional.of(DovecotBranch.V2_3) : Optional.empty();
    }
}
