package postern.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import postern.report.Report;

/// Where a result goes and how it is written.
final class OutputOptions {
    @Option(names = "--format", paramLabel = "text|json|html|pdf", descriptionKey = "format")
    Format format = Format.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            descriptionKey = "output")
    @Nullable
    Path file;

    void write(Report report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(report, bytes);
        write(bytes.toByteArray());
    }

    void write(byte[] bytes) throws IOException {
        if (file == null) {
            OutputStream out = Main.result();
            out.write(bytes);
            out.flush();
        } else {
            Files.write(file, bytes);
        }
    }
}
