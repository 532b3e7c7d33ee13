package postern.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import postern.maillog.Bounce;
import postern.maillog.BounceReader;
import postern.maillog.LogProgress;
import postern.maillog.MailLog;
import postern.maillog.bytes.PlainText;
import postern.maillog.reading.LogReader;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.Parameters;
import postern.transcript.ClientHelloReader;
import postern.transcript.Collector;
import postern.transcript.Listener;
import postern.transcript.ListenerReader;
import postern.transcript.Listeners;
import postern.transcript.Observation;
import postern.transcript.SClientReader;
import postern.transcript.ServerStateReader;
import postern.transcript.SmtpReader;
import postern.transcript.SmtpTranscript;
import postern.transcript.TestRun;
import postern.transcript.TlsReport;
import postern.transcript.TlsReportMail;
import postern.transcript.TlsReportReader;
import postern.transcript.ToolReader;

/// Reads inputs in any order into [Evidence], recognising each by what it holds.
public final class EvidenceReader {
    /// What an input is known by, in characters.
    private static final int HEAD = 64 << 10;

    /// Longer texts, in bytes, are files, not something that somebody put together by hand.
    private static final int LONGEST_PASTE = 1 << 20;

    /// Of how many parameters somebody asks at once.
    private static final int ASKED_FOR = 3;

    private final List<String> given = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<MailLog> logs = new ArrayList<>();
    private final List<Bounce> bounces = new ArrayList<>();
    private final List<TestRun> transcripts = new ArrayList<>();
    private final List<SmtpTranscript> dialogues = new ArrayList<>();
    private final List<PastedText> texts = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private Optional<Given<MainCf>> mainCf = Optional.empty();
    private Optional<Given<MasterCf>> masterCf = Optional.empty();
    private Optional<LocalDate> newestFile = Optional.empty();

    private final Consumer<Supplier<LogProgress>> progress;

    private EvidenceReader(Consumer<Supplier<LogProgress>> progress) {
        this.progress = progress;
    }

    /// Reads inputs.
    ///
    /// @param asOf the day to judge for; if empty, the day of the newest log line, else of the newest input
    public static Evidence read(List<Input> inputs, Optional<LocalDate> asOf) {
        return read(inputs, asOf, _ -> {});
    }

    /// Reads inputs and tells how far it is in a log. To stop, interrupt the calling thread: what was being read is
    /// then left out, and that is said.
    ///
    /// @param progress is called in the calling thread after every few thousand lines of a log
    public static Evidence read(
            List<Input> inputs, Optional<LocalDate> asOf, Consumer<Supplier<LogProgress>> progress) {
        EvidenceReader reader = new EvidenceReader(progress);
        inputs.forEach(input -> reader.take(input, asOf.orElse(input.day())));
        return reader.evidence(asOf);
    }

    /// What an input is, without reading it whole.
    public static InputKind recognise(Input input) throws IOException {
        try (InputStream stream = PlainText.of(input.content().open())) {
            byte[] bytes = stream.readNBytes(LONGEST_PASTE);
            String text = text(bytes);
            String head = text.length() > HEAD ? text.substring(0, HEAD) : text;
            if (Collector.looksLike(head)) {
                return InputKind.COLLECTED;
            }
            InputKind kind = Recognition.of(input.name(), head);
            boolean pasted = bytes.length < LONGEST_PASTE && mayBeMixed(kind);
            return pasted && !Paste.apart(text).isEmpty() ? InputKind.MIXED : kind;
        }
    }

    private static boolean mayBeMixed(InputKind kind) {
        return switch (kind) {
            case EMPTY, BINARY, TLS_REPORT -> false;
            default -> true;
        };
    }

    /// Output of the collector's script is taken apart first: each part is an input of its own.
    private void take(Input input, LocalDate reference) {
        try {
            InputKind kind = recognise(input);
            if (kind == InputKind.COLLECTED) {
                collected(input, reference);
            } else {
                takeOne(input, kind, reference);
            }
        } catch (IOException e) {
            given.add(input.name());
            remarks.add(Remarks.of("damaged", input.name(), Remarks.reason(e)));
        }
    }

    private void collected(Input input, LocalDate reference) throws IOException {
        newest(input.day());
        int before = given.size();
        List<Collector.Part> parts = Collector.parts(wholeText(input));
        for (Collector.Part part : parts) {
            String name = input.name() + ": " + part.name();
            InputKind kind = kind(part);
            if (kind != InputKind.UNKNOWN) {
                given.add(name);
                part(name, kind, part.inItsPlace(), reference);
            } else if (!part.name().equals("end")) {
                texts.add(PastedText.of(name, kind, part.inItsPlace()));
            }
        }
        ServerStateReader.read(input.name(), parts).ifPresent(observations::add);
        if (given.size() == before) {
            given.add(input.name());
        }
    }

    /// The collector names its parts; behind the last stands whatever else was pasted.
    private static InputKind kind(Collector.Part part) {
        return switch (part.name()) {
            case "main.cf" -> InputKind.MAIN_CF;
            case "master.cf" -> InputKind.MASTER_CF;
            case "dovecot.conf" -> InputKind.DOVECOT_CONF;
            case "mail.log" -> InputKind.MAIL_LOG;
            case "end" -> Recognition.of("", part.text());
            default -> InputKind.UNKNOWN;
        };
    }

    private void takeOne(Input input, InputKind kind, LocalDate reference) {
        given.add(input.name());
        newest(input.day());
        try {
            read(input, kind, reference);
        } catch (IOException e) {
            remarks.add(Remarks.of("damaged", input.name(), Remarks.reason(e)));
        }
    }

    private void newest(LocalDate day) {
        if (newestFile.isEmpty() || day.isAfter(newestFile.get())) {
            newestFile = Optional.of(day);
        }
    }

    private void read(Input input, InputKind kind, LocalDate reference) throws IOException {
        switch (kind) {
            case MAIL_LOG -> {
                try (InputStream stream = input.content().open()) {
                    log(LogReader.read(input.name(), stream, reference, progress));
                }
                around(input.name(), head(input));
            }
            case MAIN_CF, MASTER_CF -> {
                String text = wholeText(input);
                part(input.name(), kind, text, reference);
                around(input.name(), text);
            }
            case MIXED -> takeApart(input.name(), wholeText(input), reference);
            default -> part(input.name(), kind, wholeText(input), reference);
            case EMPTY -> remarks.add(Remarks.of("empty", input.name()));
            case BINARY -> remarks.add(Remarks.of("binary", input.name()));
        }
    }

    /// Words around a log or a file of settings. Only a short text was put together by hand.
    private void around(String name, String text) {
        String rest = text.length() < HEAD ? Paste.around(text) : "";
        if (!rest.isEmpty()) {
            texts.add(PastedText.of(name, InputKind.UNKNOWN, rest));
        }
    }

    private String head(Input input) throws IOException {
        try (InputStream stream = PlainText.of(input.content().open())) {
            return Secrets.blank(text(stream.readNBytes(HEAD))).text();
        }
    }

    private void log(MailLog read) {
        MailLog blanked = LogSecrets.blank(read);
        if (!blanked.equals(read)) {
            remarks.add(Remarks.of("secret", read.source()));
        }
        logs.add(blanked);
    }

    private void takeApart(String name, String text, LocalDate reference) throws IOException {
        List<Paste.Part> parts = Paste.apart(text);
        if (parts.isEmpty()) {
            part(name, Recognition.of(name, text), text, reference);
            return;
        }
        for (Paste.Part part : parts) {
            part(
                    name,
                    part.kind() == InputKind.UNKNOWN ? Recognition.of("", part.text()) : part.kind(),
                    part.text(),
                    reference);
        }
        remarks.add(Remarks.mixed(name, parts));
    }

    /// Takes a text that holds one input.
    private void part(String name, InputKind kind, String text, LocalDate reference) throws IOException {
        switch (kind) {
            case MAIL_LOG ->
                log(LogReader.read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), reference));
            case MAIN_CF -> settings(name, text);
            case MASTER_CF -> {
                if (masterCf.isPresent()) {
                    remarks.add(Remarks.of("second", name));
                } else {
                    masterCf = Optional.of(new Given<>(name, MasterCf.parse(text)));
                }
            }
            case BOUNCE -> bounce(name, text);
            case S_CLIENT, SMTP_DIALOGUE, TLS_TEST, PORTS, DNS, UNKNOWN -> console(name, kind, text);
            case CLIENT_HELLO -> {
                observations.addAll(ClientHelloReader.readAll(name, text));
                texts.add(PastedText.of(name, kind, text));
            }
            case DOVECOT_CONF, OPENSSL_CNF -> texts.add(PastedText.of(name, kind, text));
            case TLS_REPORT ->
                reports(name, TlsReportMail.looksLike(text) ? TlsReportMail.reports(text) : List.of(text));
            case COLLECTED, MIXED, EMPTY, BINARY -> {
                // Nothing to read.
            }
        }
    }

    /// The release and little else, beside a file of settings, is what `postconf mail_version` said.
    private void settings(String name, String text) {
        MainCf read = MainCf.parse(text);
        Optional<Given<MainCf>> mistaken = mainCf.filter(first -> !isOfPostfix(first.content()) && isOfPostfix(read));
        if (mainCf.isEmpty() || mistaken.isPresent()) {
            mistaken.ifPresent(first -> texts.add(PastedText.of(
                    first.source(), InputKind.UNKNOWN, first.content().text())));
            mainCf = Optional.of(new Given<>(name, read));
        } else if (read.entry("mail_version").isPresent() && read.entries().size() <= ASKED_FOR) {
            texts.add(PastedText.of(name, InputKind.MAIN_CF, text));
        } else {
            remarks.add(Remarks.of("second", name));
        }
    }

    /// A table with attributes looks like settings; what holds none of Postfix stands back for a file that does.
    private static boolean isOfPostfix(MainCf mainCf) {
        return mainCf.entries().stream()
                .anyMatch(entry -> Parameters.named(entry.name()).isPresent());
    }

    /// A notice by mail may be no report of a delivery: then it is a text like any other.
    private void bounce(String name, String text) {
        Bounce bounce = BounceReader.read(name, text);
        bounces.add(bounce);
        if (bounce.lines().isEmpty()) {
            texts.add(PastedText.of(name, InputKind.BOUNCE, text));
        }
    }

    /// What somebody saw on a terminal.
    private void console(String name, InputKind kind, String text) {
        List<Listener> listeners = ListenerReader.read(text, 1);
        if (!listeners.isEmpty()) {
            observations.add(new Listeners(name, listeners));
        }
        if (kind == InputKind.UNKNOWN) {
            remarks.add(Remarks.of("unknown", name));
        } else {
            ToolReader.Read tools = ToolReader.read(name, text);
            transcripts.addAll(tools.runs());
            transcripts.addAll(SClientReader.readAll(name, tools.rest()));
            dialogues.addAll(SmtpReader.readAll(name, text));
        }
        texts.add(PastedText.of(name, kind, text));
    }

    private void report(TlsReport report) {
        observations.add(report);
        texts.add(new PastedText(
                report.source(),
                InputKind.TLS_REPORT,
                report.failures().stream().map(TlsReport.Failure::line).toList()));
    }

    private void reports(String name, List<String> bodies) {
        List<TlsReport> read = bodies.stream()
                .flatMap(text -> TlsReportReader.read(name, text).stream())
                .toList();
        if (read.isEmpty()) {
            remarks.add(Remarks.of("damaged", name, Remarks.of("reason.json")));
            // Something else stands behind it: its lines still tell.
            bodies.forEach(text -> texts.add(PastedText.of(name, InputKind.TLS_REPORT, text)));
        }
        read.forEach(this::report);
    }

    private String wholeText(Input input) throws IOException {
        try (InputStream stream = PlainText.of(input.content().open())) {
            byte[] bytes = stream.readNBytes(Input.MAXIMUM_TEXT + 1);
            if (bytes.length > Input.MAXIMUM_TEXT) {
                remarks.add(Remarks.of("large", input.name(), Input.MAXIMUM_TEXT >> 20));
            }
            Secrets.Blanked blanked = Secrets.blank(text(bytes));
            if (blanked.found()) {
                remarks.add(Remarks.of("secret", input.name()));
            }
            return blanked.text();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Evidence evidence(Optional<LocalDate> asOf) {
        // Rotated logs are given in any order.
        logs.sort(Comparator.comparing(log -> log.oldest().orElse(LocalDateTime.MAX)));
        LocalDate day = asOf.or(this::newestLogDay).or(() -> newestFile).orElseGet(LocalDate::now);
        return new Evidence(
                day,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                mainCf,
                masterCf,
                logs,
                bounces,
                transcripts,
                dialogues,
                texts,
                observations,
                List.of(),
                Optional.empty(),
                given,
                remarks);
    }

    private Optional<LocalDate> newestLogDay() {
        return logs.stream()
                .flatMap(log -> log.newest().stream())
                .map(LocalDateTime::toLocalDate)
                .max(LocalDate::compareTo);
    }
}
