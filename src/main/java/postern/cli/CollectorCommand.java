package postern.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import postern.transcript.Collector;

/// `postern collector`: prints the read-only script that gathers a server's evidence.
@Command(name = "collector", mixinStandardHelpOptions = true, sortOptions = false)
final class CollectorCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        PrintStream out = Main.result();
        out.print(Collector.script());
        out.flush();
        return ExitStatus.NOTHING_WRONG;
    }
}
