package postern.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import picocli.CommandLine;
import postern.app.Display;

/// Where the program starts.
public final class Main {
    private Main() {}

    /// The commands, in the order of the help.
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("diagnose", DiagnoseCommand.class);
        COMMANDS.put("scan", ScanCommand.class);
        COMMANDS.put("log", LogCommand.class);
        COMMANDS.put("ciphers", CiphersCommand.class);
        COMMANDS.put("postconf", PostconfCommand.class);
        COMMANDS.put("collector", CollectorCommand.class);
        COMMANDS.put("example", ExampleCommand.class);
        COMMANDS.put("packaging", PackagingCommand.class);
    }

    /// Runs a command line and ends the process with its status.
    public static void main(String[] arguments) {
        int status = run(arguments);
        System.err.flush();
        // Nothing waits for the end of the process, and [System#exit(int)] would first look for a logger to tell.
        Runtime.getRuntime().halt(status);
    }

    static int run(String... arguments) {
        if (arguments.length == 0 && Display.isAvailable()) {
            return window();
        }
        Optional<String> first = Arrays.stream(arguments).findFirst().filter(COMMANDS::containsKey);
        first.ifPresent(_ -> HeadStart.begin());
        return first.map(name -> commandLine(List.of(name)))
                .orElseGet(Main::commandLine)
                .execute(arguments);
    }

    /// A double-click: there is no command line to read, so nothing is made ready for that.
    private static int window() {
        HeadStart.begin();
        try {
            return Window.open(Optional.empty());
        } catch (InterruptedException | RuntimeException e) {
            System.err.println(Trouble.sentence(e));
            return ExitStatus.NOT_FINISHED;
        }
    }

    /// All commands.
    static CommandLine commandLine() {
        return commandLine(COMMANDS.keySet());
    }

    /// Only these commands. Each costs the time to read its annotations, so a run gets but the one it is to do.
    private static CommandLine commandLine(Collection<String> commands) {
        CommandLine line = new CommandLine(new PosternCommand());
        commands.forEach(name -> line.addSubcommand(name, Objects.requireNonNull(COMMANDS.get(name))));
        line.setResourceBundle(ResourceBundle.getBundle("postern.cli.help"));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((exception, _) -> refuse(exception));
        line.setExecutionExceptionHandler((exception, command, _) -> {
            command.getErr().println(Trouble.sentence(exception));
            return ExitStatus.NOT_FINISHED;
        });
        return line;
    }

    /// What is wrong, and where the rest stands: a page of help would hide it.
    private static int refuse(CommandLine.ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
        err.println(Messages.of("see-help", command.getCommandSpec().qualifiedName()));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /// Standard output for results, which may be binary.
    static PrintStream result() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    }
}
