package postern.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import postern.evidence.Evidence;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;
import postern.evidence.InputKind;
import postern.language.Language;
import postern.maillog.LogProgress;
import postern.maillog.MailLog;
import postern.probe.Cancellation;

/// Says what an input is before a check is run.
public final class Preview {
    /// Between two tellings, in nanoseconds.
    private static final long PAUSE = 250_000_000;

    private Preview() {}

    /// What one input is.
    ///
    /// @param kind   for people; empty if nothing was recognised
    /// @param remark what it holds, or what is wrong with it
    /// @param usable whether a check can use it
    public record Line(String name, String kind, String remark, boolean usable) {}

    /// Reads an input and says what it is. Never throws for anything the input holds.
    ///
    /// @param soFar        is told a few times a second what a long log tells until then
    /// @param cancellation stops the reading; the answer is then of no use
    /// @param language     of what is said; English where a sentence is in no other
    public static Line of(Input input, Consumer<Line> soFar, Cancellation cancellation, Locale language) {
        return Language.speaking(language, () -> of(input, soFar, cancellation));
    }

    private static Line of(Input input, Consumer<Line> soFar, Cancellation cancellation) {
        InputKind kind = kind(input);
        Thread reading = Thread.currentThread();
        long[] told = {System.nanoTime()};
        Evidence evidence;
        try (Cancellation.Registration _ = cancellation.onCancel(reading::interrupt)) {
            evidence = EvidenceReader.read(List.of(input), Optional.empty(), log -> {
                if (System.nanoTime() - told[0] > PAUSE) {
                    soFar.accept(new Line(input.name(), kind(kind), soFar(log.get()), true));
                    told[0] = System.nanoTime();
                }
            });
        }
        List<String> remarks = new ArrayList<>();
        holds(evidence).ifPresent(remarks::add);
        remarks.addAll(evidence.remarks());
        return new Line(input.name(), kind(kind), String.join(" ", remarks), !evidence.isBlank());
    }

    private static String soFar(LogProgress log) {
        return Sentences.of("holds.log.so-far", log.lines(), log.tls(), log.failed());
    }

    private static String kind(InputKind kind) {
        return Sentences.of("kind." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static InputKind kind(Input input) {
        try {
            return EvidenceReader.recognise(input);
        } catch (java.io.IOException _) {
            return InputKind.UNKNOWN;
        }
    }

    private static Optional<String> holds(Evidence evidence) {
        return evidence.logs().stream()
                .map(Preview::log)
                .findFirst()
                .or(() -> evidence.mainCf()
                        .map(given -> Sentences.of(
                                "holds.main-cf", given.content().entries().size())))
                .or(() -> evidence.masterCf()
                        .map(given -> Sentences.of(
                                "holds.master-cf", given.content().services().size())))
                .or(() -> evidence.transcripts().stream()
                        .map(run -> Sentences.of(
                                "holds.s-client", run.chain().certificates().size()))
                        .findFirst());
    }

    private static String log(MailLog log) {
        long sessions = log.peers().stream()
                .mapToLong(peer -> peer.tls() + peer.failed() + peer.plaintext())
                .sum();
        Optional<LocalDate> first = log.oldest().map(moment -> moment.toLocalDate());
        Optional<LocalDate> last = log.newest().map(moment -> moment.toLocalDate());
        if (first.isPresent() && first.equals(last)) {
            return Sentences.of("holds.log.day", sessions, first.get().toString());
        }
        return first.isPresent() && last.isPresent()
                ? Sentences.of(
                        "holds.log",
                        sessions,
                        first.get().toString(),
                        last.get().toString())
                : Sentences.of("holds.log.undated", sessions);
    }
}
