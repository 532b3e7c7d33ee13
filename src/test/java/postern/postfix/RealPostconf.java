package postern.postfix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The `postconf` program of this machine, where there is one.
final class RealPostconf {
    private static final Path PROGRAM = Path.of("/usr/sbin/postconf");

    private final Path directory;

    /// @param directory an empty directory for configurations
    RealPostconf(Path directory) {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "no " + PROGRAM + " on this machine");
        this.directory = directory;
    }

    /// The two files of a configuration, one character a byte.
    record Configuration(String mainCf, String masterCf) {}

    /// What the program printed, and its exit status.
    record Run(int status, List<String> lines) {}

    PostfixRelease release() {
        var empty = new Configuration("", "");
        return PostfixRelease.parse(run(List.of(empty), "-h mail_version")
                        .getFirst()
                        .lines()
                        .getFirst())
                .orElseThrow();
    }

    /// Runs the program once for each configuration, all from one shell.
    List<Run> run(List<Configuration> configurations, String arguments) {
        try {
            for (int number = 0; number < configurations.size(); number++) {
                Path folder = Files.createDirectories(directory.resolve(Integer.toString(number)));
                write(folder.resolve("main.cf"), configurations.get(number).mainCf());
                write(folder.resolve("master.cf"), configurations.get(number).masterCf());
            }
            // A program of Postfix sleeps for a second before it dies of a fatal error, hence many at once.
            String script = "seq 0 %d | xargs -P 40 -I@ sh -c '%s -c %s/@ %s > @/out; echo $? > @/status'"
                    .formatted(configurations.size() - 1, PROGRAM, directory, arguments);
            Process process = new ProcessBuilder("sh", "-c", script)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("postconf does not end");
            }
            return results(configurations.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<Run> results(int count) throws IOException {
        var runs = new ArrayList<Run>();
        for (int number = 0; number < count; number++) {
            Path folder = directory.resolve(Integer.toString(number));
            runs.add(new Run(
                    Integer.parseInt(Files.readString(folder.resolve("status")).strip()),
                    new String(Files.readAllBytes(folder.resolve("out")), StandardCharsets.ISO_8859_1)
                            .lines()
                            .toList()));
        }
        return runs;
    }

    /// Postfix reads a file that was changed a moment ago again and again, so it is made to look older.
    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
    }
}
