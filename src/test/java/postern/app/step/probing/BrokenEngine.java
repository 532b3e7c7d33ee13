package postern.app.step.probing;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import postern.app.FakeEngine;
import postern.app.engine.CheckRequest;
import postern.app.engine.Engine;
import postern.app.engine.Format;
import postern.app.engine.Input;
import postern.app.engine.Progress;
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
    public Report run(CheckRequest request, Consumer<Progress> listener, Cancellation cancellation) {
        throw new IllegalStateException("out of order");
    }

    @Override
    public ServerReading readServer(String text) {
        return sound.readServer(text);
    }

    @Override
    public List<Understood> understand(Input input) {
        return sound.understand(input);
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
