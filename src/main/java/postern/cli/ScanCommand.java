package postern.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import postern.check.Unfinished;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.ScanListener;
import postern.probe.Service;
import postern.report.ScanJson;

/// `postern scan`: what one server accepts, without judging.
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
        Optional<Service> wanted =
                Optional.ofNullable(service).map(text -> Arguments.known(spec, "--service", text, Service.named(text)));
        Endpoint endpoint = Arguments.endpoint(spec, server, wanted);
        Scan scan = Check.scan(
                endpoint, serverOptions.anchors(), serverOptions.ehloName(), ScanListener.NONE, new Cancellation());
        write(scan);
        Optional<String> failure = Unfinished.reason(scan);
        failure.ifPresent(spec.commandLine().getErr()::println);
        return failure.isPresent() ? ExitStatus.NOT_FINISHED : ExitStatus.NOTHING_WRONG;
    }

    private void write(Scan scan) throws IOException {
        if (output.format == Format.JSON) {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            ScanJson.write(scan, json);
            output.write(json.toByteArray());
        } else {
            output.write(Check.report(scan));
        }
    }
}
