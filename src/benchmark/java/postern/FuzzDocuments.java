package postern;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import postern.check.Check;
import postern.check.CheckRequest;
import postern.evidence.Input;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import postern.report.HtmlReport;
import postern.report.JsonReport;
import postern.report.Report;

/// Mutated documents of every kind, each alone or with a piece of another: bounces, output of tools, configurations,
/// logs. Each is read, diagnosed and reported on. Nothing may be thrown, and none may take long.
public final class FuzzDocuments {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int LONGEST = 50_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FuzzDocuments() {}

    /// Runs.
    ///
    /// @param arguments a folder of documents, how many to make of them, and a seed
    public static void main(String[] arguments) throws IOException {
        List<String> documents = documents(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        var random = new Random(Long.parseLong(arguments[2]));
        long start = System.nanoTime();
        double longest = 0;
        for (int i = 0; i < count; i++) {
            String text = mutated(documents, random);
            long begun = THREADS.getCurrentThreadCpuTime();
            check(text);
            longest = Math.max(longest, (THREADS.getCurrentThreadCpuTime() - begun) / 1e9);
        }
        System.out.printf(
                "%,d documents in %.1f s, none with more than %.2f s of work%n",
                count, (System.nanoTime() - start) / 1e9, longest);
    }

    /// From the text to a report.
    private static void check(String text) throws IOException {
        CheckRequest request = CheckRequest.of(List.of(Input.of("pasted.txt", DAY, text)), List.of());
        Report report = Check.run(request, ScanListener.NONE, new Cancellation()).report();
        JsonReport.write(report, OutputStream.nullOutputStream());
        HtmlReport.write(report, OutputStream.nullOutputStream());
    }

    private static List<String> documents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(FuzzDocuments::text)
                    .filter(text -> !text.isBlank() && text.length() < LONGEST)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String mutated(List<String> documents, Random random) {
        var text = new StringBuilder(any(documents, random));
        for (int i = random.nextInt(8); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) random.nextInt(0x100));
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(200)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(200))));
                default -> {
                    String other = any(documents, random);
                    text.insert(at, other.substring(random.nextInt(other.length())));
                }
            }
        }
        return text.toString();
    }

    private static String any(List<String> documents, Random random) {
        return documents.get(random.nextInt(documents.size()));
    }
}
