package postern.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    /// Reads the server field with the DNS: for a mail domain the servers that take its mail. Takes as long as the
    /// resolver does; where that has no answer the reading is that of [#readServer(String)].
    ServerReading lookUp(String text);

    /// Says what an input is: one entry, or several for a folder or zip. Trouble with the input is an entry
    /// as well, never an exception. May take as long as reading the input takes.
    ///
    /// @param soFar        is told a few times a second what a long log tells until then, from any thread
    /// @param cancellation stops the reading; what is returned then is of no use
    List<Understood> understand(Input input, Consumer<List<Understood>> soFar, Cancellation cancellation);

    /// Opens something that was given, by the name it is cited by; empty if nothing is cited so. May take as long as
    /// reading it takes.
    ///
    /// @param line  a line that has to be among those returned, from 1; a document of any size is opened around it
    /// @param soFar is told the beginning of what will be returned, once it reaches well beyond that line
    /// @throws IOException if it cannot be read
    Optional<Excerpt> open(CheckRequest request, String source, long line, Consumer<Excerpt> soFar) throws IOException;

    /// What is to be remarked in the margin of something that was given, by line. May take as long as a check without
    /// a server does.
    List<Mark> marks(CheckRequest request, String source, Cancellation cancellation);

    /// Runs a check: reads the inputs, probes the server if one is given, diagnoses.
    ///
    /// A cancelled run returns within a second with what is known by then. Trouble with the server or an
    /// input is part of the report.
    ///
    /// @param listener is told of progress, from any thread
    Report run(CheckRequest request, Consumer<Progress> listener, Cancellation cancellation);

    /// Runs a check of the same case after a change, beside what was said of it before. The server is looked
    /// at anew. Of the inputs those count as given after the change that are new or hold something else than they
    /// did; the others are as they were then, whatever has become of their files.
    ///
    /// @param before   what an earlier check of this engine said
    /// @param listener is told of progress, from any thread
    /// @return with the comparison, unless it was stopped; empty if nothing is new and there is no server to
    /// look at
    Optional<Report> runAgain(
            CheckRequest request, Report before, Consumer<Progress> listener, Cancellation cancellation);

    /// Forecasts who gets in with edited settings. Quick: it is called at every keystroke.
    ///
    /// @param edited one entry for each setting of the report, in its order
    WhatIf whatIf(Report report, List<ProposedSetting> edited);

    /// What can be drawn of the latest check; nothing if the report is of another one.
    Pictures pictures(Report report);

    /// The same report with what it says about the inputs in the window's language, which has changed since; nobody is
    /// asked anything. May take as long as a check without a server does.
    Report retold(CheckRequest request, Report report);

    /// A report with stand-ins for what is private. May take as long as a check without a server does.
    Redacted redacted(Report report);

    /// Saves the case a report is of, with what was seen and the settings as edited; an existing file is replaced.
    ///
    /// @throws IOException if the file cannot be written
    void saveCase(Report report, Path file) throws IOException;

    /// Files, folders or saved cases as a case to be checked. Trouble with them is told by the check.
    CheckRequest openCase(List<Path> files);

    /// The report as plain text, for the preview and the clipboard.
    String asText(Report report);

    /// Writes a report; an existing file is replaced.
    ///
    /// @throws IOException if the file cannot be written
    void save(Report report, Format format, Path file) throws IOException;

    /// The built-in case, ready to run. May start its mail server.
    CheckRequest example();
}
