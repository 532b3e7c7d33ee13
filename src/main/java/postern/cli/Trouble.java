package postern.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Turns what stopped a command into a sentence.
final class Trouble {
    private Trouble() {}

    static String sentence(Exception exception) {
        String message = exception.getMessage();
        return switch (exception) {
            case NoSuchFileException missing -> Messages.of("no-such-file", missing.getFile());
            case AccessDeniedException denied -> Messages.of("access-denied", denied.getFile());
            case FileSystemException file
            when file.getReason() != null -> Messages.of("file-trouble", file.getFile(), file.getReason());
            default ->
                message == null
                        ? Messages.of("unexpected", exception.getClass().getSimpleName())
                        : Messages.of("stopped", message);
        };
    }
}
