package postern.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.check.Check;
import postern.check.MailHosts;
import postern.check.Targets;
import postern.check.Unfinished;
import postern.dns.Failure;
import postern.dns.MailDomain;
import postern.dns.MailRoute;
import postern.dns.Resolver;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.ScanListener;
import postern.probe.Service;
import postern.report.Report;
import postern.report.ScanJson;

/// `postern scan`: what a server, or each server of a domain, accepts, without judging.
@Command(name = "scan", mixinStandardHelpOptions = true, sortOptions = false)
final class ScanCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "HOST[:PORT]", descriptionKey = "endpoint")
    @SuppressWarnings("NullAway.Init")
    private String server;

    @Option(names = "--service", paramLabel = "SERVICE", descriptionKey = "service")
    @Nullable
    private String service;

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        return output.speaking(this::scan);
    }

    private int scan() throws IOException {
        Optional<Service> wanted =
                Optional.ofNullable(service).map(text -> Arguments.known(spec, "--service", text, Service.named(text)));
        Endpoint endpoint = Arguments.endpoint(spec, server, wanted);
        boolean mayBeDomain = service == null && MailHosts.mayBeOfDomain(server, endpoint);
        Optional<MailDomain> domain = mayBeDomain ? domain(endpoint.host()) : Optional.empty();
        Optional<String> noHosts = domain.flatMap(ScanCommand::noHosts);
        if (noHosts.isPresent()) {
            spec.commandLine().getErr().println(noHosts.get());
            return ExitStatus.NOT_FINISHED;
        }
        Targets targets = domain.map(Targets::of).orElseGet(() -> Targets.of(endpoint, serverOptions.resolver(spec)));
        List<Scan> scans = Check.scan(
                targets.endpoints(),
                serverOptions.anchors(),
                serverOptions.ehloName(),
                serverOptions.thorough,
                ScanListener.NONE,
                new Cancellation());
        Report report = Check.report(scans, domain);
        write(scans, report);
        return status(targets, scans, report);
    }

    /// What is published about a domain; empty for a name that has no MX records.
    private Optional<MailDomain> domain(String name) {
        Optional<Resolver> resolver = serverOptions.resolver(spec);
        return MailHosts.of(name, resolver).isEmpty()
                ? Optional.empty()
                : Optional.of(Check.domain(name, resolver, new Cancellation()));
    }

    private static Optional<String> noHosts(MailDomain domain) {
        return switch (domain.route()) {
            case MailRoute.NullMx _ -> Optional.of(Messages.of("no-mail-wanted", domain.name()));
            case MailRoute.Unknown(Failure why, var _) ->
                Optional.of(Messages.of("domain-unknown", domain.name(), why.id()));
            default ->
                Targets.of(domain).endpoints().isEmpty()
                        ? Optional.of(Messages.of("no-mail-hosts", domain.name()))
                        : Optional.empty();
        };
    }

    /// What is wrong with one endpoint was found, though others could not be looked at; those are told.
    private int status(Targets targets, List<Scan> scans, Report report) {
        targets.leftOut().forEach(spec.commandLine().getErr()::println);
        List<String> failures =
                scans.stream().flatMap(scan -> Unfinished.reason(scan).stream()).toList();
        failures.forEach(spec.commandLine().getErr()::println);
        int found = ExitStatus.of(report);
        return found == ExitStatus.NOTHING_WRONG && failures.size() == scans.size() ? ExitStatus.NOT_FINISHED : found;
    }

    private void write(List<Scan> scans, Report report) throws IOException {
        if (output.format != Format.JSON) {
            output.write(report);
            return;
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        if (scans.size() == 1) {
            ScanJson.write(scans.getFirst(), json);
        } else {
            for (Scan scan : scans) {
                ScanJson.writeLine(scan, json);
            }
        }
        output.write(json.toByteArray());
    }
}
