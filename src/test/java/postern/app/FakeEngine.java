package postern.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.Service;
import postern.probe.Step;
import postern.redaction.StandIn;
import postern.remedy.ProposedSetting;
import postern.report.Report;

/// An engine that always has the founding case to tell.
public final class FakeEngine implements Engine {
    private volatile long pause;
    private Consumer<Cancellation> inTheMiddle = _ -> {};
    private Report report = FoundingCase.report();
    private boolean nothingNew;

    /// Every check that was run.
    public final List<CheckRequest> runs = new ArrayList<>();

    /// What each check after a change was to be compared with.
    public final List<Report> befores = new ArrayList<>();

    /// Every file that was written.
    public final List<Path> written = new ArrayList<>();

    /// @param pause milliseconds between two steps of a check
    public FakeEngine(long pause) {
        this.pause = pause;
    }

    public FakeEngine telling(Report other) {
        report = other;
        return this;
    }

    /// Takes so many milliseconds between two steps of a check.
    public FakeEngine pausing(long milliseconds) {
        pause = milliseconds;
        return this;
    }

    /// Tells something in the middle of reading a file, and lets a test look.
    public FakeEngine lookingIn(Consumer<Cancellation> test) {
        inTheMiddle = test;
        return this;
    }

    @Override
    public ServerReading readServer(String text) {
        String server = text.strip();
        if (server.isEmpty()) {
            return new ServerReading.Empty();
        }
        if (!server.matches("[A-Za-z0-9.-]+(:[0-9]{1,5})?") || !server.contains(".")) {
            return new ServerReading.NotUnderstood(
                    "This is not the name of a server. Write for example mail.example.com, 192.0.2.25 or "
                            + "mail.example.com:587.");
        }
        String host = server.contains(":") ? server.substring(0, server.indexOf(':')) : server;
        int port = server.contains(":") ? Integer.parseInt(server.substring(server.indexOf(':') + 1)) : 25;
        return new ServerReading.Named(
                List.of(new Endpoint(host, port, Service.SMTP)),
                "The server " + host + ", port " + port + ", where other mail servers deliver.",
                !server.contains(":"));
    }

    @Override
    public ServerReading lookUp(String text) {
        return text.strip().equals("example.com")
                ? new ServerReading.Named(
                        List.of(new Endpoint("mx.example.com", 25, Service.SMTP)),
                        "Mail for example.com goes to mx.example.com. Each of these servers is looked at.",
                        false)
                : readServer(text);
    }

    @Override
    public List<Understood> understand(Input input, Consumer<List<Understood>> soFar, Cancellation cancellation) {
        soFar.accept(List.of(new Understood(input.name(), "Mail log", "8000 lines read so far.", false)));
        inTheMiddle.accept(cancellation);
        return switch (input.name()) {
            case "main.cf" ->
                List.of(new Understood(
                        "main.cf",
                        "Postfix settings",
                        "14 settings, 10 of them about TLS. Written for Postfix 2.9.",
                        false));
            case "mail.log" ->
                List.of(new Understood(
                        "mail.log",
                        "Mail log",
                        "4 TLS sessions on 19 December 2014: 2 of Google and Facebook failed, 1 of web.de got through.",
                        false));
            case "s_client.txt" ->
                List.of(new Understood(
                        "s_client.txt", "Output of openssl s_client", "A chain of 4 certificates.", false));
            default ->
                List.of(new Understood(
                        input.name(), "", "Nothing in it looks like settings, a mail log or a test of TLS.", true));
        };
    }

    @Override
    public Optional<Excerpt> open(CheckRequest request, String source, long line, Consumer<Excerpt> soFar) {
        Optional<List<String>> lines = request.inputs().stream()
                .filter(input -> input.name().equals(source))
                .findFirst()
                .map(input -> input instanceof Input.Text(var _, String text)
                        ? text.lines().toList()
                        : List.of("first line", "second line", "third line of " + source));
        lines.filter(all -> all.size() > 30)
                .ifPresent(all -> soFar.accept(new Excerpt(source, 1, all.subList(0, 30), false)));
        return lines.map(all -> new Excerpt(source, 1, all, true));
    }

    @Override
    public List<Mark> marks(CheckRequest request, String source, Cancellation cancellation) {
        return List.of(new Mark(2, Role.CONTRIBUTING, "TLS with example.net failed"));
    }

    @Override
    public Pictures pictures(Report given) {
        return FoundingCase.pictures();
    }

    @Override
    public Report run(CheckRequest request, Consumer<Progress> listener, Cancellation cancellation) {
        runs.add(request);
        listener.accept(new Progress(Progress.Phase.READING, "reading main.cf", 0, 3, Optional.empty()));
        for (int i = 1; i <= Step.values().length; i++) {
            pause(cancellation);
            if (cancellation.isCancelled()) {
                return FoundingCase.cancelled();
            }
            String text = i == Step.values().length ? "trying cipher suites" : "talking to mail.example.com";
            listener.accept(new Progress(Progress.Phase.PROBING, text, i, 12, Optional.of(FoundingCase.scan(i))));
        }
        pause(cancellation);
        listener.accept(new Progress(Progress.Phase.DIAGNOSING, "comparing", 0, 1, Optional.empty()));
        return report;
    }

    @Override
    public Optional<Report> runAgain(
            CheckRequest request, Report before, Consumer<Progress> listener, Cancellation cancellation) {
        befores.add(before);
        return nothingNew ? Optional.empty() : Optional.of(run(request, listener, cancellation));
    }

    /// Whether there is nothing to compare with.
    public FakeEngine withNothingNew() {
        nothingNew = true;
        return this;
    }

    private void pause(Cancellation cancellation) {
        CountDownLatch stop = new CountDownLatch(1);
        try (Cancellation.Registration _ = cancellation.onCancel(stop::countDown)) {
            boolean stopped = stop.await(pause, TimeUnit.MILLISECONDS);
            if (stopped && !cancellation.isCancelled()) {
                throw new IllegalStateException("stopped by nobody");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public WhatIf whatIf(Report given, List<ProposedSetting> edited) {
        if (edited.isEmpty()) {
            return new WhatIf(given.peers(), List.of(), Optional.empty(), List.of(), given.remedy(), List.of());
        }
        ProposedSetting setting = edited.getFirst();
        List<WhatIf.Remark> remarks = new ArrayList<>();
        if (setting.value().contains("?")) {
            remarks.add(new WhatIf.Remark(
                    setting.parameter(),
                    "Postfix does not know this protocol name. It knows SSLv2, SSLv3, TLSv1, TLSv1.1 and TLSv1.2.",
                    WhatIf.Kind.NOT_UNDERSTOOD));
        } else if (setting.current().filter(setting.value()::equals).isPresent()) {
            remarks.add(new WhatIf.Remark(
                    setting.parameter(),
                    "This locks out Google, and Facebook goes on unencrypted.",
                    WhatIf.Kind.HARMFUL));
        }
        return new WhatIf(
                FoundingCase.peers(setting.value()),
                FoundingCase.others(setting.value()),
                Optional.empty(),
                remarks,
                given.withSettings(edited, given.peers(), given.others(), Optional.empty())
                        .remedy(),
                List.of(
                        "postconf smtpd_tls_protocols",
                        "openssl s_client -connect mail.example.com:25 -starttls smtp -tls1"));
    }

    @Override
    public String asText(Report given) {
        return (given.remarks().contains("Stand-ins") ? "Shared report of " : "Postern report of ")
                + given.asOf()
                + System.lineSeparator()
                + System.lineSeparator()
                + given.settings().getFirst().line()
                + System.lineSeparator();
    }

    @Override
    public void save(Report given, Format format, Path file) throws IOException {
        Files.writeString(file, asText(given));
        written.add(file);
    }

    @Override
    public Report retold(CheckRequest request, Report given) {
        return given;
    }

    @Override
    public Redacted redacted(Report given) {
        return new Redacted(
                given.withRemarks(List.of("Stand-ins")),
                List.of(new StandIn(StandIn.Kind.NAME, "mail.example.com", "host1.example")));
    }

    @Override
    public void saveCase(Report given, Path file) throws IOException {
        Files.writeString(file, "case");
        written.add(file);
    }

    @Override
    public CheckRequest openCase(List<Path> files) {
        return new CheckRequest(
                Optional.of(Problem.OUTBOUND),
                "",
                files.stream().<Input>map(Input.File::new).toList());
    }

    @Override
    public CheckRequest example() {
        return new CheckRequest(
                Optional.of(Problem.INBOUND),
                "mail.example.com",
                List.of(
                        new Input.Text("main.cf", "smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3"),
                        new Input.Text("mail.log", "Dec 19 09:41:20 mail postfix/smtpd[20311]: connect"),
                        new Input.Text("s_client.txt", "verify error:num=19")));
    }
}
