package postern.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import postern.openssl.SecurityLevel;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;
import postern.tls.KeyExchange;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;

/// `openssl s_client` with the offer of a sender.
///
/// What this build cannot speak (SSL 3.0, RC4, triple DES, MD5) is left out; the servers are of the same build and
/// could not pick it.
///
/// @param id    of the profile
/// @param offer what the sender offers
record RealClient(String id, ClientTls offer) {
    private static final Pattern AGREED = Pattern.compile("Protocol version: (\\S+)\\R+Ciphersuite: (\\S+)");
    private static final String REFUSED = "SSL routines";

    /// The client, if its offer is known in full and this build can speak the highest version of it.
    static Optional<RealClient> of(SenderProfile profile) {
        return Optional.of(new RealClient(profile.id(), profile.offer()))
                .filter(client -> client.isKnown() && client.canBeSpoken());
    }

    /// Whether nothing is left to the build: neither groups, where there are suites for them, nor signatures from TLS
    /// 1.2 on.
    private boolean isKnown() {
        boolean groups = offer.suites().items().stream()
                .anyMatch(suite -> suite.keyExchange() == KeyExchange.ECDHE || suite.keyExchange() == KeyExchange.ANY);
        boolean signatures =
                offer.versions().items().stream().anyMatch(version -> version.compareTo(ProtocolVersion.TLSV1_2) >= 0);
        return offer.versions().complete()
                && offer.suites().complete()
                && (!groups || offer.groups().complete())
                && (!signatures || offer.signatureSchemes().complete());
    }

    /// The highest and the lowest version need a suite, or the command gives up by itself.
    private boolean canBeSpoken() {
        List<ProtocolVersion> versions = versions();
        return !versions.isEmpty()
                && versions.getLast() == offer.versions().items().getLast()
                && List.of(versions.getFirst(), versions.getLast()).stream()
                        .allMatch(version -> suites().stream().anyMatch(suite -> suite.usableIn(version)));
    }

    /// What came of the meeting: version and suite, or `refused`.
    String meet(RealServer server) {
        String said = RealOpenSsl.said(RealOpenSsl.command(command(server.port())));
        Matcher agreed = AGREED.matcher(said);
        if (agreed.find()) {
            return agreed.group(1) + " " + agreed.group(2);
        }
        if (!said.contains(REFUSED)) {
            throw new IllegalStateException(id + " did not get as far as TLS: " + said);
        }
        return "refused";
    }

    private List<String> command(int port) {
        List<ProtocolVersion> versions = versions();
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-brief"));
        command.addAll(List.of("-connect", "127.0.0.1:" + port));
        command.addAll(List.of("-min_protocol", versions.getFirst().toString()));
        command.addAll(List.of("-max_protocol", versions.getLast().toString()));
        add(command, "-ciphersuites", names(true));
        List<String> older = new ArrayList<>(names(false));
        if (!older.isEmpty()) {
            older.add("@SECLEVEL=" + level());
        }
        add(command, "-cipher", older);
        add(
                command,
                "-groups",
                RealOpenSsl.spoken(offer.groups()).stream()
                        .map(NamedGroup::toString)
                        .toList());
        add(command, "-sigalgs", RealOpenSsl.signatureNames(offer.signatureSchemes()));
        return command;
    }

    private static void add(List<String> command, String option, List<String> names) {
        if (!names.isEmpty()) {
            command.addAll(List.of(option, names.stream().collect(Collectors.joining(":"))));
        }
    }

    private List<String> names(boolean tls13) {
        return suites().stream()
                .filter(suite -> suite.usableIn(ProtocolVersion.TLSV1_3) == tls13)
                .map(RealOpenSsl.BUILD::nameOf)
                .toList();
    }

    private List<CipherSuite> suites() {
        return offer.suites().items().stream()
                .filter(suite -> RealOpenSsl.BUILD.suites().contains(suite)
                        || RealOpenSsl.BUILD.tls13Suites().contains(suite))
                .toList();
    }

    private List<ProtocolVersion> versions() {
        return offer.versions().items().stream()
                .filter(RealOpenSsl.BUILD.versions()::contains)
                .toList();
    }

    /// The lowest security level that insists on as long a prime as the sender; it has no setting of its own.
    private int level() {
        return IntStream.rangeClosed(0, 5)
                .filter(level ->
                        SecurityLevel.of(level, RealOpenSsl.BUILD.release()).minimumDhBits()
                                >= offer.minimumDhBits().orElse(0))
                .findFirst()
                .orElseThrow();
    }
}
