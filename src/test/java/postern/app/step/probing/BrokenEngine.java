package postern.app.step.probing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import postern.app.FakeEngine;
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
import postern.probe.Cancellation;
import postern.remedy.ProposedSetting;
import postern.report.Report;

/// An engine whose checks fail as only a defect can make them fail.
final class BrokenEngine implements Engine {
    private final Engine sound = new FakeEngine(0);

    @Override
    public Optional<Excerpt> open(CheckRequest request, String source, long line, Consumer<Excerpt> soFar) {
        throw new IllegalStateException("broken");
    }

    @Override
    public List<Mark> marks(CheckRequest request, String source, Cancellation cancellation) {
        throw new IllegalStateException("broken");
    }

    @Override
    public Redacted redacted(Report report) {
        throw new IllegalStateException("broken");
    }

    @Override
    public void saveCase(Report report, Path file) {}

    @Override
    public CheckRequest openCase(List<Path> files) {
        return sound.openCase(files);
    }

    @Override
    public Pictures pictures(Report report) {
        throw new IllegalStateException("broken");
    }

    @Override
    public Optional<Report> runAgain(
            CheckRequest request, Report before, Consumer<Progress> listener, Cancellation cancellation) {
        throw new IllegalStateException("broken");
    }

    @Override
    public Report run(CheckRequest request, Consumer<Progress> listener, Cancellation cancellation) {
        throw new IllegalStateException("out of order");
    }

    @Override
    public ServerReading lookUp(String text) {
        return sound.lookUp(text);
    }

    @Override
    public ServerReading readServer(String text) {
        return sound.readServer(text);
    }

    @Override
    public List<Understood> understand(Input input, Consumer<List<Understood>> soFar, Cancellation cancellation) {
        return sound.understand(input, soFar, cancellation);
    }

    @Override
    public Report retold(CheckRequest request, Report report) {
        return sound.retold(request, report);
    }

    @Override
    public WhatIf whatIf(Report report, List<ProposedSetting> edited) {
        return sound.whatIf(report, edited);
    }

    @Override
    public String asText(Report report) {
        return sound.asText(report);
    }

    @Override
    public void save(Report report, Format format, Path file) {}

    @Override
    public CheckRequest example() {
        return sound.example();
    }
}
