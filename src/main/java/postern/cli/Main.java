package postern.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ResourceBundle;
import picocli.CommandLine;

/// Where the program starts.
public final class Main {
    private Main() {}

    /// Runs a command line and ends the process with its status.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new PosternCommand());
        line.setResourceBundle(ResourceBundle.getBundle("postern.cli.help"));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, _) -> {
            command.getErr().println(Trouble.sentence(exception));
            return ExitStatus.NOT_FINISHED;
        });
        return line;
    }

    /// Standard output for results, which may be binary.
    static PrintStream result() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    }
}
