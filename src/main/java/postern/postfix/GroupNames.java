package postern.postfix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postern.openssl.OpenSslRelease;
import postern.tls.NamedGroup;

/// The names of groups in `tls_eecdh_auto_curves` and its kin, as far as a library knows them.
final class GroupNames {
    private static final OpenSslRelease X25519_SINCE = new OpenSslRelease(1, 1, 0, "");
    private static final OpenSslRelease X448_SINCE = new OpenSslRelease(1, 1, 1, "");
    private static final OpenSslRelease FFDHE_SINCE = new OpenSslRelease(3, 0, 0, "");
    private static final OpenSslRelease MLKEM_SINCE = new OpenSslRelease(3, 5, 0, "");
    private static final OpenSslRelease AUTOMATIC_SINCE = new OpenSslRelease(1, 0, 2, "");
    private static final Pattern SEPARATORS = Pattern.compile("[ \\t\\r\\n,:/]+");

    private static final Map<String, NamedGroup> SHORT_NAMES = Map.of(
            "prime256v1", NamedGroup.P_256,
            "secp256r1", NamedGroup.P_256,
            "secp384r1", NamedGroup.P_384,
            "secp521r1", NamedGroup.P_521);

    private GroupNames() {}

    /// Finds a group; empty if the library does not know the name.
    static Optional<NamedGroup> find(String name, Platform platform) {
        NamedGroup byShortName = SHORT_NAMES.get(name.toLowerCase(Locale.ROOT));
        if (byShortName != null) {
            return Optional.of(byShortName);
        }
        for (NamedGroup group : NamedGroup.values()) {
            if (group.toString().equalsIgnoreCase(name)) {
                return platform.has(since(group)) ? Optional.of(group) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The groups of a list that the library knows; Postfix skips the others with a warning. `DEFAULT` and
    /// the marks `?` (skip if unknown) and `*` (send a key share) came with OpenSSL 3.5.
    static List<NamedGroup> list(String names, Platform platform) {
        Set<NamedGroup> groups = new LinkedHashSet<>();
        for (String word : SEPARATORS.split(names, -1)) {
            String name = word.replaceFirst("^[?*]{1,2}", "");
            if (name.equals("DEFAULT")) {
                groups.addAll(libraryDefault(platform));
            } else {
                find(name, platform).ifPresent(groups::add);
            }
        }
        return List.copyOf(groups);
    }

    /// What the library uses if nobody sets a list (OpenSSL `ssl/t1_lib.c`).
    static List<NamedGroup> libraryDefault(Platform platform) {
        var groups = new ArrayList<NamedGroup>();
        if (platform.has(MLKEM_SINCE)) {
            groups.add(NamedGroup.X25519_MLKEM768);
        }
        if (platform.has(X25519_SINCE)) {
            groups.add(NamedGroup.X25519);
        }
        groups.add(NamedGroup.P_256);
        if (platform.has(X448_SINCE)) {
            groups.add(NamedGroup.X448);
        }
        boolean shorterFirst = platform.has(MLKEM_SINCE);
        groups.add(shorterFirst ? NamedGroup.P_384 : NamedGroup.P_521);
        groups.add(shorterFirst ? NamedGroup.P_521 : NamedGroup.P_384);
        if (platform.has(MLKEM_SINCE)) {
            groups.addAll(List.of(NamedGroup.FFDHE2048, NamedGroup.FFDHE3072));
        } else if (platform.has(FFDHE_SINCE)) {
            groups.addAll(List.of(
                    NamedGroup.FFDHE2048,
                    NamedGroup.FFDHE3072,
                    NamedGroup.FFDHE4096,
                    NamedGroup.FFDHE6144,
                    NamedGroup.FFDHE8192));
        }
        return groups;
    }

    private static OpenSslRelease since(NamedGroup group) {
        return switch (group) {
            case X25519 -> X25519_SINCE;
            case X448 -> X448_SINCE;
            case FFDHE2048, FFDHE3072, FFDHE4096, FFDHE6144, FFDHE8192 -> FFDHE_SINCE;
            case MLKEM512, MLKEM768, MLKEM1024, SECP256R1_MLKEM768, X25519_MLKEM768, SECP384R1_MLKEM1024 -> MLKEM_SINCE;
            case BRAINPOOL_P256, BRAINPOOL_P384, BRAINPOOL_P512 -> AUTOMATIC_SINCE;
            case SECT283R1, SECT409R1, SECT571R1, SECP256K1, P_256, P_384, P_521 -> new OpenSslRelease(1, 0, 0, "");
        };
    }
}
