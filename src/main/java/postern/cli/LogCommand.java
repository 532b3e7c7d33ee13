package postern.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.diagnosis.LogTotals;
import postern.evidence.CaseFolder;
import postern.evidence.Input;
import postern.maillog.MailLog;
import postern.maillog.reading.LogReader;
import postern.report.LogJson;
import postern.report.LogReport;
import postern.report.ReportText;

/// `postern log`: what mail logs of any size tell of TLS, added up.
@Command(name = "log", mixinStandardHelpOptions = true, sortOptions = false)
final class LogCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "log")
    private List<Path> files = List.of();

    @Option(names = "--by", paramLabel = "peer|sender|hour", descriptionKey = "by")
    private LogReport.By by = LogReport.By.PEER;

    @Option(names = "--format", paramLabel = "text|json|csv", descriptionKey = "log-format")
    private LogFormat format = LogFormat.TEXT;

    @Mixin
    private LanguageOption said = new LanguageOption();

    private enum LogFormat {
        TEXT,
        JSON,
        CSV
    }

    @Override
    public Integer call() throws IOException {
        CaseFolder.Contents contents = CaseFolder.open(Given.files(files));
        contents.failures().forEach(spec.commandLine().getErr()::println);
        List<MailLog> logs = new ArrayList<>();
        for (Input input : contents.inputs()) {
            try (InputStream stream = input.content().open()) {
                logs.add(read(input, stream));
            }
        }
        write(new LogTotals(logs));
        return contents.failures().isEmpty() ? ExitStatus.NOTHING_WRONG : ExitStatus.NOT_FINISHED;
    }

    /// A table of peers or hours shows no sessions.
    private MailLog read(Input input, InputStream stream) throws IOException {
        boolean samples = format == LogFormat.JSON || by == LogReport.By.SENDER;
        return samples
                ? LogReader.read(input.name(), stream, input.day())
                : LogReader.totals(input.name(), stream, input.day());
    }

    private void write(LogTotals totals) throws IOException {
        PrintStream out = Main.result();
        switch (format) {
            case TEXT -> LogReport.writeText(totals, by, ReportText.in(said.language), out);
            case JSON -> LogJson.write(totals, out);
            case CSV -> LogReport.writeCsv(totals, by, out);
        }
    }
}
