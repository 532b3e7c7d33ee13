package postern.check;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntSupplier;

/// What the benchmarks of this package take of one processor, which is to be compared where the machine is busy and the
/// clock shows the load. Arguments: runs to warm up, runs to average over.
public final class ProcessorTime {
    private final int warmUp;
    private final int runs;
    /// Keeps results from being optimised away.
    private long seen;

    private ProcessorTime(int warmUp, int runs) {
        this.warmUp = warmUp;
        this.runs = runs;
    }

    /// Prints a line for each benchmark.
    public static void main(String[] arguments) {
        var time = new ProcessorTime(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        var edit = new WhatIfBenchmark();
        for (String setting : WhatIfBenchmark.SETTINGS) {
            edit.setting = setting;
            time.print(setting, () -> edit.edit().size());
        }
        var diagnosis = new DiagnosisBenchmark();
        time.print("diagnose", () -> diagnosis.diagnose().report().diagnosis().findings().size());
    }

    private void print(String name, IntSupplier work) {
        repeat(work, warmUp);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        repeat(work, runs);
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        System.out.println(String.format(Locale.ROOT, "%6.1f ms  %s", taken / 1e6 / runs, name));
    }

    private void repeat(IntSupplier work, int times) {
        for (int i = 0; i < times; i++) {
            seen += work.getAsInt();
        }
    }
}
