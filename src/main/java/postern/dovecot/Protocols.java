package postern.dovecot;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postern.tls.ProtocolVersion;

/// The two ways in which Dovecot writes which versions it speaks: up to 2.2 a list (`!SSLv3 !TLSv1`), where names
/// without `!` leave only themselves; from 2.3 the oldest version (`src/lib-ssl-iostream/iostream-openssl-common.c`).
public final class Protocols {
    /// What a library without SSLv2 still has a name for. OpenSSL 1.1.0 removed SSLv2, and naming it fails then.
    private static final List<ProtocolVersion> NAMED = List.of(
            ProtocolVersion.SSLV3,
            ProtocolVersion.TLSV1,
            ProtocolVersion.TLSV1_1,
            ProtocolVersion.TLSV1_2,
            ProtocolVersion.TLSV1_3);

    private Protocols() {}

    /// The versions that a value leaves; names that are none are passed over.
    public static Set<ProtocolVersion> allowed(DovecotConf.Written setting) {
        Set<ProtocolVersion> left =
                setting.name().equals("ssl_protocols") ? byList(setting.value()) : byOldest(setting.value());
        return Set.copyOf(left);
    }

    private static Set<ProtocolVersion> byList(String value) {
        List<String> words = Arrays.asList(value.strip().split("[\\s,]+", -1));
        Set<ProtocolVersion> named = versions(words);
        Set<ProtocolVersion> excluded = versions(words.stream()
                .filter(word -> word.startsWith("!"))
                .map(word -> word.substring(1))
                .toList());
        Set<ProtocolVersion> left = EnumSet.copyOf(named.isEmpty() ? NAMED : named);
        left.removeAll(excluded);
        return left;
    }

    private static Set<ProtocolVersion> byOldest(String value) {
        ProtocolVersion newest = NAMED.getLast();
        ProtocolVersion oldest = switch (value.strip()) {
            case "ANY" -> NAMED.getFirst();
            case "LATEST" -> newest;
            default -> ProtocolVersion.named(value.strip()).orElse(NAMED.getFirst());
        };
        return EnumSet.range(oldest, newest);
    }

    private static Set<ProtocolVersion> versions(List<String> names) {
        Set<ProtocolVersion> found = EnumSet.noneOf(ProtocolVersion.class);
        names.forEach(name -> ProtocolVersion.named(name).ifPresent(found::add));
        return found;
    }

    /// The value in the form of a branch; empty if it leaves nothing.
    static Optional<String> rewritten(DovecotConf.Written setting, DovecotBranch branch) {
        return allowed(setting).stream().min(ProtocolVersion::compareTo).map(oldest -> from(oldest, branch));
    }

    /// A value that leaves a version and all newer ones; 2.3 and later never speak SSLv3.
    public static String from(ProtocolVersion oldest, DovecotBranch branch) {
        if (branch == DovecotBranch.UP_TO_2_2) {
            return NAMED.stream()
                    .filter(version -> version.compareTo(oldest) < 0)
                    .map(version -> "!" + version)
                    .collect(Collectors.joining(" "));
        }
        ProtocolVersion lowest = ProtocolVersion.TLSV1;
        return (oldest.compareTo(lowest) < 0 ? lowest : oldest).toString();
    }
}
