package postern.app.step.probing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.app.engine.Progress.Phase;
import postern.app.step.probing.Row.Status;
import postern.app.text.Texts;
import postern.certificate.Certificate;
import postern.probe.Scan;
import postern.probe.Stage;
import postern.probe.Step;
import postern.probe.Trouble;
import postern.tls.ProtocolVersion;

/// The list of checks as a function of what is known.
final class Rows {
    private final Texts texts;

    Rows(Texts texts) {
        this.texts = texts;
    }

    /// The whole list.
    ///
    /// @param inputs  how many files and texts there are to read
    /// @param servers names of the servers to be probed, as far as known
    /// @param phase   where the check is; empty when it has ended
    /// @param scans   what is known of each server by now
    /// @param stopped whether the user stopped it
    List<Row> of(int inputs, List<String> servers, Optional<Phase> phase, Collection<Scan> scans, boolean stopped) {
        List<Row> rows = new ArrayList<>();
        if (inputs > 0) {
            rows.add(new Row("", texts.get("probing.reading", inputs), status(Phase.READING, phase, stopped), ""));
        }
        Status probing = status(Phase.PROBING, phase, stopped);
        Stream.concat(scans.stream().map(scan -> scan.endpoint().toString()), servers.stream())
                .distinct()
                .forEach(server -> rows.addAll(server(server, scanOf(server, scans), probing)));
        rows.add(new Row("", texts.get("probing.diagnosing"), status(Phase.DIAGNOSING, phase, stopped), ""));
        return rows;
    }

    private static Status status(Phase row, Optional<Phase> phase, boolean stopped) {
        if (phase.isEmpty()) {
            return stopped && row == Phase.PROBING ? Status.CANCELLED : Status.DONE;
        }
        int order = row.compareTo(phase.get());
        return order < 0 ? Status.DONE : order == 0 ? Status.RUNNING : Status.WAITING;
    }

    private static Optional<Scan> scanOf(String server, Collection<Scan> scans) {
        return scans.stream()
                .filter(scan -> scan.endpoint().toString().equals(server))
                .findFirst();
    }

    /// The steps of the first conversation, then the search for all versions and suites.
    private List<Row> server(String server, Optional<Scan> scan, Status probing) {
        List<Row> rows = new ArrayList<>();
        List<Stage> stages = scan.map(Scan::stages).orElse(List.of());
        boolean failed = scan.flatMap(Scan::failure).isPresent();
        Status next = failed && probing != Status.CANCELLED
                ? Status.SKIPPED
                : probing == Status.DONE ? Status.SKIPPED : probing;
        for (Step step : Step.values()) {
            Optional<Stage> stage =
                    stages.stream().filter(known -> known.step() == step).findFirst();
            Optional<String> certificates = scan.flatMap(Rows::certificates);
            if (stage.isPresent()) {
                rows.add(known(server, stage.get()));
            } else if (step == Step.CERTIFICATE && certificates.isPresent()) {
                rows.add(new Row(server, texts.pick("step", step.id()), Status.DONE, certificates.get()));
            } else {
                rows.add(new Row(server, texts.pick("step", step.id()), next, ""));
                next = next == Status.RUNNING ? Status.WAITING : next;
            }
        }
        rows.add(versions(server, scan, failed, next == Status.SKIPPED && !failed ? probing : next));
        return rows;
    }

    /// The names on the first chain the server sent; empty if it sent none.
    private static Optional<String> certificates(Scan scan) {
        return scan.chains().stream()
                .findFirst()
                .map(served -> served.chain().certificates().stream()
                        .map(Certificate::shortName)
                        .collect(Collectors.joining(" › ")));
    }

    /// A reply of several lines on one.
    private static String oneLine(String said) {
        return said.lines().collect(Collectors.joining("  "));
    }

    private Row known(String server, Stage stage) {
        String name = texts.pick("step", stage.step().id());
        return stage.trouble()
                .map(trouble -> new Row(
                        server,
                        name,
                        trouble instanceof Trouble.Cancelled ? Status.CANCELLED : Status.ERROR,
                        trouble(trouble, oneLine(stage.said()))))
                .orElseGet(() -> new Row(server, name, Status.DONE, oneLine(stage.said())));
    }

    private Row versions(String server, Optional<Scan> scan, boolean failed, Status status) {
        List<String> accepted = scan.map(Scan::server).stream()
                .flatMap(known -> known.accepted().stream())
                .map(ProtocolVersion::toString)
                .toList();
        String detail = accepted.isEmpty() ? "" : texts.get("probing.accepted", String.join(", ", accepted));
        return new Row(
                server, texts.get("probing.versions"), failed && accepted.isEmpty() ? Status.SKIPPED : status, detail);
    }

    private String trouble(Trouble trouble, String said) {
        String what = switch (trouble) {
            case Trouble.ErrorReply(int code) -> texts.pick("trouble", trouble.id(), code);
            case Trouble.Alert(int description) -> texts.pick("trouble", trouble.id(), description);
            case Trouble.NameUnknown _,
                    Trouble.ConnectionRefused _,
                    Trouble.Unreachable _,
                    Trouble.TimedOut _,
                    Trouble.Closed _,
                    Trouble.WrongProtocol _,
                    Trouble.TlsAtOnce _,
                    Trouble.StartTlsNotOffered _,
                    Trouble.NotTls _,
                    Trouble.TooMuch _,
                    Trouble.Cancelled _ -> texts.pick("trouble", trouble.id());
        };
        return said.isEmpty() ? what : texts.get("probing.said", what, said);
    }
}
