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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.app.engine.CheckRequest;
import postern.app.engine.Engine;
import postern.app.engine.Excerpt;
import postern.app.engine.Format;
import postern.app.engine.Input;
import postern.app.engine.Mark;
import postern.app.engine.Pictures;
import postern.app.engine.Progress;
import postern.app.engine.Redacted;
import postern.app.engine.ServerReading;
import postern.app.engine.Understood;
import postern.app.engine.WhatIf;
import postern.app.text.Texts;
import postern.casefile.CaseFile;
import postern.casefile.SavedCase;
import postern.certificate.TrustAnchors;
import postern.check.Cases;
import postern.check.Check;
import postern.check.Example;
import postern.check.MailHosts;
import postern.check.Preview;
import postern.check.SettingReview;
import postern.check.Snapshot;
import postern.check.Version;
import postern.diagnosis.Facts;
import postern.dns.MxRecord;
import postern.dns.Resolver;
import postern.language.Language;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.EndpointParser;
import postern.probe.Service;
import postern.redaction.Redaction;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.report.HtmlReport;
import postern.report.JsonReport;
import postern.report.PdfReport;
import postern.report.Report;
import postern.report.ReportText;
import postern.report.TextReport;
import postern.report.Verification;

/// The window's engine: the same check that the command line runs.
public final class CheckEngine implements Engine {
    private final Texts texts;
    private final Optional<Resolver> resolver;
    private final AtomicReference<Optional<Done>> last = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Done>> earlier = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Example>> example = new AtomicReference<>(Optional.empty());

    /// An engine that speaks the window's language and asks the system's resolver.
    public CheckEngine(Texts texts) {
        this(texts, Optional.empty());
    }

    /// @param resolver whom to ask about names; empty for the system's
    CheckEngine(Texts texts, Optional<Resolver> resolver) {
        this.texts = texts;
        this.resolver = resolver;
    }

    @Override
    public ServerReading readServer(String text) {
        if (text.isBlank()) {
            return new ServerReading.Empty();
        }
        return switch (speaking(() -> EndpointParser.parse(text, Optional.empty()))) {
            case EndpointParser.Understood(Endpoint endpoint) ->
                new ServerReading.Named(
                        List.of(endpoint),
                        texts.get("engine.server", endpoint.host(), Integer.toString(endpoint.port())),
                        MailHosts.mayBeOfDomain(text, endpoint));
            case EndpointParser.NotUnderstood(String sentence) -> new ServerReading.NotUnderstood(sentence);
        };
    }

    @Override
    public ServerReading lookUp(String text) {
        ServerReading reading = readServer(text);
        Optional<String> name = possibleDomain(text);
        List<MxRecord> mx = name.map(it -> MailHosts.of(it, resolver)).orElse(List.of());
        if (mx.isEmpty()) {
            return reading;
        }
        String domain = name.orElseThrow();
        List<Endpoint> hosts = mx.stream()
                .filter(record -> !record.isNull())
                .map(record -> new Endpoint(record.host(), Service.SMTP.port(), Service.SMTP))
                .distinct()
                .toList();
        return new ServerReading.Named(
                hosts,
                hosts.isEmpty()
                        ? texts.get("engine.domain.no-mail", domain)
                        : texts.get(
                                "engine.domain",
                                domain,
                                String.join(
                                        ", ", hosts.stream().map(Endpoint::host).toList())),
                false);
    }

    /// The name of which the DNS may say that it is a mail domain.
    private static Optional<String> possibleDomain(String text) {
        return endpoint(text)
                .filter(endpoint -> MailHosts.mayBeOfDomain(text.strip(), endpoint))
                .map(Endpoint::host);
    }

    @Override
    public List<Understood> understand(Input input, Consumer<List<Understood>> soFar, Cancellation cancellation) {
        Opened contents = speaking(() -> Opened.of(List.of(input)));
        List<Understood> understood = new ArrayList<>();
        for (postern.evidence.Input each : contents.inputs()) {
            if (cancellation.isCancelled()) {
                break;
            }
            Consumer<Preview.Line> partly =
                    line -> soFar.accept(Stream.concat(understood.stream(), Stream.of(understood(line)))
                            .toList());
            understood.add(understood(Preview.of(each, partly, cancellation, texts.locale())));
        }
        contents.failures().forEach(sentence -> understood.add(new Understood(input.name(), "", sentence, true)));
        return List.copyOf(understood);
    }

    @Override
    public Optional<Excerpt> open(CheckRequest request, String source, long line, Consumer<Excerpt> soFar)
            throws IOException {
        // As they were when they were checked, if it is that check that cites them.
        List<postern.evidence.Input> checked = last.get()
                .filter(done -> done.asked().equals(request))
                .map(done -> done.request().inputs())
                .orElseGet(List::of);
        Optional<Excerpt> shown = Documents.open(checked, source, line, soFar);
        return shown.isPresent()
                ? shown
                : Documents.open(Opened.of(request.inputs()).inputs(), source, line, soFar);
    }

    @Override
    public List<Mark> marks(CheckRequest request, String source, Cancellation cancellation) {
        Optional<postern.evidence.Input> input = Opened.of(request.inputs()).inputs().stream()
                .filter(each -> Documents.isCitedAs(source, each))
                .findFirst();
        if (input.isEmpty()) {
            return List.of();
        }
        Check.Result alone = Check.run(
                complete(
                        new CheckRequest(request.problem(), "", List.of()),
                        new Opened(List.of(input.get()), List.of(), Optional.empty())),
                (_, _, _) -> {},
                cancellation);
        return Marks.of(alone.facts(), alone.report().diagnosis(), input.get(), texts);
    }

    private static Understood understood(Preview.Line line) {
        return new Understood(line.name(), line.kind(), line.remark(), !line.usable());
    }

    @Override
    public Report run(CheckRequest request, Consumer<Progress> listener, Cancellation cancellation) {
        var told = new Told(request, listener, texts);
        told.begin();
        Done done = speaking(() -> Done.of(complete(request), told, cancellation));
        earlier.set(Optional.empty());
        last.set(Optional.of(done));
        return done.result().report();
    }

    @Override
    public Optional<Report> runAgain(
            CheckRequest request, Report before, Consumer<Progress> listener, Cancellation cancellation) {
        Optional<Done> known = Stream.of(earlier.get(), last.get())
                .flatMap(Optional::stream)
                .filter(done -> done.isOf(before))
                .findFirst();
        if (known.isEmpty()) {
            return Optional.of(run(request, listener, cancellation));
        }
        var told = new Told(request, listener, texts);
        told.begin();
        Optional<Done> done = speaking(() -> again(request, known.get(), told, cancellation));
        if (done.isPresent()) {
            earlier.set(known);
            last.set(done);
        }
        return done.map(now -> now.result().report());
    }

    /// Empty if nothing is new and nobody can be asked.
    private Optional<Done> again(CheckRequest request, Done before, Told told, Cancellation cancellation) {
        Opened contents = Opened.of(request.inputs());
        postern.check.CheckRequest complete = complete(request, contents);
        List<postern.evidence.Input> news = before.news(contents.inputs(), cancellation);
        Snapshot given = Snapshot.of(news, cancellation);
        Optional<LocalDate> day = embedded(complete.server()).map(_ -> Example.day());
        postern.check.CheckRequest asked = complete.after(given.inputs(), contents.failures(), day);
        if (news.isEmpty() && !asked.looks()) {
            return Optional.empty();
        }
        return Optional.of(before.after(asked, given, told, cancellation));
    }

    /// The day of the example and its root belong to its server.
    private postern.check.CheckRequest complete(CheckRequest request) {
        return complete(request, Opened.of(request.inputs()));
    }

    private postern.check.CheckRequest complete(CheckRequest request, Opened contents) {
        if (request.server().isBlank() && contents.saved().isPresent()) {
            return Cases.request(contents.saved().get(), contents.failures()).withInputs(contents.inputs());
        }
        Optional<Endpoint> server = endpoint(request.server());
        Optional<String> domain = possibleDomain(request.server())
                .filter(name -> !MailHosts.of(name, resolver).isEmpty());
        Optional<Example> embedded = embedded(server);
        return new postern.check.CheckRequest(
                request.problem(),
                domain.isPresent() ? Optional.empty() : server,
                contents.inputs(),
                contents.failures(),
                embedded.map(_ -> Example.day()),
                Optional.empty(),
                Optional.empty(),
                embedded.map(Example::anchors).orElseGet(TrustAnchors::publicRoots),
                Optional.empty(),
                false,
                Map.of(),
                domain,
                resolver);
    }

    private Optional<Example> embedded(Optional<Endpoint> server) {
        return example.get().filter(it -> server.equals(Optional.of(it.endpoint())));
    }

    @Override
    public WhatIf whatIf(Report report, List<ProposedSetting> edited) {
        Optional<Facts> facts = done(report).map(done -> done.result().facts());
        if (facts.isEmpty()) {
            return new WhatIf(
                    report.peers(),
                    report.others(),
                    report.supplement().service(),
                    List.of(),
                    report.remedy(),
                    List.of());
        }
        postern.remedy.WhatIf forecast = postern.remedy.WhatIf.of(facts.get());
        List<PeerForecast> peers = forecast.with(edited);
        Report changed = report.withSettings(edited, peers, report.others(), Optional.empty());
        return new WhatIf(
                peers,
                forecast.others(edited),
                forecast.service(edited),
                SettingReview.of(forecast, edited, peers, texts.locale()).stream()
                        .map(remark -> new WhatIf.Remark(
                                remark.name(),
                                remark.sentence(),
                                remark.understood() ? WhatIf.Kind.HARMFUL : WhatIf.Kind.NOT_UNDERSTOOD))
                        .toList(),
                changed.remedy(),
                Verification.commands(changed));
    }

    @Override
    public Pictures pictures(Report report) {
        return done(report).map(done -> PictureBook.of(done.result().facts())).orElseGet(Pictures::none);
    }

    /// The latest check, if that is what a report is of, however its settings were edited.
    private Optional<Done> done(Report report) {
        return last.get().filter(done -> done.isOf(report));
    }

    private <T> T speaking(ScopedValue.CallableOp<T, RuntimeException> work) {
        return Language.speaking(texts.locale(), work);
    }

    @Override
    public Report retold(CheckRequest request, Report report) {
        Optional<Done> known = done(report);
        if (known.isEmpty()) {
            return report;
        }
        Done done =
                speaking(() -> known.get().retold(Opened.of(request.inputs()).failures()));
        // Only if no other check has ended meanwhile.
        last.compareAndSet(known, Optional.of(done));
        return done.result().report();
    }

    @Override
    public Redacted redacted(Report report) {
        Redaction redaction = new Redaction();
        return done(report)
                .map(done -> speaking(() -> done.redacted(values(report), redaction)))
                .map(result -> new Redacted(result.report(), redaction.standIns()))
                .orElseGet(() -> new Redacted(report, List.of()));
    }

    @Override
    public void saveCase(Report report, Path file) throws IOException {
        Optional<Done> done = done(report);
        if (done.isPresent()) {
            CaseFile.save(
                    Cases.of(done.get().request(), done.get().result(), List.of(), values(report)),
                    Version.current(),
                    file);
        }
    }

    @Override
    public CheckRequest openCase(List<Path> files) {
        List<Input> inputs = files.stream().<Input>map(Input.File::new).toList();
        return new CheckRequest(Opened.of(inputs).saved().flatMap(SavedCase::problem), "", inputs);
    }

    private static Map<String, String> values(Report report) {
        return report.settings().stream()
                .collect(Collectors.toMap(ProposedSetting::name, ProposedSetting::value, (one, _) -> one));
    }

    @Override
    public String asText(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            TextReport.write(report, words(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void save(Report report, Format format, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            switch (format) {
                case PDF -> PdfReport.write(report, words(), out);
                case HTML -> HtmlReport.write(report, words(), out);
                case JSON -> JsonReport.write(report, out);
                case TEXT -> TextReport.write(report, words(), out);
            }
        }
    }

    /// The words of reports in the window's language.
    private ReportText words() {
        return ReportText.in(texts.locale());
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
}
