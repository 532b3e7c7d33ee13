package postern.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The inputs of a command line as files that can be read more than once.
final class Given {
    private static final String STANDARD_INPUT = "-";

    private Given() {}

    /// The paths, with a copy in place of each that gives its content only once: standard input (`-`), a
    /// named pipe, what a shell makes of `<(command)`. Copies go when Java ends.
    static List<Path> files(List<Path> paths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (path.toString().equals(STANDARD_INPUT)) {
                files.add(copy("standard-input", System.in));
            } else if (Files.exists(path) && !Files.isDirectory(path) && !Files.isRegularFile(path)) {
                try (InputStream content = Files.newInputStream(path)) {
                    files.add(copy(path.getFileName().toString(), content));
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static Path copy(String name, InputStream content) throws IOException {
        Path folder = Files.createTempDirectory("postern");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve(name);
        file.toFile().deleteOnExit();
        Files.copy(content, file);
        return file;
    }
}
