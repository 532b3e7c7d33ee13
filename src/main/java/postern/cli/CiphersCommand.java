package postern.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.openssl.CipherListing;
import postern.openssl.CipherSelection;
import postern.openssl.CipherString;
import postern.openssl.OpenSslBuild;
import postern.tls.CipherSuite;

/// `postern ciphers`: what a release's own `openssl ciphers` prints.
@Command(name = "ciphers", sortOptions = false)
final class CiphersCommand implements Callable<Integer> {
    private static final String NEWEST = "3.5.3";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// Not by the mixin of the other commands: `-V` is taken.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "mixinStandardHelpOptions.help")
    @SuppressWarnings("UnusedVariable") // picocli looks at it.
    private boolean help;

    @Option(names = "--openssl", paramLabel = "RELEASE|BUILD", descriptionKey = "openssl")
    private String openssl = NEWEST;

    @Option(names = "--seclevel", paramLabel = "N", descriptionKey = "seclevel")
    @Nullable
    private Integer securityLevel;

    @Option(names = "--codes", descriptionKey = "codes")
    private boolean codes;

    @Option(names = "-V", descriptionKey = "columns")
    private boolean columns;

    @Parameters(paramLabel = "STRING", descriptionKey = "string")
    @SuppressWarnings("NullAway.Init")
    private String string;

    @Override
    public Integer call() throws IOException {
        check();
        OpenSslBuild build = Arguments.known(spec, "--openssl", openssl, OpenSslBuild.find(openssl));
        PrintStream out = Main.result();
        if (!string.equals("-")) {
            return single(build, out);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(
                        switch (evaluate(line, build)) {
                            case CipherSelection.Selected selected -> shown(selected, build);
                            case CipherSelection.Rejected _ -> "ERROR";
                        });
            }
        }
        out.flush();
        return ExitStatus.NOTHING_WRONG;
    }

    private void check() {
        if (securityLevel != null && (securityLevel < 0 || securityLevel > 5)) {
            throw new ParameterException(spec.commandLine(), Messages.of("not-a-level", securityLevel));
        }
        if (columns && string.equals("-")) {
            throw new ParameterException(spec.commandLine(), Messages.of("no-columns-for-lines"));
        }
        if (columns && codes) {
            throw new ParameterException(spec.commandLine(), Messages.of("no-columns-for-codes"));
        }
    }

    private int single(OpenSslBuild build, PrintStream out) {
        return switch (evaluate(string, build)) {
            case CipherSelection.Selected selected -> {
                if (columns) {
                    suites(selected).forEach(suite -> out.println(CipherListing.line(suite, build)));
                } else {
                    out.println(shown(selected, build));
                }
                out.flush();
                yield ExitStatus.NOTHING_WRONG;
            }
            case CipherSelection.Rejected rejected -> {
                spec.commandLine()
                        .getErr()
                        .println(Messages.of("cipher-string-rejected", build.release(), rejected.error()));
                yield ExitStatus.SOMETHING_WRONG;
            }
        };
    }

    private CipherSelection evaluate(String text, OpenSslBuild build) {
        OptionalInt level = securityLevel == null ? OptionalInt.empty() : OptionalInt.of(securityLevel);
        return level.isPresent()
                ? CipherString.evaluate(text, build, level.getAsInt())
                : CipherString.evaluate(text, build);
    }

    private String shown(CipherSelection.Selected selected, OpenSslBuild build) {
        return codes ? CipherListing.codes(suites(selected)) : CipherListing.names(suites(selected), build);
    }

    /// Codes are for comparing what a string selects, which TLS 1.3 is no part of.
    private List<CipherSuite> suites(CipherSelection.Selected selected) {
        return codes ? selected.list() : selected.all();
    }
}
