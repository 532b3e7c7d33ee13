package postern.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import postern.check.Check;
import postern.check.Example;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import postern.report.Report;

/// `postern example`: the built-in case against the embedded server.
@Command(name = "example", mixinStandardHelpOptions = true, sortOptions = false)
final class ExampleCommand implements Callable<Integer> {
    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        return output.speaking(this::run);
    }

    private int run() throws IOException {
        try (Example example = Example.start()) {
            Report report = Check.run(example.request(), ScanListener.NONE, new Cancellation())
                    .report();
            output.write(report);
            return ExitStatus.of(report);
        }
    }
}
