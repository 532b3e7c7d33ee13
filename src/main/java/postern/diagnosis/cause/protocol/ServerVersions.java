package postern.diagnosis.cause.protocol;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.diagnosis.cause.negotiation.WidestProtocols;
import postern.dovecot.Protocols;
import postern.dovecot.TlsSetting;
import postern.evidence.Problem;
import postern.openssl.OpenSslBuild;
import postern.openssl.OpenSslError;
import postern.openssl.OpenSslRelease;
import postern.postfix.PlatformGuess;
import postern.postfix.ProtocolList;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// Which TLS versions the settings of our server allow, on the service that the complaint is about.
final class ServerVersions {
    private static final Set<Integer> CLIENT_PORTS = Set.of(465, 587);

    /// The first release whose systems set a floor of their own for all programs: `MinProtocol` in the openssl.cnf of
    /// Debian 10 and Ubuntu 20.04, update-crypto-policies(8) of Red Hat 8.
    private static final OpenSslRelease WITH_SYSTEM_FLOOR = new OpenSslRelease(1, 1, 1, "");

    private static final OpenSslRelease OPENSSL_3 = new OpenSslRelease(3, 0, 0, "");

    private ServerVersions() {}

    /// A list of versions and the service it holds for.
    ///
    /// @param service the service of Postfix
    /// @param setting the list
    record Listed(TlsService service, Setting setting) {
        private Set<ProtocolVersion> versions() {
            return ProtocolList.read(setting.value(), service.platform().protocolParser())
                            instanceof ProtocolList.Enabled enabled
                    ? enabled.within(EnumSet.allOf(ProtocolVersion.class))
                    : Set.of();
        }

        /// The same list with the older versions: as an override of the one service, where it is known, so that
        /// no other port bends.
        List<Change> widened(Facts facts) {
            String widest = WidestProtocols.of(facts);
            return List.of(
                    facts.line(service)
                            .map(line -> Change.masterCf(line, setting.name(), widest))
                            .orElseGet(() -> Change.mainCf(setting.name(), widest)),
                    Change.command("postfix reload"));
        }
    }

    /// The written list of Postfix that shuts TLS 1.0 out; empty if none does.
    static Optional<Listed> listWithFloor(Facts facts) {
        return postfix(facts)
                .filter(listed ->
                        !listed.setting().isDefault() && !listed.versions().contains(ProtocolVersion.TLSV1))
                .findFirst();
    }

    /// Whether a written setting shuts TLS 1.0 out.
    static boolean haveFloor(Facts facts) {
        return listWithFloor(facts).isPresent()
                || dovecot(facts, allowed -> !allowed.contains(ProtocolVersion.TLSV1))
                        .findAny()
                        .isPresent();
    }

    /// The setting that allows a version, written or the release's own.
    static Optional<Citation> allowing(Facts facts, ProtocolVersion version) {
        return Stream.concat(
                        postfix(facts)
                                .filter(listed -> listed.versions().contains(version))
                                .map(listed -> facts.citation(listed.setting())),
                        dovecot(facts, allowed -> allowed.contains(version)))
                .findFirst();
    }

    /// Whether a server whose settings allow a version would not speak it because of the library it most likely has, or
    /// that its lines show.
    static boolean areForbiddenByLibrary(Facts facts, ProtocolVersion version) {
        OpenSslBuild build = facts.platform().platform().openssl();
        boolean known = !facts.platform().opensslBasis().equals(PlatformGuess.Basis.ASSUMED);
        boolean shown = refusedBy(facts, OPENSSL_3);
        OpenSslRelease release = shown && !known ? OPENSSL_3 : build.release();
        int level = shown && !known ? 1 : build.defaultSecurityLevel();
        boolean byLibrary = !build.versions().contains(version)
                || !postern.openssl.SecurityLevel.of(level, release).allows(version);
        return byLibrary
                || refusedBy(facts, WITH_SYSTEM_FLOOR)
                || postfix(facts)
                        .anyMatch(listed -> listed.versions().contains(version)
                                && listed.setting().equals(listed.service().protocols())
                                && listed.service().predict().speaks(version) == Answer.NO);
    }

    /// Whether lines that refuse a client's versions are worded as from a release on.
    private static boolean refusedBy(Facts facts, OpenSslRelease first) {
        return Disagreement.lines(Disagreement.About.CLIENT_TOO_OLD, facts).stream()
                .flatMap(line -> OpenSslError.find(line.text()).stream())
                .anyMatch(error -> error.releases().from().compareTo(first) >= 0);
    }

    /// The list of port 25, or where mail programs complain, that of their ports: without master.cf the list
    /// for mandatory TLS, which these ports usually demand.
    private static Stream<Listed> postfix(Facts facts) {
        if (facts.direction() != Problem.CLIENTS) {
            return facts.mailService().filter(TlsService::isOn).stream()
                    .map(service -> new Listed(service, service.protocols()));
        }
        List<TlsService> ofClients = facts.services().stream()
                .filter(service -> isForClients(service.port()))
                .toList();
        return ofClients.isEmpty()
                ? facts.mailService().filter(TlsService::isOn).stream()
                        .map(service -> new Listed(service, service.settings().get("smtpd_tls_mandatory_protocols")))
                : ofClients.stream().filter(TlsService::isOn).map(service -> new Listed(service, service.protocols()));
    }

    private static boolean isForClients(OptionalInt port) {
        return port.isPresent() && CLIENT_PORTS.contains(port.getAsInt());
    }

    private static Stream<Citation> dovecot(Facts facts, Predicate<Set<ProtocolVersion>> fits) {
        return facts.dovecot().stream()
                .flatMap(server -> TlsSetting.PROTOCOLS.in(server.branch()).stream()
                        .flatMap(name -> server
                                .settings()
                                .filter(found -> found.setting().name().equals(name))
                                .reduce((_, last) -> last)
                                .stream()))
                .filter(found -> fits.test(Protocols.allowed(found.setting())))
                .map(DovecotServer.Found::citation);
    }
}
