package postern.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.app.Display;

/// `postern` itself: without a command it opens the window.
@Command(name = "postern", mixinStandardHelpOptions = true, versionProvider = VersionText.class, sortOptions = false)
final class PosternCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// What the window shows first. The desktop gives it when somebody opens a saved case.
    @Parameters(paramLabel = "FILE", arity = "0..1", descriptionKey = "open")
    @Nullable
    private Path file;

    /// With no display there is nothing to open, so the example shows what Postern does.
    @Override
    public Integer call() throws Exception {
        if (file != null && !Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), Messages.of("neither-command-nor-file", file));
        }
        if (Display.isAvailable()) {
            return Window.open(Optional.ofNullable(file));
        }
        if (file != null) {
            spec.commandLine().getErr().println(Messages.of("no-display-for-file", file));
            return ExitStatus.NOT_FINISHED;
        }
        spec.commandLine().getErr().println(Messages.of("no-display"));
        return Main.run("example");
    }
}
