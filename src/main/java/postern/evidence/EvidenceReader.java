package postern.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.maillog.Bounce;
import postern.maillog.BounceReader;
import postern.maillog.LogReader;
import postern.maillog.MailLog;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.transcript.Collector;
import postern.transcript.SClientOutput;
import postern.transcript.SClientReader;
import postern.transcript.SmtpReader;
import postern.transcript.SmtpTranscript;

/// Reads inputs in any order into [Evidence], recognising each by what it holds.
public final class EvidenceReader {
    private static final int HEAD = 64 << 10;

    private final List<String> given = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<MailLog> logs = new ArrayList<>();
    private final List<Bounce> bounces = new ArrayList<>();
    private final List<SClientOutput> transcripts = new ArrayList<>();
    private final List<SmtpTranscript> dialogues = new ArrayList<>();
    private final List<PastedText> texts = new ArrayList<>();
    private Optional<Given<MainCf>> mainCf = Optional.empty();
    private Optional<Given<MasterCf>> masterCf = Optional.empty();
    private Optional<LocalDate> newestFile = Optional.empty();

    private EvidenceReader() {}

    /// Reads inputs.
    ///
    /// @param asOf the day to judge for; if empty, the day of the newest log line, else of the newest input
    public static Evidence read(List<Input> inputs, Optional<LocalDate> asOf) {
        EvidenceReader reader = new EvidenceReader();
        inputs.forEach(input -> reader.take(input, asOf.orElse(input.day())));
        return reader.evidence(asOf);
    }

    /// What an input is, without reading it whole.
    public static InputKind recognise(Input input) throws IOException {
        try (InputStream stream = input.content().open()) {
            return Recognition.of(input.name(), text(stream.readNBytes(HEAD)));
        }
    }

    /// Output of the collector's script is taken apart first: each part is an input of its own.
    private void take(Input input, LocalDate reference) {
        try {
            List<Collector.Part> parts = collected(input);
            if (parts.isEmpty()) {
                takeOne(input, reference);
            }
            parts.forEach(
                    part -> takeOne(Input.of(input.name() + ": " + part.name(), input.day(), part.text()), reference));
        } catch (IOException e) {
            given.add(input.name());
            remarks.add(Remarks.of("damaged", input.name(), Remarks.reason(e)));
        }
    }

    private static List<Collector.Part> collected(Input input) throws IOException {
        try (InputStream stream = input.content().open()) {
            String head = text(stream.readNBytes(HEAD));
            return Collector.looksLike(head)
                    ? Collector.parts(head + text(stream.readNBytes(Input.MAXIMUM_TEXT)))
                    : List.of();
        }
    }

    private void takeOne(Input input, LocalDate reference) {
        given.add(input.name());
        if (newestFile.isEmpty() || input.day().isAfter(newestFile.get())) {
            newestFile = Optional.of(input.day());
        }
        try {
            read(input, recognise(input), reference);
        } catch (IOException e) {
            remarks.add(Remarks.of("damaged", input.name(), Remarks.reason(e)));
        }
    }

    private void read(Input input, InputKind kind, LocalDate reference) throws IOException {
        switch (kind) {
            case MAIL_LOG -> {
                try (InputStream stream = input.content().open()) {
                    logs.add(LogReader.read(input.name(), stream, reference));
                }
            }
            case MAIN_CF -> {
                if (mainCf.isPresent()) {
                    remarks.add(Remarks.of("second", input.name()));
                } else {
                    mainCf = Optional.of(new Given<>(input.name(), MainCf.parse(wholeText(input))));
                }
            }
            case MASTER_CF -> {
                if (masterCf.isPresent()) {
                    remarks.add(Remarks.of("second", input.name()));
                } else {
                    masterCf = Optional.of(new Given<>(input.name(), MasterCf.parse(wholeText(input))));
                }
            }
            case BOUNCE -> bounces.add(BounceReader.read(input.name(), wholeText(input)));
            case S_CLIENT -> {
                String text = wholeText(input);
                transcripts.addAll(SClientReader.readAll(input.name(), text));
                dialogues.addAll(SmtpReader.readAll(input.name(), text));
                texts.add(PastedText.of(input.name(), kind, text));
            }
            case SMTP_DIALOGUE -> {
                String text = wholeText(input);
                dialogues.addAll(SmtpReader.readAll(input.name(), text));
                texts.add(PastedText.of(input.name(), kind, text));
            }
            case DOVECOT_CONF -> texts.add(PastedText.of(input.name(), kind, wholeText(input)));
            case EMPTY -> remarks.add(Remarks.of("empty", input.name()));
            case BINARY -> remarks.add(Remarks.of("binary", input.name()));
            case UNKNOWN -> {
                remarks.add(Remarks.of("unknown", input.name()));
                texts.add(PastedText.of(input.name(), kind, wholeText(input)));
            }
        }
    }

    private String wholeText(Input input) throws IOException {
        try (InputStream stream = input.content().open()) {
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
                List.of(),
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
