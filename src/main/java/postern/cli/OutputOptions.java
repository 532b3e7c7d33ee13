package postern.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postern.language.Language;
import postern.report.Letterhead;
import postern.report.Report;
import postern.report.ReportText;

/// Where a result goes and how it is written.
final class OutputOptions {
    @Option(names = "--format", paramLabel = "text|json|html|pdf|markdown", descriptionKey = "format")
    Format format = Format.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            descriptionKey = "output")
    @Nullable
    Path file;

    @Option(names = "--firm", paramLabel = "NAME", descriptionKey = "firm")
    @Nullable
    String firm;

    @Option(names = "--logo", paramLabel = "FILE", descriptionKey = "logo")
    @Nullable
    Path logo;

    @Mixin
    private LanguageOption said = new LanguageOption();

    /// Does something in the language that the result is written in.
    int speaking(ScopedValue.CallableOp<Integer, IOException> work) throws IOException {
        return Language.speaking(said.language, work);
    }

    void write(Report report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(onPaper(report), ReportText.in(said.language), bytes);
        write(bytes.toByteArray());
    }

    private Report onPaper(Report report) throws IOException {
        return firm == null && logo == null
                ? report
                : report.with(report.supplement()
                        .withFirm(new Letterhead(
                                firm == null ? "" : firm,
                                logo == null ? Optional.empty() : Optional.of(picture(logo)))));
    }

    private static Letterhead.Logo picture(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return Letterhead.Logo.of(bytes);
        } catch (IOException _) {
            throw new IOException(Messages.of("not-a-picture", file));
        }
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
