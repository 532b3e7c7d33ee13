package postern.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import postern.certificate.TrustAnchors;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// One odd server and what is to be said of it.
///
/// @param name     what it does
/// @param service  what it should be
/// @param behaves  what it does with a connection
/// @param startTls what became of STARTTLS
/// @param ended    the step of the first conversation that failed and by what; empty if none did
/// @param versions what is known of its versions, as [#versions(Scan)] writes it
record HostileCase(
        String name,
        Service service,
        OddServer.Behaviour behaves,
        StartTls startTls,
        Optional<String> ended,
        String versions) {
    /// Short, so that servers which do nothing do not take long.
    private static final Duration SHORT = Duration.ofSeconds(12);

    private static final Duration SHORT_STEP = Duration.ofSeconds(2);

    /// Long enough for a busy machine, where nothing is to run out of time.
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration LONG_STEP = Duration.ofSeconds(8);

    static HostileCase odd(
            String name, Service service, OddServer.Behaviour behaves, StartTls startTls, Step step, Trouble trouble) {
        return new HostileCase(name, service, behaves, startTls, Optional.of(ended(step, trouble)), "");
    }

    /// A mail server that does not get as far as TLS.
    static HostileCase odd(String name, OddServer.Behaviour behaves, StartTls startTls, Step step, Trouble trouble) {
        return odd(name, Service.SMTP, behaves, startTls, step, trouble);
    }

    /// One whose handshakes are odd.
    static HostileCase tls(
            String name, OddServer.Behaviour behaves, StartTls startTls, Trouble trouble, String versions) {
        return new HostileCase(
                name, Service.SMTP, behaves, startTls, Optional.of(ended(Step.HANDSHAKE, trouble)), versions);
    }

    HostileCase knowing(String what) {
        return new HostileCase(name, service, behaves, startTls, ended, what);
    }

    ScanOptions options() {
        Trouble waiting = new Trouble.TimedOut();
        boolean waits = ended.filter(how ->
                                how.endsWith(waiting.toString()) || how.endsWith(new Trouble.TlsAtOnce().toString()))
                        .isPresent()
                || versions.contains(waiting.id());
        return waits ? impatient() : patient();
    }

    /// For servers that let us wait.
    static ScanOptions impatient() {
        return ScanOptions.standard().withAnchors(TrustAnchors.none()).withPatience(SHORT, SHORT_STEP);
    }

    /// For servers that answer, on a busy machine, too.
    static ScanOptions patient() {
        return ScanOptions.standard().withAnchors(TrustAnchors.none()).withPatience(LONG, LONG_STEP);
    }

    static String ended(Step step, Trouble trouble) {
        return step.id() + ": " + trouble;
    }

    static Optional<String> ended(Scan scan) {
        return scan.failure().flatMap(stage -> stage.trouble().map(trouble -> ended(stage.step(), trouble)));
    }

    /// Groups of versions with the same answer, such as `TLSv1.2 accepts 1, others refused (alert 70)`.
    static String versions(Scan scan) {
        Map<String, List<ProtocolVersion>> groups = scan.server().versions().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> said(entry.getValue()), Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return groups.entrySet().stream()
                .map(group -> (group.getValue().size() == 1 ? group.getValue().getFirst() + " " : "")
                        + (group.getValue().size() == 5
                                ? "all "
                                : group.getValue().size() > 1 ? "others " : "")
                        + group.getKey())
                .sorted(java.util.Comparator.comparing(text -> text.startsWith("others")))
                .collect(Collectors.joining(", "));
    }

    private static String said(VersionSupport support) {
        return switch (support) {
            case VersionSupport.Accepted accepted ->
                "accepts " + accepted.suites().items().size()
                        + (accepted.suites().complete() ? "" : " or more");
            case VersionSupport.Refused(String why) -> "refused (" + why + ")";
            case VersionSupport.Unknown(String why) -> "unknown (" + why + ")";
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
