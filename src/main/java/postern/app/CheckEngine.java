package postern.app;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import postern.app.engine.CheckRequest;
import postern.app.engine.Engine;
import postern.app.engine.Format;
import postern.app.engine.Input;
import postern.app.engine.Progress;
import postern.app.engine.ServerReading;
import postern.app.engine.Understood;
import postern.app.engine.WhatIf;
import postern.app.text.Texts;
import postern.certificate.TrustAnchors;
import postern.check.Check;
import postern.check.Example;
import postern.check.Preview;
import postern.check.SettingReview;
import postern.diagnosis.Facts;
import postern.evidence.CaseFolder;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.EndpointParser;
import postern.probe.ScanListener;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.report.HtmlReport;
import postern.report.JsonReport;
import postern.report.PdfReport;
import postern.report.Report;
import postern.report.TextReport;

/// The window's engine: the same check that the command line runs.
public final class CheckEngine implements Engine {
    private final Texts texts;
    private final AtomicReference<Optional<Check.Result>> last = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Example>> example = new AtomicReference<>(Optional.empty());

    /// An engine that speaks the window's language.
    public CheckEngine(Texts texts) {
        this.texts = texts;
    }

    @Override
    public ServerReading readServer(String text) {
        if (text.isBlank()) {
            return new ServerReading.Empty();
        }
        return switch (EndpointParser.parse(text, Optional.empty())) {
            case EndpointParser.Understood(Endpoint endpoint) ->
                new ServerReading.Named(
                        List.of(endpoint),
                        texts.get("engine.server", endpoint.host(), Integer.toString(endpoint.port())));
            case EndpointParser.NotUnderstood(String sentence) -> new ServerReading.NotUnderstood(sentence);
        };
    }

    @Override
    public List<Understood> understand(Input input) {
        CaseFolder.Contents contents = contents(List.of(input));
        List<Understood> understood = new ArrayList<>();
        contents.inputs().stream()
                .map(Preview::of)
                .map(line -> new Understood(line.name(), line.kind(), line.remark(), !line.usable()))
                .forEach(understood::add);
        contents.failures().forEach(sentence -> understood.add(new Understood(input.name(), "", sentence, true)));
        return List.copyOf(understood);
    }

    @Override
    public Report run(CheckRequest request, Consumer<Progress> listener, Cancellation cancellation) {
        listener.accept(new Progress(
                Progress.Phase.READING,
                texts.get("engine.reading"),
                0,
                request.inputs().size(),
                Optional.empty()));
        ScanListener probing = (scan, done, total) -> listener.accept(new Progress(
                done == total ? Progress.Phase.DIAGNOSING : Progress.Phase.PROBING,
                texts.get(done == total ? "engine.diagnosing" : "engine.probing"),
                done,
                total,
                Optional.of(scan)));
        Check.Result result = Check.run(complete(request), probing, cancellation);
        last.set(Optional.of(result));
        return result.report();
    }

    /// The day of the example and its root belong to its server.
    private postern.check.CheckRequest complete(CheckRequest request) {
        CaseFolder.Contents contents = contents(request.inputs());
        Optional<Endpoint> server = endpoint(request.server());
        Optional<Example> embedded = example.get().filter(it -> server.equals(Optional.of(it.endpoint())));
        return new postern.check.CheckRequest(
                request.problem(),
                server,
                contents.inputs(),
                contents.failures(),
                embedded.map(_ -> Example.day()),
                Optional.empty(),
                Optional.empty(),
                embedded.map(Example::anchors).orElseGet(TrustAnchors::publicRoots),
                Optional.empty(),
                Map.of());
    }

    @Override
    public WhatIf whatIf(Report report, List<ProposedSetting> edited) {
        Optional<Facts> facts =
                last.get().filter(result -> result.report().equals(report)).map(Check.Result::facts);
        if (facts.isEmpty()) {
            return new WhatIf(report.peers(), List.of(), List.of(), List.of());
        }
        postern.remedy.WhatIf forecast = postern.remedy.WhatIf.of(facts.get());
        List<PeerForecast> peers = forecast.with(edited);
        return new WhatIf(
                peers,
                SettingReview.of(forecast, edited, peers).stream()
                        .map(remark -> new WhatIf.Remark(
                                remark.parameter(),
                                remark.sentence(),
                                remark.understood() ? WhatIf.Kind.HARMFUL : WhatIf.Kind.NOT_UNDERSTOOD))
                        .toList(),
                SettingCommands.change(edited),
                SettingCommands.verify(edited, report.scans()));
    }

    @Override
    public String asText(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            TextReport.write(report, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void save(Report report, Format format, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            switch (format) {
                case PDF -> PdfReport.write(report, out);
                case HTML -> HtmlReport.write(report, out);
                case JSON -> JsonReport.write(report, out);
                case TEXT -> TextReport.write(report, out);
            }
        }
    }

    @Override
    public CheckRequest example() {
        try {
            Example started = example.get().isPresent() ? example.get().get() : Example.start();
            example.set(Optional.of(started));
            return new CheckRequest(
                    started.request().problem(),
                    started.endpoint().toString(),
                    Example.texts().entrySet().stream()
                            .<Input>map(file -> new Input.Text(file.getKey(), file.getValue()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Endpoint> endpoint(String text) {
        return EndpointParser.parse(text, Optional.empty()) instanceof EndpointParser.Understood(Endpoint endpoint)
                ? Optional.of(endpoint)
                : Optional.empty();
    }

    /// A pasted text is of today, unless it is one of the example's own.
    private static LocalDate day(String name, String text, LocalDate today) {
        return text.equals(Example.texts().get(name)) ? Example.day() : today;
    }

    private static CaseFolder.Contents contents(List<Input> inputs) {
        List<postern.evidence.Input> opened = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        for (Input input : inputs) {
            switch (input) {
                case Input.File(Path path) -> {
                    CaseFolder.Contents contents = CaseFolder.open(List.of(path));
                    opened.addAll(contents.inputs());
                    failures.addAll(contents.failures());
                }
                case Input.Text(String name, String text) ->
                    opened.add(postern.evidence.Input.of(name, day(name, text, today), text));
            }
        }
        return new CaseFolder.Contents(opened, failures);
    }
}
