package postern.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.casefile.CaseFile;
import postern.casefile.SavedCase;
import postern.check.Cases;
import postern.check.Check;
import postern.check.CheckRequest;
import postern.check.Digests;
import postern.check.Recheck;
import postern.check.Unfinished;
import postern.check.Version;
import postern.evidence.Problem;
import postern.openssl.OpenSslRelease;
import postern.postfix.PostfixRelease;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.ScanListener;
import postern.redaction.Redaction;
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

    @Option(names = "--domain", paramLabel = "DOMAIN", descriptionKey = "domain")
    @Nullable
    private String domain;

    @Option(names = "--before", paramLabel = "OLD.postern", descriptionKey = "before")
    @Nullable
    private Path before;

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

    @Option(names = "--set", paramLabel = "NAME=VALUE", descriptionKey = "set")
    private Map<String, String> settings = Map.of();

    @Option(names = "--corrected", paramLabel = "main.cf|master.cf|patch|chain", descriptionKey = "corrected")
    @Nullable
    private Corrected corrected;

    @Option(names = "--save", paramLabel = "CASE.postern", descriptionKey = "save")
    @Nullable
    private Path save;

    @Option(names = "--redact", negatable = true, descriptionKey = "redact")
    @Nullable
    private Boolean redact;

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        if (inputs.isEmpty() && server == null && domain == null && before == null) {
            throw new ParameterException(spec.commandLine(), Messages.of("nothing-given"));
        }
        SettingNames.refuseMalformed(spec, settings.keySet());
        inputs = Given.files(inputs);
        return output.speaking(this::diagnose);
    }

    private int diagnose() throws IOException {
        Optional<Endpoint> endpoint =
                Optional.ofNullable(server).map(text -> Arguments.endpoint(spec, text, Optional.empty()));
        if (before != null) {
            return compared(before, endpoint);
        }
        return inputs.size() > 1 && inputs.stream().allMatch(Files::isDirectory)
                ? several(endpoint)
                : single(request(inputs, endpoint));
    }

    private int single(CheckRequest request) throws IOException {
        request.remarks().forEach(spec.commandLine().getErr()::println);
        if (request.inputs().isEmpty()
                && request.server().isEmpty()
                && request.domain().isEmpty()) {
            return ExitStatus.NOT_FINISHED;
        }
        SettingNames.refuseUnknownServices(spec, settings.keySet(), request.inputs());
        Check.Result result = Check.run(request, ScanListener.NONE, new Cancellation());
        if (save != null) {
            save(Cases.of(request, result, serverOptions.certificates(), settings), save);
        }
        return finished(result, () -> told(request, result));
    }

    /// The case as it is now, beside what it was.
    private int compared(Path earlier, Optional<Endpoint> endpoint) throws IOException {
        Cases.Opened opened = Cases.open(List.of(earlier));
        CheckRequest then = opened.saved()
                .map(saved -> Cases.request(saved, opened.failures()))
                .orElseGet(() -> CheckRequest.of(opened.inputs(), opened.failures()));
        CheckRequest now = request(Cases.open(inputs), endpoint).following(then, serverOptions.certificates());
        Stream.concat(opened.failures().stream(), now.remarks().stream())
                .forEach(spec.commandLine().getErr()::println);
        if (opened.inputs().isEmpty() && opened.saved().isEmpty()) {
            return ExitStatus.NOT_FINISHED;
        }
        SettingNames.refuseUnknownServices(
                spec,
                settings.keySet(),
                Stream.concat(now.inputs().stream(), then.inputs().stream()).toList());
        Recheck recheck = Recheck.run(then, now, ScanListener.NONE, new Cancellation())
                .orElseThrow(() -> new ParameterException(spec.commandLine(), Messages.of("nothing-new")));
        if (save != null) {
            save(Cases.of(recheck.carried(), recheck.now(), serverOptions.certificates(), settings), save);
        }
        return finished(
                recheck.now(),
                () -> standIns()
                        ? recheck.redacted(new Redaction()).now().report()
                        : withDigests(now, recheck.now().report()));
    }

    private int finished(Check.Result result, Supplier<Report> told) throws IOException {
        if (corrected != null) {
            Optional<String> text = corrected.text(result.report());
            if (text.isEmpty()) {
                spec.commandLine().getErr().println(Messages.of("nothing-to-correct." + corrected));
                return ExitStatus.NOT_FINISHED;
            }
            output.write(text.get().getBytes(StandardCharsets.UTF_8));
        } else {
            output.write(told.get());
        }
        return status(result);
    }

    /// What is meant to be given away gets stand-ins, unless it is said otherwise.
    private Report told(CheckRequest request, Check.Result result) {
        return standIns()
                ? Cases.redacted(request, result, new Redaction()).report()
                : withDigests(request, result.report());
    }

    private boolean standIns() {
        return redact == null ? output.format.isShared() : redact;
    }

    private Report withDigests(CheckRequest request, Report report) {
        return output.format.isShared()
                ? report.with(report.supplement().withDigests(Digests.of(request.inputs())))
                : report;
    }

    /// A saved case is for its owner, unless it is said otherwise.
    private void save(SavedCase saved, Path file) throws IOException {
        boolean standIns = redact != null && redact;
        CaseFile.save(standIns ? saved.redacted(new Redaction()) : saved, Version.current(), file);
    }

    /// A look that got nowhere and had nothing else to go on has not finished.
    private int status(Check.Result result) {
        Optional<String> unfinished = Unfinished.reason(result);
        unfinished.ifPresent(spec.commandLine().getErr()::println);
        return unfinished.isPresent() ? ExitStatus.NOT_FINISHED : ExitStatus.of(result.report());
    }

    /// Several folders are several cases: one JSON object a line, in order.
    private int several(Optional<Endpoint> endpoint) throws IOException {
        if (corrected != null || save != null) {
            throw new ParameterException(
                    spec.commandLine(), Messages.of(save != null ? "save-single" : "corrected-single"));
        }
        if (output.format != Format.JSON) {
            throw new ParameterException(spec.commandLine(), Messages.of("several-need-json"));
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int worst = ExitStatus.NOTHING_WRONG;
        for (Path folder : inputs) {
            CheckRequest request = request(List.of(folder), endpoint);
            SettingNames.refuseUnknownServices(spec, settings.keySet(), request.inputs());
            Report report = told(request, Check.run(request, ScanListener.NONE, new Cancellation()));
            JsonReport.writeLine(report, lines);
            worst = Math.max(worst, ExitStatus.of(report));
        }
        output.write(lines.toByteArray());
        return worst;
    }

    private CheckRequest request(List<Path> paths, Optional<Endpoint> endpoint) throws IOException {
        return request(Cases.open(paths), endpoint);
    }

    private CheckRequest request(Cases.Opened opened, Optional<Endpoint> endpoint) throws IOException {
        CheckRequest saved = opened.saved()
                .map(it -> Cases.request(it, opened.failures()))
                .orElseGet(() -> CheckRequest.of(opened.inputs(), opened.failures()));
        boolean looks = server != null || domain != null;
        return new CheckRequest(
                Optional.ofNullable(problem).or(saved::problem),
                looks ? endpoint : saved.server(),
                opened.inputs(),
                opened.failures(),
                Optional.ofNullable(asOf).map(text -> Arguments.day(spec, text)).or(saved::asOf),
                Optional.ofNullable(postfix)
                        .map(text -> Arguments.known(spec, "--postfix", text, PostfixRelease.parse(text)))
                        .or(saved::postfix),
                Optional.ofNullable(openssl)
                        .map(text -> Arguments.known(spec, "--openssl", text, OpenSslRelease.parse(text)))
                        .or(saved::openssl),
                serverOptions.anchors(),
                serverOptions.ehloName(),
                serverOptions.thorough,
                settings.isEmpty() ? saved.settings() : settings,
                looks ? Optional.ofNullable(domain).map(text -> Arguments.domain(spec, text)) : saved.domain(),
                serverOptions.resolver(spec),
                looks ? Optional.empty() : saved.recorded());
    }
}
