package postern;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import postern.certificate.ChainFuzz;
import postern.openssl.CipherString;
import postern.openssl.OpenSslBuild;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.probe.WireFuzz;

/// Mutated inputs by the million for the parsers of configuration, the evaluator of cipher strings, everything that reads
/// a server's bytes, and the checks of chains: nothing but declared errors may be thrown, what was read of a file must be
/// written back, and no input may take long.
public final class Fuzz {
    private static final long LONGEST_NANOS = 1_000_000_000L;

    /// Counts only the time worked, not that of others on a busy machine.
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> PIECES = List.of(
            "smtpd_tls_protocols = !SSLv2, !SSLv3\n", "# comment\n", " continued\n", "${name?{a}:{b}}", "$name", "$(x)",
            "-o ", "{ a = b }", "\r\n", "\n", "=", "smtp inet n - n - - smtpd\n", "  -o smtpd_tls_wrappermode=yes\n",
            ">=TLSv1", "\u0000", "\ufeff", "“", "12: ", "> ", "postconf -n\n", "ALL", ":!aNULL", "+RC4", "@STRENGTH",
            "@SECLEVEL=2", "DEFAULT", "kEECDH+AES", "-", "!", "COMPLEMENTOFDEFAULT", ",", ";", "AES256-SHA");

    private Fuzz() {}

    /// Runs.
    ///
    /// @param arguments how many inputs for each target, and a seed
    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        List<OpenSslBuild> builds = OpenSslBuild.all();
        run("main.cf", count, new Random(seed), Fuzz::input, text -> check(MainCf.parse(text).text().equals(text), text));
        run("master.cf", count, new Random(seed), Fuzz::input, text -> check(MasterCf.parse(text).text().equals(text), text));
        run("cipher string", count, new Random(seed), Fuzz::input, text ->
                CipherString.evaluate(text, builds.get(Math.floorMod(text.hashCode(), builds.size()))));
        WireFuzz.run(count, seed);
        ChainFuzz.run(count, seed);
    }

    /// Makes so many inputs and hands each to a target, which throws if it does not do what it should.
    public static <T> void run(
            String name, int count, Random random, Function<Random, T> source, Consumer<T> target) {
        long slowest = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            T input = source.apply(random);
            long before = THREADS.getCurrentThreadCpuTime();
            target.accept(input);
            slowest = Math.max(slowest, THREADS.getCurrentThreadCpuTime() - before);
        }
        check(slowest < LONGEST_NANOS, name + " took " + slowest + " ns for one input");
        System.out.printf("%s: %,d inputs in %.1f s, slowest %.1f ms%n", name, count,
                (System.nanoTime() - start) / 1e9, slowest / 1e6);
    }

    private static String input(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            if (random.nextInt(4) == 0) {
                byte[] bytes = new byte[random.nextInt(8)];
                random.nextBytes(bytes);
                text.append(new String(bytes, StandardCharsets.ISO_8859_1));
            } else {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    private static void check(boolean holds, String text) {
        if (!holds) {
            throw new AssertionError(text);
        }
    }
}
