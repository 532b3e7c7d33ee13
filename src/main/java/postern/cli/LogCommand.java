package postern.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.evidence.CaseFolder;
import postern.evidence.Input;
import postern.maillog.LogReader;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;

/// `postern log`: totals for each peer, one a line: direction, TLS, failed, without TLS, mails, peer.
@Command(name = "log", mixinStandardHelpOptions = true, sortOptions = false)
final class LogCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "log")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
        CaseFolder.Contents contents = CaseFolder.open(files);
        contents.failures().forEach(spec.commandLine().getErr()::println);
        PrintStream out = Main.result();
        for (Input input : contents.inputs()) {
            try (InputStream stream = input.content().open()) {
                MailLog log = LogReader.read(input.name(), stream, input.day());
                log.peers().forEach(peer -> out.println(line(peer)));
            }
        }
        out.flush();
        return contents.failures().isEmpty() ? ExitStatus.NOTHING_WRONG : ExitStatus.NOT_FINISHED;
    }

    private static String line(PeerTotals peer) {
        return "%s\t%d\t%d\t%d\t%d\t%s"
                .formatted(
                        peer.direction().name().toLowerCase(java.util.Locale.ROOT),
                        peer.tls(),
                        peer.failed(),
                        peer.plaintext(),
                        peer.delivered(),
                        peer.peer());
    }
}
