package postern.diagnosis.cause.mode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.evidence.Given;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.SecurityLevel;
import postern.postfix.TlsService;

/// The way to a content filter on this machine and back (FILTER_README): the transport that `content_filter` names, and
/// the listener that takes the mail back.
///
/// @param facts      the evidence
/// @param transports services of master.cf that feed a filter and do nothing else
/// @param listeners  services of master.cf that listen on the loopback only
record FilterHop(Facts facts, List<MasterCf.Service> transports, List<MasterCf.Service> listeners) {
    private static final Pattern FILTER =
            Pattern.compile("([A-Za-z0-9_.-]+):\\[?(?:127\\.0\\.0\\.1|localhost|::1)]?:\\d+");
    private static final Pattern LOOPBACK = Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[?::1]?):\\d+");
    /// The filter names whom it handed the mail to and was refused by.
    private static final Pattern ANSWERED =
            Pattern.compile("\\(?smtp:\\[?((?:127\\.0\\.0\\.1|localhost|::1)]?:\\d+)\\)?: 530");
    private static final String LEVEL = "smtp_tls_security_level";
    private static final String WRAPPER = "smtp_tls_wrappermode";
    private static final String LISTENING = "smtpd_tls_security_level";

    /// The transports that also carry mail to the world.
    private static final List<String> SHARED = List.of("smtp", "relay");

    FilterHop {
        transports = List.copyOf(transports);
        listeners = List.copyOf(listeners);
    }

    static FilterHop of(Facts facts) {
        List<MasterCf.Service> services = facts.evidence()
                .masterCf()
                .map(given -> given.content().services())
                .orElse(List.of());
        List<String> named = filters(facts, services)
                .map(FILTER::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .filter(name -> !SHARED.contains(name))
                .toList();
        return new FilterHop(
                facts,
                services.stream()
                        .filter(service -> service.type().equals("unix") && named.contains(service.name()))
                        .toList(),
                services.stream()
                        .filter(service -> service.type().equals("inet")
                                && LOOPBACK.matcher(service.name()).matches())
                        .toList());
    }

    private static Stream<String> filters(Facts facts, List<MasterCf.Service> services) {
        Stream<String> main = setting(facts, "content_filter").stream();
        Stream<String> overrides = services.stream()
                .flatMap(service -> service.options().stream())
                .filter(option -> option.name().equals("content_filter"))
                .map(MasterCf.Option::value);
        return Stream.concat(main, overrides);
    }

    private static Optional<String> setting(Facts facts, String name) {
        return facts.evidence()
                .mainCf()
                .map((Given<MainCf> given) -> given.content())
                .flatMap(mainCf -> mainCf.entry(name))
                .map(MainCf.Entry::value);
    }

    /// Whether main.cf switches implicit TLS on for all transports and a filter is fed by one.
    boolean wraps() {
        return isGlobal(WRAPPER, "yes")
                && (!transports.isEmpty()
                        || filters(facts, List.of())
                                .anyMatch(name -> FILTER.matcher(name).matches()));
    }

    /// Transports without TLS that do not switch implicit TLS off: those that feed a filter, or all others than the one
    /// to the world where main.cf is not given.
    List<MasterCf.Service> wrappedWithoutLevel() {
        List<MasterCf.Service> all = facts.evidence().mainCf().isPresent()
                ? isGlobal(WRAPPER, "yes") ? transports : List.of()
                : facts.evidence()
                        .masterCf()
                        .map(given -> given.content().services())
                        .orElse(List.of());
        return all.stream()
                .filter(service -> !SHARED.contains(service.name()) && !has(service, WRAPPER))
                .filter(service ->
                        level(service).filter(level -> !level.isMandatory()).isPresent())
                .toList();
    }

    private static Optional<SecurityLevel> level(MasterCf.Service service) {
        return service.options().stream()
                .filter(option -> option.name().equals(LEVEL))
                .map(MasterCf.Option::value)
                .flatMap(value -> SecurityLevel.named(value).stream())
                .findFirst();
    }

    /// Whether main.cf demands TLS of all transports and one that only feeds a filter has no level of its own.
    boolean inheritsLevel() {
        boolean demanded = setting(facts, LEVEL)
                .flatMap(SecurityLevel::named)
                .filter(SecurityLevel::isMandatory)
                .isPresent();
        return demanded && transports.stream().anyMatch(service -> !has(service, LEVEL));
    }

    /// Whether main.cf demands TLS of all transports and a filter is fed by one that is not shown.
    boolean mayInheritLevel() {
        boolean demanded = setting(facts, LEVEL)
                .flatMap(SecurityLevel::named)
                .filter(SecurityLevel::isMandatory)
                .isPresent();
        return demanded
                && facts.evidence().masterCf().isEmpty()
                && filters(facts, List.of())
                        .map(FILTER::matcher)
                        .anyMatch(named -> named.matches() && !SHARED.contains(named.group(1)));
    }

    private boolean isGlobal(String name, String value) {
        return setting(facts, name).filter(value::equals).isPresent();
    }

    private static boolean has(MasterCf.Service service, String name) {
        return service.options().stream().anyMatch(option -> option.name().equals(name));
    }

    /// Whether the answer is one of a server that demands TLS from a filter, which has none, and every one of them so.
    boolean isRefusedByListener(List<Citation> said) {
        return !said.isEmpty()
                && said.stream().allMatch(line -> line.text().contains("Must issue a STARTTLS"))
                && said.stream().anyMatch(line -> ANSWERED.matcher(line.text()).find())
                && !listenerIsOff();
    }

    private boolean listenerIsOff() {
        return !listeners.isEmpty() && listeners.stream().allMatch(listener -> has(listener, LISTENING));
    }

    /// The listener on this machine that takes the mail back demands TLS, as its answer shows: it goes without, by an
    /// override of its own or with the level for the world as it should be (RFC 3207 section 4).
    ///
    /// @param said the lines with the answer
    List<Change> listenerWithoutTls(List<Citation> said) {
        List<Change> changes = new ArrayList<>();
        listeners.forEach(listener -> changes.add(Change.masterCf(listener, LISTENING, "none")));
        if (listeners.isEmpty()) {
            changes.add(new Change(
                    Target.MASTER_CF,
                    said.stream()
                            .flatMap(line -> ANSWERED.matcher(line.text()).results())
                            .map(found -> found.group(1)
                                    .replaceFirst("^::1]", "[::1]")
                                    .replaceFirst("^([\\w.]+)]", "$1"))
                            .reduce((_, last) -> last),
                    Optional.of(LISTENING),
                    Optional.of("none"),
                    Optional.empty()));
        }
        if (isGlobal(LISTENING, "encrypt")) {
            changes.add(Change.mainCf(LISTENING, "may"));
        }
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    /// Transport and listener without TLS, and the level for the world as it should be.
    List<Change> withoutTls() {
        List<Change> changes = new ArrayList<>();
        List<MasterCf.Service> wrapped = wrappedWithoutLevel();
        boolean wraps = isGlobal(WRAPPER, "yes") || !wrapped.isEmpty();
        List<MasterCf.Service> feeding = transports.isEmpty() ? wrapped : transports;
        for (MasterCf.Service transport : feeding) {
            changes.add(Change.masterCf(transport, LEVEL, "none"));
            if (wraps) {
                changes.add(Change.masterCf(transport, WRAPPER, "no"));
            }
        }
        if (feeding.isEmpty()) {
            changes.add(override(LEVEL, "none"));
            if (wraps) {
                changes.add(override(WRAPPER, "no"));
            }
        }
        boolean demanded = facts.mailService()
                .map(TlsService::level)
                .filter(level -> level == SecurityLevel.ENCRYPT)
                .isPresent();
        listeners.stream()
                .filter(listener -> demanded && !has(listener, "smtpd_tls_security_level"))
                .forEach(listener -> changes.add(Change.masterCf(listener, "smtpd_tls_security_level", "none")));
        if (!wraps && isGlobal(LEVEL, "encrypt")) {
            changes.add(Change.mainCf(LEVEL, "may"));
        }
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    /// The transport is not known, or carries other mail too and needs one of its own beside it.
    private static Change override(String parameter, String value) {
        return new Change(
                Target.MASTER_CF, Optional.empty(), Optional.of(parameter), Optional.of(value), Optional.empty());
    }
}
