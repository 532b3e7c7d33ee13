package postern.diagnosis.cause.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.negotiation.VersionRefused;
import postern.diagnosis.cause.negotiation.WidestProtocols;
import postern.dovecot.DovecotBranch;
import postern.dovecot.Protocols;
import postern.dovecot.TlsSetting;
import postern.evidence.Problem;
import postern.postfix.ProtocolList;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.tls.ProtocolVersion;

/// The newer versions are switched off by a list, although the library has them, and somebody refuses what is left
/// (RFC 8996 retires TLS 1.0 and 1.1).
public final class ProtocolCeilingTooLow implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return delivering(facts);
        }
        List<Citation> refused = VersionRefused.ofServer(facts);
        if (refused.isEmpty()) {
            return List.of();
        }
        return Stream.concat(postfix(facts, refused), dovecot(facts, refused))
                .limit(1)
                .toList();
    }

    private List<Finding> delivering(Facts facts) {
        List<Citation> refused = TlsVersionsOffered.refused(facts);
        return TlsVersionsOffered.ceiling(facts).filter(_ -> !refused.isEmpty()).stream()
                .flatMap(setting -> {
                    boolean ofPolicy = "tls_policy".equals(setting.file());
                    Stream<Citation> written =
                            ofPolicy ? PolicyTable.citation(facts) : Stream.of(facts.citation(setting));
                    return Findings.cause(
                            this,
                            facts,
                            Certainty.PROVEN,
                            Map.of("parameter", setting.name(), "value", setting.value()),
                            Stream.concat(written, refused.stream()).toList(),
                            ofPolicy ? inPolicy(facts) : inMainCf(facts, setting))
                            .stream();
                })
                .toList();
    }

    private static List<Change> inPolicy(Facts facts) {
        return PolicyTable.change(facts, Outgoing.client(facts).orElseThrow().level() + " protocols=!SSLv2:!SSLv3");
    }

    private static List<Change> inMainCf(Facts facts, Setting setting) {
        return List.of(Change.mainCf(setting.name(), WidestProtocols.of(facts)), Change.command("postfix reload"));
    }

    private Stream<Finding> postfix(Facts facts, List<Citation> refused) {
        Optional<Setting> ceiling = ceiling(facts);
        return ceiling.stream()
                .flatMap(setting -> finding(
                        facts,
                        setting.name(),
                        setting.value(),
                        facts.citation(setting),
                        refused,
                        inMainCf(facts, setting)));
    }

    /// The written list that leaves nothing as new as TLS 1.2; empty if there is none.
    static Optional<Setting> ceiling(Facts facts) {
        Set<ProtocolVersion> library =
                Set.copyOf(facts.platform().platform().openssl().versions());
        return facts.mailService()
                .filter(TlsService::isOn)
                .filter(service -> !service.protocols().isDefault())
                .filter(service -> library.contains(ProtocolVersion.TLSV1_2))
                .filter(service -> service.protocolList() instanceof ProtocolList.Enabled enabled
                        && isOld(enabled.within(library)))
                .map(TlsService::protocols);
    }

    private static boolean isOld(Set<ProtocolVersion> versions) {
        return !versions.isEmpty()
                && versions.stream().noneMatch(version -> version.compareTo(ProtocolVersion.TLSV1_2) >= 0);
    }

    private Stream<Finding> dovecot(Facts facts, List<Citation> refused) {
        return facts.dovecot().stream()
                .filter(server -> server.branch() == DovecotBranch.UP_TO_2_2)
                .flatMap(DovecotServer::settings)
                .filter(found -> TlsSetting.PROTOCOLS
                        .in(DovecotBranch.UP_TO_2_2)
                        .filter(found.setting().name()::equals)
                        .isPresent())
                .filter(found -> isOld(Protocols.allowed(found.setting())))
                .flatMap(found -> finding(
                        facts,
                        found.setting().name(),
                        found.setting().value(),
                        found.citation(),
                        refused,
                        List.of(
                                Change.dovecot(
                                        found.setting().name(),
                                        Protocols.from(ProtocolVersion.TLSV1, DovecotBranch.UP_TO_2_2)),
                                Change.command("doveadm reload"))));
    }

    private Stream<Finding> finding(
            Facts facts, String parameter, String value, Citation setting, List<Citation> refused, List<Change> fix) {
        List<Citation> evidence = new ArrayList<>(List.of(setting));
        evidence.addAll(refused);
        return Findings.cause(
                this, facts, Certainty.PROVEN, Map.of("parameter", parameter, "value", value), evidence, fix)
                .stream();
    }
}
