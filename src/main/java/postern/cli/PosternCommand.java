package postern.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import postern.app.Display;

/// `postern` itself: without a command it opens the window.
@Command(
        name = "postern",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        subcommands = {
            DiagnoseCommand.class,
            ScanCommand.class,
            LogCommand.class,
            CiphersCommand.class,
            PostconfCommand.class,
            CollectorCommand.class,
            ExampleCommand.class
        })
final class PosternCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// With no display there is nothing to open, so the example shows what Postern does.
    @Override
    public Integer call() throws Exception {
        if (Display.isAvailable()) {
            return Window.open();
        }
        spec.commandLine().getErr().println(Messages.of("no-display"));
        return Main.run("example");
    }
}
