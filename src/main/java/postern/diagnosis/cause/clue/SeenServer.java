package postern.diagnosis.cause.clue;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.probe.Service;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.VersionSupport;
import postern.transcript.TestRun;

/// What was seen of a server that was asked which versions and suites it accepts: by a probe, or by a tool whose output
/// was pasted.
///
/// @param server what it accepts
/// @param source who saw it
/// @param isMx   whether that was on port 25
public record SeenServer(ServerTls server, String source, boolean isMx) {
    private static final Pattern MX = Pattern.compile("(?::|-p ?)25\\b|\\b25/tcp\\b|STARTTLS via SMTP|:smtp\\b");

    /// Those probed, then those tested by others; none of which only one version and one suite are known.
    public static List<SeenServer> in(Facts facts) {
        Stream<SeenServer> probed = facts.scan().stream()
                .map(scan -> new SeenServer(
                        scan.server(),
                        "probe " + scan.endpoint(),
                        scan.endpoint().service() == Service.SMTP));
        Stream<SeenServer> tested = facts.evidence().transcripts().stream()
                .filter(run -> run.server().versions().size() > 1
                        || suites(run.server(), _ -> true).size() > 1)
                .map(run -> new SeenServer(run.server(), run.source(), isMx(run)));
        return Stream.concat(probed, tested).toList();
    }

    private static boolean isMx(TestRun run) {
        return Stream.concat(run.command().stream(), run.lines().stream().map(line -> line.text()))
                .anyMatch(text -> MX.matcher(text).find());
    }

    /// The versions accepted that are older than TLS 1.2.
    public List<ProtocolVersion> oldVersions() {
        return server.accepted().stream()
                .filter(version -> version.compareTo(ProtocolVersion.TLSV1_2) < 0)
                .toList();
    }

    /// The suites accepted, in any version, that are of a kind.
    public List<CipherSuite> suites(Predicate<CipherSuite> kind) {
        return suites(server, kind);
    }

    private static List<CipherSuite> suites(ServerTls server, Predicate<CipherSuite> kind) {
        return server.versions().values().stream()
                .flatMap(support -> support instanceof VersionSupport.Accepted accepted
                        ? accepted.suites().items().stream()
                        : Stream.<CipherSuite>empty())
                .filter(kind)
                .distinct()
                .toList();
    }

    /// Words of ours about what was seen, as evidence.
    public Citation citation(CharSequence words) {
        return Citation.of(source, words);
    }
}
