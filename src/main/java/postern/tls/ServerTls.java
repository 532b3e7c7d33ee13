package postern.tls;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// What a server accepts: predicted from its configuration or observed by a probe, the same type.
///
/// @param versions one entry for each version something is known about
/// @param keyTypes the kinds of key its certificates hold; configuration text alone does not tell
/// @param groups   its groups for the key exchange, in its order
/// @param dhBits   length of its finite-field Diffie-Hellman prime in bits; empty if not known
/// @param signatureSchemes the signatures it takes from a client's list in TLS 1.2 and later
public record ServerTls(
        Map<ProtocolVersion, VersionSupport> versions,
        Known<KeyType> keyTypes,
        Known<NamedGroup> groups,
        OptionalInt dhBits,
        Known<SignatureScheme> signatureSchemes) {

    private static final VersionSupport NOT_EXAMINED = new VersionSupport.Unknown("not examined");

    public ServerTls {
        var ordered = new EnumMap<ProtocolVersion, VersionSupport>(ProtocolVersion.class);
        ordered.putAll(versions);
        versions = java.util.Collections.unmodifiableMap(ordered);
    }

    /// A server of whose signatures nothing is known.
    public ServerTls(
            Map<ProtocolVersion, VersionSupport> versions,
            Known<KeyType> keyTypes,
            Known<NamedGroup> groups,
            OptionalInt dhBits) {
        this(versions, keyTypes, groups, dhBits, Known.nothing());
    }

    /// How the server treats a version; unknown if nothing was said about it.
    public VersionSupport support(ProtocolVersion version) {
        return versions.getOrDefault(version, NOT_EXAMINED);
    }

    /// Whether the server speaks the version.
    public Answer speaks(ProtocolVersion version) {
        return switch (support(version)) {
            case VersionSupport.Accepted _ -> Answer.YES;
            case VersionSupport.Refused _ -> Answer.NO;
            case VersionSupport.Unknown _ -> Answer.UNKNOWN;
        };
    }

    /// Whether the server seems to speak the version and to have no suite for it: it turns the version away by another
    /// alert than those it does not speak, or turns every version away by that alert. SSL 3.0 has no other.
    public boolean lacksSuiteFor(ProtocolVersion version) {
        return version.compareTo(ProtocolVersion.TLSV1) >= 0
                && support(version) instanceof VersionSupport.Refused refused
                && refused.blamesSuites()
                && (accepted().isEmpty()
                        || versions.values().stream()
                                .anyMatch(other -> other instanceof VersionSupport.Refused it && it.blamesVersion()));
    }

    /// The versions it is known to speak, oldest first.
    public List<ProtocolVersion> accepted() {
        return versions.keySet().stream()
                .filter(version -> speaks(version) == Answer.YES)
                .toList();
    }

    /// The same server with what is known about its certificates' keys.
    public ServerTls withKeyTypes(Known<KeyType> types) {
        return new ServerTls(versions, types, groups, dhBits, signatureSchemes);
    }
}
