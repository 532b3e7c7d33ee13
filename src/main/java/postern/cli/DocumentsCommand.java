package postern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `postern packaging documents FOLDER`: writes the manual page `postern.1` and the completion for bash,
/// `postern.bash`.
@Command(name = "documents")
final class DocumentsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("postern.1"), ManualPage.of(Main.commandLine().getCommandSpec()));
        Files.writeString(folder.resolve("postern.bash"), AutoComplete.bash("postern", Main.commandLine()));
        return ExitStatus.NOTHING_WRONG;
    }
}
