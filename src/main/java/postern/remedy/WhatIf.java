package postern.remedy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Facts;
import postern.diagnosis.SenderTraffic;
import postern.evidence.Evidence;
import postern.evidence.Given;
import postern.evidence.Problem;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.TlsClient;
import postern.postfix.TlsService;
import postern.sender.SenderProfile;
import postern.sender.SenderProfiles;
import postern.tls.Outcome;

/// Forecasts for each sender what comes of the server as it is, and of the server with changed settings.
public final class WhatIf {
    private final Facts facts;
    private final MasterEdits edits;
    private final List<SenderTraffic> senders;
    private final List<SenderTraffic> software;

    private WhatIf(Facts facts) {
        this.facts = facts;
        this.edits = new MasterEdits(Configuration.of(facts));
        this.senders = senders(facts);
        this.software = software(facts, senders);
    }

    /// Prepares forecasts: for the senders in the log that are not scanners, then for large providers of
    /// the day.
    public static WhatIf of(Facts facts) {
        return new WhatIf(facts);
    }

    /// The service that forecasts with these settings are of, as `submission/inet`; empty for the one in
    /// question, usually port 25.
    public Optional<String> service(List<ProposedSetting> settings) {
        return elsewhere(settings).map(Edit.Place.Service::label);
    }

    /// Forecasts with changed settings; without any, after is what is now.
    ///
    /// @return the senders of the log first
    public List<PeerForecast> with(List<ProposedSetting> settings) {
        return elsewhere(settings)
                .flatMap(place -> service(facts, place))
                .map(service -> facts.realSenders().stream()
                        .filter(sender -> sender.sessions().anyMatch(session -> facts.isWith(session, service)))
                        .toList())
                .map(known -> forecasts(known, settings))
                .orElseGet(() -> forecasts(senders, settings));
    }

    /// Forecasts for the software, gateways and devices that senders nobody has met yet may run, by name; only
    /// those that something is known to come of. Empty where nothing is known of the server.
    public List<PeerForecast> others(List<ProposedSetting> settings) {
        return forecasts(software, settings);
    }

    private List<PeerForecast> forecasts(List<SenderTraffic> of, List<ProposedSetting> settings) {
        Optional<Edit.Place.Service> elsewhere = elsewhere(settings);
        Meeting now = elsewhere
                .map(place -> there(facts, place, service -> PostfixSide.asItIs(facts, service)))
                .orElseGet(() -> asItIs(facts));
        Meeting after = settings.isEmpty() ? now : changed(now, elsewhere, Facts.of(changed(settings)));
        return of.stream()
                .<PeerForecast>map(other -> {
                    Forecast seen = now.asSeen(other);
                    Forecast then = settings.isEmpty() ? seen : after.expected(other);
                    return new PeerForecast(
                            other.name(),
                            other.profile().map(SenderProfile::id).orElse(""),
                            hosts(other),
                            other.tls(),
                            other.failed(),
                            other.plaintext(),
                            seen,
                            then);
                })
                .filter(WhatIf::saysSomething)
                .toList();
    }

    /// Our side as it is, on the way in question.
    private static Meeting asItIs(Facts of) {
        return of.direction() == Problem.OUTBOUND ? Delivering.of(of) : new Receiving(PostfixSide.asItIs(of));
    }

    private static Meeting changed(Meeting now, Optional<Edit.Place.Service> elsewhere, Facts then) {
        if (elsewhere.isPresent()) {
            return there(then, elsewhere.get(), service -> PostfixSide.asConfigured(then, service));
        }
        return switch (now) {
            case Delivering delivering -> delivering.changedTo(then);
            case Receiving _ -> new Receiving(PostfixSide.asConfigured(then));
        };
    }

    private static Meeting there(Facts of, Edit.Place.Service place, Function<TlsService, PostfixSide> side) {
        return new Receiving(service(of, place).map(side).orElseGet(PostfixSide.NotKnown::new));
    }

    /// Another service than the one in question, whose setting somebody chose; where mail programs are in
    /// trouble, also one that is only proposed.
    private Optional<Edit.Place.Service> elsewhere(List<ProposedSetting> settings) {
        return settings.stream()
                .filter(setting -> setting.isChosen() || facts.direction() == Problem.CLIENTS)
                .flatMap(setting ->
                        setting.place() instanceof Edit.Place.Service place ? Stream.of(place) : Stream.empty())
                .filter(place -> service(facts, place)
                        .filter(service -> facts.mailService()
                                .filter(asked -> asked.line() == service.line())
                                .isEmpty())
                        .isPresent())
                .findFirst();
    }

    /// A service of smtpd that listens on the network.
    private static Optional<TlsService> service(Facts of, Edit.Place.Service place) {
        return of.evidence().masterCf().stream()
                .flatMap(given -> given.content().service(place.name(), place.type()).stream())
                .flatMap(master -> of.services().stream().filter(service -> service.line() == master.firstLine()))
                .findFirst();
    }

    /// A provider that was not seen and of which too little is known is left out.
    private static boolean saysSomething(PeerForecast peer) {
        return peer.wasSeen()
                || !(peer.now().outcome() instanceof Outcome.Undecided)
                || !(peer.after().outcome() instanceof Outcome.Undecided);
    }

    /// The evidence with changed settings. Without a main.cf the settings are all that is known, on a server
    /// that offers TLS.
    private Evidence changed(List<ProposedSetting> settings) {
        Given<MainCf> given = facts.evidence()
                .mainCf()
                .orElseGet(() -> new Given<>("main.cf", MainCf.parse("smtpd_tls_security_level = may\n")));
        MainCf mainCf = given.content();
        Optional<Given<MasterCf>> master = facts.evidence().masterCf();
        for (ProposedSetting setting : settings) {
            Edit edit = edits.of(setting);
            mainCf = edit.appliedTo(mainCf);
            master = master.map(services -> new Given<>(services.source(), edit.appliedTo(services.content())));
        }
        Evidence changed = facts.evidence().withMainCf(new Given<>(given.source(), mainCf));
        return master.map(changed::withMasterCf).orElse(changed);
    }

    private static List<SenderTraffic> senders(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return facts.receivers();
        }
        List<SenderTraffic> all = new ArrayList<>(facts.realSenders());
        Set<String> operators = new HashSet<>(all.stream()
                .flatMap(sender -> sender.profile().map(SenderProfile::operator).stream())
                .toList());
        SenderProfiles.providersOn(facts.day()).stream()
                .filter(profile -> operators.add(profile.operator()))
                .map(profile -> new SenderTraffic(profile.operator(), Optional.of(profile), List.of()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static List<SenderTraffic> software(Facts facts, List<SenderTraffic> senders) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        Set<SenderProfile> shown =
                senders.stream().flatMap(sender -> sender.profile().stream()).collect(Collectors.toSet());
        return SenderProfiles.softwareOn(facts.day()).stream()
                .filter(profile -> !shown.contains(profile))
                .map(profile -> new SenderTraffic(profile.name(), Optional.of(profile), List.of()))
                .toList();
    }

    /// Every sender before a change and after it: those that a log shows first, then large providers, then
    /// software that further senders may run and whose mail arrives otherwise than before.
    ///
    /// @param later  how things are after the change
    /// @param server what is known of the server then
    public List<SenderChange> comparedWith(Facts later, Facts server) {
        var now = new WhatIf(later);
        Meeting sideBefore = asItIs(facts);
        Meeting sideNow = later.direction() == Problem.OUTBOUND
                ? Delivering.of(server)
                : new Receiving(PostfixSide.asItIs(server));
        Stream<SenderChange> met = compared(senders, now.senders, sideBefore, sideNow)
                .sorted(Comparator.comparing(SenderChange::seen).reversed());
        Stream<SenderChange> others =
                compared(software, now.software, sideBefore, sideNow).filter(SenderChange::isOtherwise);
        return Stream.concat(met, others)
                .filter(change -> change.seen() || isKnown(change.before()) || isKnown(change.now()))
                .toList();
    }

    /// Where only one of the two logs shows a sender, what it offers tells how it fares on the other day.
    private static Stream<SenderChange> compared(
            List<SenderTraffic> before, List<SenderTraffic> now, Meeting sideBefore, Meeting sideNow) {
        Map<String, SenderTraffic> later = new LinkedHashMap<>();
        now.forEach(sender -> later.put(sender.name(), sender));
        Stream<SenderChange> known = before.stream().map(then -> {
            Optional<SenderTraffic> met = Optional.ofNullable(later.get(then.name()));
            return new SenderChange(
                    then.name(),
                    id(then),
                    Stream.concat(Stream.of(then), met.stream())
                            .anyMatch(sender -> !sender.peers().isEmpty()),
                    sideBefore.asSeen(then),
                    met.map(sender -> sideNow.asSeen(sender)).orElseGet(() -> sideNow.expected(then)));
        });
        Set<String> names = before.stream().map(SenderTraffic::name).collect(Collectors.toSet());
        Stream<SenderChange> added = now.stream()
                .filter(sender -> !names.contains(sender.name()))
                .map(sender -> new SenderChange(
                        sender.name(),
                        id(sender),
                        !sender.peers().isEmpty(),
                        sideBefore.expected(sender),
                        sideNow.asSeen(sender)));
        return Stream.concat(known, added);
    }

    private static String id(SenderTraffic sender) {
        return sender.profile().map(SenderProfile::id).orElse("");
    }

    private static boolean isKnown(Forecast forecast) {
        return !(forecast.outcome() instanceof Outcome.Undecided);
    }

    private static List<String> hosts(SenderTraffic sender) {
        return sender.peers().stream()
                .map(peer ->
                        peer.peer().isNamed() ? peer.peer().name() : peer.peer().address())
                .distinct()
                .limit(20)
                .toList();
    }

    /// What is wrong with the configuration of either side, or of a service that a setting is for, once the
    /// settings are made; empty if nothing is.
    public List<postern.postfix.Problem> problemsWith(List<ProposedSetting> settings) {
        Facts then = Facts.of(changed(settings));
        Stream<TlsService> services = Stream.concat(
                then.mailService().stream(),
                settings.stream()
                        .flatMap(setting -> setting.place() instanceof Edit.Place.Service place
                                ? service(then, place).stream()
                                : Stream.empty()));
        Stream<TlsClient> clients = then.evidence().mainCf().stream()
                .map(given -> TlsClient.to(
                        "",
                        "smtp",
                        given.content(),
                        then.evidence().masterCf().map(Given::content).orElse(null),
                        null,
                        then.platform().platform()));
        return Stream.concat(
                        services.flatMap(service -> service.problems().stream()),
                        clients.flatMap(client -> client.problems().stream()))
                .distinct()
                .toList();
    }
}
