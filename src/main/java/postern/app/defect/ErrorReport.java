package postern.app.defect;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import postern.check.Version;

/// What helps to mend a mistake of the program.
///
/// @param code   the same wherever the same mistake is met: made of its kind and its place, not of any data
/// @param detail the code, what runs here, and the stack trace
public record ErrorReport(String code, String detail) {

    /// Tells of something thrown.
    public static ErrorReport of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        String code = code(thrown);
        return new ErrorReport(code, String.join(System.lineSeparator(), code, environment(), trace.toString()));
    }

    /// What runs here, in one line.
    static String environment() {
        return "Postern %s, Java %s, %s %s %s"
                .formatted(
                        Version.current(),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"));
    }

    private static String code(Throwable thrown) {
        Throwable root = root(thrown);
        String place = Arrays.stream(root.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("postern."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .orElse("");
        CRC32 sum = new CRC32();
        sum.update((root.getClass().getName() + " " + place).getBytes(StandardCharsets.UTF_8));
        return "P-%08X".formatted(sum.getValue());
    }

    /// The cause of causes; a circle of causes ends after some steps.
    static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; depth < 20; depth++) {
            Throwable cause = root.getCause();
            if (cause == null) {
                return root;
            }
            root = cause;
        }
        return root;
    }
}
