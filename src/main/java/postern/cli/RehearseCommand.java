package postern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import postern.app.Display;
import postern.app.PosternApp;
import postern.check.Example;

/// `postern packaging rehearse FOLDER [CASES]`: does what people do most, once, so that a run of it can be
/// recorded in the ahead-of-time cache (JEP 514), which holds only what was used then. With a display the window
/// is opened, too. The folder takes the results.
@Command(name = "rehearse")
final class RehearseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER")
    private Path folder = Path.of("");

    /// Where the inputs of cases lie, at any depth, a folder for each. They are diagnosed beside the built-in case.
    @Parameters(index = "1", paramLabel = "CASES", arity = "0..1")
    @Nullable
    private Path cases;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path inputs = Files.createDirectories(folder.resolve("case"));
        for (Map.Entry<String, String> text : Example.texts().entrySet()) {
            Files.writeString(inputs.resolve(text.getKey()), text.getValue());
        }
        for (Format format : Format.values()) {
            Main.run("diagnose", inputs.toString(), "--format", format.toString(), "-o", result(format.toString()));
        }
        for (Path given : cases == null ? List.<Path>of() : folders(cases)) {
            Main.run("diagnose", given.toString(), "-o", result("case.txt"));
        }
        Main.run("example", "-o", result("example.txt"));
        Main.run("postconf", "-n", inputs.resolve("main.cf").toString());
        Main.run("log", inputs.resolve("mail.log").toString());
        Main.run("ciphers", "HIGH");
        Main.run("scan", "--help");
        try (Example example = Example.start()) {
            Main.run("scan", example.endpoint().toString());
            Main.run("scan", example.endpoint().toString(), "--format", "json", "-o", result("scan.json"));
        }
        if (Display.isAvailable()) {
            System.setProperty(PosternApp.REHEARSAL, "true");
            Window.open(Optional.empty());
        }
        return ExitStatus.NOTHING_WRONG;
    }

    /// The folders below this one that hold no folders themselves.
    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            List<Path> folders = all.filter(Files::isDirectory).toList();
            return folders.stream()
                    .filter(folder -> folders.stream().noneMatch(other -> folder.equals(other.getParent())))
                    .toList();
        }
    }

    private String result(String name) {
        return folder.resolve("result." + name).toString();
    }
}
