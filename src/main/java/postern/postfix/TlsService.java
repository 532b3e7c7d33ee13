package postern.postfix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import postern.openssl.CipherSelection;
import postern.openssl.CipherString;
import postern.openssl.LoggedRefusal;
import postern.tls.ClientTls;
import postern.tls.Handshake;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;

/// One listening SMTP service with all its settings in force, and what a client will find there.
///
/// What the text of the configuration cannot tell, above all the kind of key in a certificate file, stays
/// open in [#predict].
public final class TlsService {
    private final String name;
    private final int line;
    private final Platform platform;
    private final Settings settings;
    private final ServerMode mode;
    private final CertificateFiles certificates;
    private final CipherComposition composition;
    private final KeyExchangeGroups groups;
    private final List<Problem> problems = new ArrayList<>();

    private TlsService(
            String name,
            int line,
            MainCf mainCf,
            List<MasterCf.Option> options,
            List<Problem> ofFiles,
            Platform platform) {
        this.name = name;
        this.line = line;
        this.platform = platform;
        this.settings = new Settings(
                mainCf,
                options,
                platform.postfix(),
                platform.openssl().release().toString());
        this.mode = ServerMode.of(settings);
        this.certificates = CertificateFiles.of(settings, "smtpd_tls_");
        this.composition = CipherComposition.of(
                settings,
                CipherComposition.grade(settings, "smtpd_tls_", mode.level().isMandatory()),
                CipherComposition.exclusions(
                        settings, "smtpd_tls_", mode.level().isMandatory()),
                ownExclusions());
        this.groups = KeyExchangeGroups.of(settings, platform);
        collectProblems(ofFiles);
    }

    /// The plain service on port 25, for a configuration without `master.cf`.
    public static TlsService smtp(MainCf mainCf, Platform platform) {
        return new TlsService(
                "smtp", 0, mainCf, List.of(), ConfigurationProblems.ofService(mainCf, null, platform), platform);
    }

    /// All SMTP services that listen on the network, in the order of `master.cf`: those of smtpd, and of
    /// postscreen with the settings of the smtpd behind it.
    public static List<TlsService> all(MainCf mainCf, MasterCf masterCf, Platform platform) {
        List<MasterCf.Option> behindPostscreen =
                masterCf.service("smtpd", "pass").map(MasterCf.Service::options).orElse(List.of());
        var ofFiles = new ArrayList<>(ConfigurationProblems.ofService(mainCf, masterCf, platform));
        if (isWhole(masterCf) && !masterCf.runs("tlsmgr")) {
            ofFiles.add(new Problem.MissingTlsManager());
        }
        return masterCf.services().stream()
                .filter(service -> service.type().equals("inet"))
                .filter(service ->
                        service.command().equals("smtpd") || service.command().equals("postscreen"))
                .map(service -> new TlsService(
                        service.name(),
                        service.firstLine(),
                        mainCf,
                        service.command().equals("smtpd") ? service.options() : behindPostscreen,
                        ofFiles,
                        platform))
                .toList();
    }

    /// Whether this is more than an excerpt: no Postfix works without these two.
    private static boolean isWhole(MasterCf masterCf) {
        return masterCf.runs("cleanup") && masterCf.runs("qmgr");
    }

    /// The name in `master.cf`, for example `submission` or `127.0.0.1:10025`.
    public String name() {
        return name;
    }

    /// The line of `master.cf`, counted from 1; 0 if there is no `master.cf`.
    public int line() {
        return line;
    }

    /// The port, where the name is a number or a usual one.
    public OptionalInt port() {
        return ServicePort.of(name);
    }

    /// The software in charge.
    public Platform platform() {
        return platform;
    }

    /// All settings as this service sees them.
    public Settings settings() {
        return settings;
    }

    /// How much the service insists on TLS: none, may or encrypt.
    public SecurityLevel level() {
        return mode.level();
    }

    /// The setting that decides the level.
    public Setting decisiveForLevel() {
        return mode.decisive();
    }

    /// Whether TLS begins with the first byte.
    public boolean implicitTls() {
        return mode.implicit();
    }

    /// Whether STARTTLS is announced, and why not.
    public Starttls starttls() {
        if (mode.implicit()) {
            return new Starttls.Implicit();
        }
        if (!isOn()) {
            return new Starttls.SwitchedOff(mode.decisive());
        }
        Setting discarded = settings.get("smtpd_discard_ehlo_keywords");
        if (Arrays.stream(discarded.value().split("[ \\t\\r\\n,]+", -1)).anyMatch("starttls"::equalsIgnoreCase)) {
            return new Starttls.Discarded(discarded);
        }
        Setting maps = settings.get("smtpd_discard_ehlo_keyword_address_maps");
        return maps.isEmpty() ? new Starttls.Announced() : new Starttls.DependsOnClient(maps);
    }

    /// The setting that decides the protocol versions at this level. In 2.5 and older nothing restricts
    /// them at level may, and the setting is empty.
    public Setting protocols() {
        return settings.get(mode.level().isMandatory() ? "smtpd_tls_mandatory_protocols" : "smtpd_tls_protocols");
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
                        composition.string(),
                        platform.openssl(),
                        platform.securityLevel(clientCertificates() == ClientCertificates.REQUIRED)));
    }

    /// Whose order of preference decides.
    public SuiteOrder order() {
        return settings.get("tls_preempt_cipherlist").isYes() ? SuiteOrder.SERVER : SuiteOrder.CLIENT;
    }

    /// The groups for the key exchange; an empty whole list means that ECDHE is off.
    public Known<NamedGroup> groups() {
        return groups.groups();
    }

    /// The length of the prime for DHE in bits; empty if the text does not tell.
    public OptionalInt dhBits() {
        return groups.dhBits();
    }

    /// The files the certificates and keys come from.
    public CertificateFiles certificates() {
        return certificates;
    }

    /// Whether clients are asked for certificates. Requiring them needs mandatory TLS.
    public ClientCertificates clientCertificates() {
        if (mode.level().isMandatory() && settings.get("smtpd_tls_req_ccert").isYes()) {
            return ClientCertificates.REQUIRED;
        }
        return settings.get("smtpd_tls_ask_ccert").isYes() ? ClientCertificates.ASKED : ClientCertificates.NOT_ASKED;
    }

    /// What is wrong with the settings of this service and with the files they stand in, worst first.
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// Whether TLS is switched on at all.
    public boolean isOn() {
        return mode.level() != SecurityLevel.NONE;
    }

    /// What a client will find.
    public ServerTls predict() {
        return ServerPrediction.of(this);
    }

    /// The library's words in the log of this service when it refuses a client; empty where it logs none,
    /// and where it does not refuse.
    ///
    /// @param keys the kinds of key in its certificates
    public Optional<String> logged(ClientTls offer, Known<KeyType> keys) {
        if (problems.stream().anyMatch(Problem.NoCipherForHighestVersion.class::isInstance)) {
            return Optional.of("no ciphers available");
        }
        if (!(protocolList() instanceof ProtocolList.Enabled enabled)
                || !(cipherSelection().orElse(null) instanceof CipherSelection.Selected selected)
                || !(Handshake.between(offer, predict().withKeyTypes(keys)) instanceof Outcome.Refused refused)) {
            return Optional.empty();
        }
        // A version without a signature strong enough is refused only after a suite has been chosen.
        boolean noSuite = Handshake.between(offer, ServerPrediction.begun(this).withKeyTypes(keys))
                .equals(new Outcome.Refused(RefusalReason.NO_SHARED_CIPHER));
        Set<ProtocolVersion> allowed = enabled.within(platform.versions(0));
        return new LoggedRefusal(platform.openssl(), selected.securityLevel(), allowed)
                .text(
                        noSuite ? RefusalReason.NO_SHARED_CIPHER : refused.reason(),
                        Set.copyOf(offer.versions().items()));
    }

    /// Who asks for certificates cannot use anonymous suites.
    private List<String> ownExclusions() {
        return clientCertificates() == ClientCertificates.NOT_ASKED ? List.of() : List.of("aNULL");
    }

    private void collectProblems(List<Problem> ofFiles) {
        ofFiles.stream()
                .filter(problem -> isOn() || !(problem instanceof Problem.MissingTlsManager))
                .forEach(problems::add);
        problems.addAll(mode.problems());
        problems.addAll(ServerProblems.of(this));
        problems.sort(Comparator.comparing(Problem::effect));
    }

    Optional<Problem> groupProblem() {
        return groups.problem();
    }
}
