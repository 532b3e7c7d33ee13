package postern.postfix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postern.openssl.CipherSelection;
import postern.openssl.CipherString;
import postern.tls.ClientTls;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;

/// The delivering side: what this Postfix offers when it hands mail to a destination.
public final class TlsClient {
    private final Platform platform;
    private final Settings settings;
    private final ClientMode mode;
    private final boolean policyUnknown;
    private final CipherComposition composition;
    private final List<Problem> problems = new ArrayList<>();

    private TlsClient(Settings settings, String nextHop, @Nullable TlsPolicy policy, Platform platform) {
        this.platform = platform;
        this.settings = settings;
        this.mode = ClientMode.of(settings, nextHop, policy);
        this.policyUnknown =
                policy == null && !settings.get("smtp_tls_policy_maps").isEmpty();
        this.composition = CipherComposition.of(settings, grade(), exclusions(), ownExclusions());
        problems.addAll(mode.problems());
        problems.addAll(ClientProblems.of(this));
        problems.sort(Comparator.comparing(Problem::effect));
    }

    /// The usual delivery by the transport `smtp`, to a destination without a policy of its own.
    public static TlsClient smtp(MainCf mainCf, Platform platform) {
        return to("", "smtp", mainCf, null, null, platform);
    }

    /// Delivery to one next hop.
    ///
    /// @param nextHop   as Postfix uses it: a domain, or a relay as it is written, for example
    ///                  `[smtp.example.com]:587`
    /// @param transport the service of `master.cf` that delivers, usually `smtp`
    /// @param masterCf  the services, whose `-o` options count; or null
    /// @param policy    the table behind `smtp_tls_policy_maps`; null if it is not at hand
    public static TlsClient to(
            String nextHop,
            String transport,
            MainCf mainCf,
            @Nullable MasterCf masterCf,
            @Nullable TlsPolicy policy,
            Platform platform) {
        List<MasterCf.Option> options = masterCf == null
                ? List.of()
                : masterCf.service(transport, "unix")
                        .map(MasterCf.Service::options)
                        .orElse(List.of());
        var settings = new Settings(
                mainCf,
                options,
                platform.postfix(),
                platform.openssl().release().toString());
        return new TlsClient(settings, nextHop, policy, platform);
    }

    /// The software in charge.
    public Platform platform() {
        return platform;
    }

    /// All settings as the transport sees them.
    public Settings settings() {
        return settings;
    }

    /// The host all mail is handed to (`relayhost`); empty if mail goes to the MX hosts.
    public Optional<Setting> relayHost() {
        return Optional.of(settings.get("relayhost")).filter(setting -> !setting.isEmpty());
    }

    /// How much the client insists on TLS. `dane` without DNSSEC is `may`.
    public SecurityLevel level() {
        return mode.level();
    }

    /// The setting, or the line of the policy table, that decides the level.
    public Setting decisiveForLevel() {
        return mode.decisive();
    }

    /// Whether there is a policy table that was not given, so that some destinations are treated otherwise.
    public boolean policyUnknown() {
        return policyUnknown;
    }

    /// Whether TLS is tried at all.
    public boolean isOn() {
        return mode.level() != SecurityLevel.NONE;
    }

    /// Whether TLS begins with the first byte (`smtp_tls_wrappermode`, from 3.0 on).
    public boolean implicitTls() {
        return isOn() && settings.get("smtp_tls_wrappermode").isYes();
    }

    /// Whether mail goes out in plain text after a failed handshake: only at level may, and never with a
    /// password for the destination, which the text of `main.cf` alone does not always tell.
    public boolean fallsBackToPlaintext() {
        return mode.level() == SecurityLevel.MAY
                && !settings.get("smtp_sasl_auth_enable").isYes();
    }

    /// The setting, or the attribute of the policy table, that decides the protocol versions.
    public Setting protocols() {
        return attribute("protocols")
                .orElseGet(() -> settings.get(
                        mode.level().isMandatory() ? "smtp_tls_mandatory_protocols" : "smtp_tls_protocols"));
    }

    /// What that setting says, before the limits of the library.
    public ProtocolList protocolList() {
        return ProtocolList.read(protocols().value(), platform.protocolParser());
    }

    /// The cipher string as Postfix composes it, with the settings it comes from.
    public CipherComposition ciphers() {
        return composition;
    }

    /// What the library makes of the string; empty if Postfix gives up before it asks.
    public Optional<CipherSelection> cipherSelection() {
        return composition.problem().isPresent()
                ? Optional.empty()
                : Optional.of(CipherString.evaluate(
                        composition.string(), platform.openssl(), platform.securityLevel(verifiesPeer())));
    }

    /// The versions offered: the library fills no holes and offers only the lowest row of versions without
    /// one (OpenSSL `ssl/statem/statem_lib.c`, before 1.1.0 `ssl/s23_clnt.c`).
    public Set<ProtocolVersion> versions() {
        if (!(protocolList() instanceof ProtocolList.Enabled enabled)
                || !(cipherSelection().orElse(null) instanceof CipherSelection.Selected selected)) {
            return Set.of();
        }
        return ProtocolList.lowestRow(enabled.within(platform.versions(selected.securityLevel())));
    }

    /// The groups offered.
    public Known<NamedGroup> groups() {
        return ClientGroups.of(settings, platform);
    }

    /// Whether the session fails without a certificate of the server that can be trusted.
    public boolean verifiesPeer() {
        return mode.level().compareTo(SecurityLevel.FINGERPRINT) >= 0;
    }

    /// The files with the client's own certificates, usually none.
    public CertificateFiles certificates() {
        return CertificateFiles.of(settings, "smtp_tls_");
    }

    /// What is wrong with the settings, worst first.
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// What a server will see in the ClientHello. Nothing is offered if TLS is off or cannot be had.
    public ClientTls predict() {
        boolean broken = problems.stream().anyMatch(problem -> switch (problem.effect()) {
            case FATAL, TLS_UNAVAILABLE, HANDSHAKE_ABORTED -> true;
            case ALL_HANDSHAKES_FAIL, SOME_HANDSHAKES_FAIL, NO_EFFECT -> false;
        });
        if (!isOn() || broken || !(cipherSelection().orElse(null) instanceof CipherSelection.Selected selected)) {
            return new ClientTls(
                    Known.all(List.of()), Known.all(List.of()), Known.nothing(), Known.nothing(), OptionalInt.empty());
        }
        Set<ProtocolVersion> versions = versions();
        return new ClientTls(
                Known.all(List.copyOf(versions)),
                Known.all(selected.usable().stream()
                        .filter(suite -> versions.stream().anyMatch(suite::usableIn))
                        .toList()),
                groups(),
                Known.nothing(),
                OptionalInt.of(postern.openssl.SecurityLevel.of(
                                selected.securityLevel(), platform.openssl().release())
                        .minimumDhBits()));
    }

    private Optional<Setting> attribute(String name) {
        return mode.policy()
                .flatMap(entry -> Optional.ofNullable(entry.attributes().get(name))
                        .map(value -> new Setting(name, value, value, ClientMode.POLICY_FILE, entry.line())));
    }

    private Setting grade() {
        return attribute("ciphers")
                .orElseGet(() -> CipherComposition.grade(
                        settings, "smtp_tls_", mode.level().isMandatory()));
    }

    /// `exclude=` of a policy replaces both lists of `main.cf`.
    private List<Setting> exclusions() {
        return attribute("exclude")
                .map(List::of)
                .orElseGet(() -> CipherComposition.exclusions(
                        settings, "smtp_tls_", mode.level().isMandatory()));
    }

    private List<String> ownExclusions() {
        return switch (mode.level()) {
            case NONE, MAY -> List.of();
            case ENCRYPT -> List.of("eNULL");
            case FINGERPRINT, DANE, DANE_ONLY, VERIFY, SECURE -> List.of("aNULL");
        };
    }
}
