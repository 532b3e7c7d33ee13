package postern.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import postern.probe.Cancellation;
import postern.remedy.ProposedSetting;
import postern.report.Report;

/// Everything the window can do.
///
/// All sentences that come back are for people, whole, and in the window's language.
public interface Engine {

    /// Reads the server field. Quick and without the network: it is called at every keystroke.
    ServerReading readServer(String text);

    /// Says what an input is: one entry, or several for a folder or zip. Trouble with the input is an entry
    /// as well, never an exception. May take as long as reading the input takes.
    List<Understood> understand(Input input);

    /// Runs a check: reads the inputs, probes the server if one is given, diagnoses.
    ///
    /// A cancelled run returns within a second with what is known by then. Trouble with the server or an
    /// input is part of the report.
    ///
    /// @param listener is told of progress, from any thread
    Report run(CheckRequest request, Consumer<Progress> listener, Cancellation cancellation);

    /// Forecasts who gets in with edited settings. Quick: it is called at every keystroke.
    ///
    /// @param edited one entry for each setting of the report, in its order
    WhatIf whatIf(Report report, List<ProposedSetting> edited);

    /// The report as plain text, for the preview and the clipboard.
    String asText(Report report);

    /// Writes a report; an existing file is replaced.
    ///
    /// @throws IOException if the file cannot be written
    void save(Report report, Format format, Path file) throws IOException;

    /// The built-in case, ready to run. May start its mail server.
    CheckRequest example();
}
