package postern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import postern.app.Display;
import postern.app.PosternApp;
import postern.check.Example;

/// `postern packaging rehearse FOLDER`: does what people do most, once, so that a run of it can be recorded in
/// the ahead-of-time cache (JEP 514). With a display the window is opened, too. The folder takes the results.
@Command(name = "rehearse")
final class RehearseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path inputs = Files.createDirectories(folder.resolve("case"));
        for (Map.Entry<String, String> text : Example.texts().entrySet()) {
            Files.writeString(inputs.resolve(text.getKey()), text.getValue());
        }
        for (Format format : Format.values()) {
            Main.run("diagnose", inputs.toString(), "--format", format.toString(), "-o", result(format.toString()));
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

    private String result(String name) {
        return folder.resolve("result." + name).toString();
    }
}
