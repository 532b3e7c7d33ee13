package postern.app.outside;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The system's own file dialogs. They start in the folder used last.
public final class FxFileDialogs implements FileDialogs {
    private final Window owner;
    private final Supplier<String> lastFolder;
    private final Consumer<String> remember;

    /// @param lastFolder the folder used last; empty for none
    /// @param remember   is told the folder used
    public FxFileDialogs(Window owner, Supplier<String> lastFolder, Consumer<String> remember) {
        this.owner = owner;
        this.lastFolder = lastFolder;
        this.remember = remember;
    }

    @Override
    public List<Path> open() {
        FileChooser chooser = new FileChooser();
        start().ifPresent(chooser::setInitialDirectory);
        List<File> chosen = chooser.showOpenMultipleDialog(owner);
        List<Path> paths =
                chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
        paths.stream().findFirst().ifPresent(this::remember);
        return paths;
    }

    @Override
    public Optional<Path> openFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        start().ifPresent(chooser::setInitialDirectory);
        Optional<Path> chosen = Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        chosen.ifPresent(this::remember);
        return chosen;
    }

    @Override
    public Optional<Path> save(String name, String extension) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("*." + extension, "*." + extension));
        start().ifPresent(chooser::setInitialDirectory);
        Optional<Path> chosen =
                Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
        chosen.ifPresent(this::remember);
        return chosen;
    }

    private Optional<File> start() {
        return Optional.of(lastFolder.get())
                .filter(folder -> !folder.isEmpty())
                .map(File::new)
                .filter(File::isDirectory);
    }

    private void remember(Path chosen) {
        Path folder =
                Files.isDirectory(chosen) ? chosen : chosen.toAbsolutePath().getParent();
        if (folder != null) {
            remember.accept(folder.toString());
        }
    }
}
