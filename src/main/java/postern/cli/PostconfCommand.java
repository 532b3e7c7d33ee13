package postern.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import postern.postfix.Distributions;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.Parameter;
import postern.postfix.Parameters;
import postern.postfix.Postconf;
import postern.postfix.PostfixRelease;

/// `postern postconf`: effective values, as `postconf` of a release prints them.
@Command(name = "postconf", mixinStandardHelpOptions = true, sortOptions = false)
final class PostconfCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--postfix", paramLabel = "RELEASE", descriptionKey = "postfix")
    private String postfix = "3.7.11";

    @Option(names = "--master", paramLabel = "FILE", descriptionKey = "master")
    @Nullable
    private Path master;

    @Option(names = "-n", descriptionKey = "written")
    private boolean written;

    @Option(names = "-x", descriptionKey = "expanded")
    private boolean expanded;

    @CommandLine.Parameters(index = "0", paramLabel = "main.cf", descriptionKey = "main-cf")
    @SuppressWarnings("NullAway.Init")
    private Path mainCf;

    @CommandLine.Parameters(index = "1..*", paramLabel = "NAME", descriptionKey = "names")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        PostfixRelease release = Arguments.known(spec, "--postfix", postfix, PostfixRelease.parse(postfix));
        String library = Distributions.running(release)
                .platform(release)
                .openssl()
                .release()
                .toString();
        MasterCf services = master == null ? null : MasterCf.read(Files.readAllBytes(master));
        MainCf settings = MainCf.read(Files.readAllBytes(mainCf));
        Postconf postconf = new Postconf(settings, services, release, library);
        PrintWriter aside = spec.commandLine().getErr();
        settings.remarks()
                .forEach(remark ->
                        aside.println(Messages.of("remark." + remark.kind().name(), Integer.toString(remark.line()))));
        Optional<String> fatal = postconf.fatal(expanded);
        if (fatal.isPresent()) {
            aside.println("postconf: fatal: " + fatal.get());
            return ExitStatus.SOMETHING_WRONG;
        }
        postconf.warnings(names).forEach(warning -> aside.println("postconf: warning: " + warning));
        PrintStream out = Main.result();
        lines(postconf).forEach(out::println);
        out.flush();
        return ExitStatus.NOTHING_WRONG;
    }

    private List<String> lines(Postconf postconf) {
        if (written) {
            List<String> set = expanded ? postconf.expanded() : postconf.written();
            return names.isEmpty()
                    ? set
                    : names.stream()
                            .flatMap(name -> set.stream().filter(line -> line.startsWith(name + " =")))
                            .toList();
        }
        List<String> wanted = names.isEmpty()
                ? Parameters.all().stream().map(Parameter::name).sorted().toList()
                : names;
        return wanted.stream()
                .flatMap(name -> postconf.line(name, expanded).stream())
                .toList();
    }
}
