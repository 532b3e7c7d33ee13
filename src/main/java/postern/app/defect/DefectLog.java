package postern.app.defect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/// Keeps mistakes of the program in a small log of its own. Messages of exceptions stay out of it, since they may name
/// what the user gave.
public final class DefectLog {
    private static final int LARGEST = 256 * 1024;
    private static final int FILES = 3;

    private final Path folder;
    private final Logger logger = Logger.getAnonymousLogger();

    /// @param folder where the log is kept; is made when there is something to write
    public DefectLog(Path folder) {
        this.folder = folder;
        logger.setUseParentHandlers(false);
    }

    /// Where the log is kept.
    public Path folder() {
        return folder;
    }

    /// Writes a mistake down.
    public synchronized void write(Throwable thrown) {
        try {
            if (logger.getHandlers().length == 0) {
                Files.createDirectories(folder);
                FileHandler file =
                        new FileHandler(folder.resolve("postern.%g.log").toString(), LARGEST, FILES, true);
                file.setFormatter(new SimpleFormatter());
                file.setEncoding("UTF-8");
                logger.addHandler(file);
            }
            logger.log(Level.SEVERE, told(thrown));
        } catch (IOException _) {
            // Where nothing can be written the window still shows the mistake.
        }
    }

    private static String told(Throwable thrown) {
        Throwable root = ErrorReport.root(thrown);
        return ErrorReport.of(thrown).code() + " " + ErrorReport.environment() + System.lineSeparator()
                + root.getClass().getName() + System.lineSeparator()
                + Arrays.stream(root.getStackTrace())
                        .map(frame -> "    at " + frame)
                        .collect(Collectors.joining(System.lineSeparator()));
    }
}
