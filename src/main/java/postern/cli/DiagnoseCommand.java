package postern.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.check.Check;
import postern.check.CheckRequest;
import postern.check.Unfinished;
import postern.evidence.CaseFolder;
import postern.evidence.Problem;
import postern.openssl.OpenSslRelease;
import postern.postfix.PostfixRelease;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.ScanListener;
import postern.report.JsonReport;
import postern.report.Report;

/// `postern diagnose`: files, a server or both in, a diagnosis out.
@Command(name = "diagnose", mixinStandardHelpOptions = true, sortOptions = false)
final class DiagnoseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "INPUT", descriptionKey = "input")
    private List<Path> inputs = List.of();

    @Option(names = "--server", paramLabel = "HOST[:PORT]", descriptionKey = "server")
    @Nullable
    private String server;

    @Option(names = "--problem", paramLabel = "inbound|outbound|clients", descriptionKey = "problem")
    @Nullable
    private Problem problem;

    @Option(names = "--as-of", paramLabel = "DATE", descriptionKey = "as-of")
    @Nullable
    private String asOf;

    @Option(names = "--postfix", paramLabel = "RELEASE", descriptionKey = "postfix")
    @Nullable
    private String postfix;

    @Option(names = "--openssl", paramLabel = "RELEASE", descriptionKey = "openssl")
    @Nullable
    private String openssl;

    @Option(names = "--set", paramLabel = "PARAM=VALUE", descriptionKey = "set")
    private Map<String, String> settings = Map.of();

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        if (inputs.isEmpty() && server == null) {
            throw new ParameterException(spec.commandLine(), Messages.of("nothing-given"));
        }
        Optional<Endpoint> endpoint =
                Optional.ofNullable(server).map(text -> Arguments.endpoint(spec, text, Optional.empty()));
        return inputs.size() > 1 && inputs.stream().allMatch(Files::isDirectory)
                ? several(endpoint)
                : single(request(inputs, endpoint));
    }

    private int single(CheckRequest request) throws IOException {
        request.remarks().forEach(spec.commandLine().getErr()::println);
        if (request.inputs().isEmpty() && request.server().isEmpty()) {
            return ExitStatus.NOT_FINISHED;
        }
        Check.Result result = Check.run(request, ScanListener.NONE, new Cancellation());
        output.write(result.report());
        return status(result);
    }

    /// A look that got nowhere and had nothing else to go on has not finished.
    private int status(Check.Result result) {
        Optional<String> unfinished = Unfinished.reason(result);
        unfinished.ifPresent(spec.commandLine().getErr()::println);
        return unfinished.isPresent() ? ExitStatus.NOT_FINISHED : ExitStatus.of(result.report());
    }

    /// Several folders are several cases: one JSON object a line, in order.
    private int several(Optional<Endpoint> endpoint) throws IOException {
        if (output.format != Format.JSON) {
            throw new ParameterException(spec.commandLine(), Messages.of("several-need-json"));
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int worst = ExitStatus.NOTHING_WRONG;
        for (Path folder : inputs) {
            Report report = Check.run(request(List.of(folder), endpoint), ScanListener.NONE, new Cancellation())
                    .report();
            JsonReport.writeLine(report, lines);
            worst = Math.max(worst, ExitStatus.of(report));
        }
        output.write(lines.toByteArray());
        return worst;
    }

    private CheckRequest request(List<Path> paths, Optional<Endpoint> endpoint) throws IOException {
        CaseFolder.Contents contents = CaseFolder.open(paths);
        return new CheckRequest(
                Optional.ofNullable(problem),
                endpoint,
                contents.inputs(),
                contents.failures(),
                Optional.ofNullable(asOf).map(text -> Arguments.day(spec, text)),
                Optional.ofNullable(postfix)
                        .map(text -> Arguments.known(spec, "--postfix", text, PostfixRelease.parse(text))),
                Optional.ofNullable(openssl)
                        .map(text -> Arguments.known(spec, "--openssl", text, OpenSslRelease.parse(text))),
                serverOptions.anchors(),
                serverOptions.ehloName(),
                settings);
    }
}
