package postern.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import postern.evidence.Input;
import postern.maillog.MailLog;
import postern.maillog.bytes.PlainText;
import postern.probe.Cancellation;

/// Inputs as they were at one time, to tell later what is new.
///
/// Settings and texts are held in memory. Of what does not fit there, which can only be a long log, length and checksum
/// are held, and as many bytes are read again from where they were.
public final class Snapshot {
    /// Bytes held in memory, of all inputs together.
    private static final int ROOM = 64 << 20;

    private static final int PIECE = 1 << 16;

    private final List<Input> inputs = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();

    private Snapshot() {}

    /// What is known of an input that could be read.
    private record Held(String name, Sum sum) {
        boolean holds(MailLog log) {
            return log.source().equals(name) || log.source().startsWith(name + ": ");
        }
    }

    /// Length and checksum. Files change by being edited, not by somebody who looks for a second text with the same
    /// sum.
    private record Sum(long length, long checksum) {}

    /// Reads inputs once.
    ///
    /// @param cancellation stops it; inputs that were not read by then count as new later
    public static Snapshot of(List<Input> given, Cancellation cancellation) {
        var snapshot = new Snapshot();
        int room = ROOM;
        for (Input input : given) {
            room -= snapshot.take(input, room, cancellation);
        }
        return snapshot;
    }

    /// The inputs as they were.
    public List<Input> inputs() {
        return List.copyOf(inputs);
    }

    /// What of inputs is new or has changed. Of a log that has grown, it is the new lines.
    ///
    /// @param now  what is given now, the same things among it
    /// @param read the logs that were found in the inputs of then
    public List<Input> since(List<Input> now, List<MailLog> read, Cancellation cancellation) {
        List<Sum> all = held.stream().map(Held::sum).toList();
        return now.stream()
                .flatMap(input -> news(input, all, logs(read), cancellation))
                .toList();
    }

    /// The same for logs alone: settings that are given again say that they are still so.
    public List<Input> linesSince(List<Input> now, List<MailLog> read, Cancellation cancellation) {
        List<Sum> logs = logs(read);
        return now.stream()
                .flatMap(input -> news(input, logs, logs, cancellation))
                .toList();
    }

    private List<Sum> logs(List<MailLog> read) {
        return held.stream()
                .filter(each -> each.sum().length() > 0 && read.stream().anyMatch(each::holds))
                .map(Held::sum)
                .toList();
    }

    /// @param old  what is nothing new
    /// @param logs what may have grown
    private static Stream<Input> news(Input input, List<Sum> old, List<Sum> logs, Cancellation cancellation) {
        var reading = new Reading(logs.stream().map(Sum::length).toList());
        if (!reading.read(input, 0, cancellation)) {
            return Stream.of(input);
        }
        if (old.contains(reading.sum())) {
            return Stream.empty();
        }
        Optional<Sum> grown = reading.isPacked()
                ? Optional.empty()
                : logs.stream().filter(reading::beginsWith).max(Comparator.comparingLong(Sum::length));
        return Stream.of(grown.map(sum -> rest(input, sum.length())).orElse(input));
    }

    /// Named apart, for its lines are numbered from where it begins.
    private static Input rest(Input input, long from) {
        return new Input(Sentences.of("since", input.name()), input.day(), () -> {
            InputStream content = input.content().open();
            content.skipNBytes(from);
            return content;
        });
    }

    /// @return bytes that are held now
    private int take(Input input, int room, Cancellation cancellation) {
        var reading = new Reading(List.of());
        if (!reading.read(input, room, cancellation)) {
            inputs.add(input);
            return 0;
        }
        held.add(new Held(input.name(), reading.sum()));
        byte[] bytes = reading.bytes();
        boolean whole = bytes.length == reading.sum().length();
        inputs.add(new Input(
                input.name(),
                input.day(),
                whole
                        ? () -> new ByteArrayInputStream(bytes)
                        : () -> new Beginning(
                                input.content().open(), reading.sum().length())));
        return whole ? bytes.length : 0;
    }

    /// An input read through.
    private static final class Reading {
        private final List<Long> marks;
        private final Map<Long, Long> checksums = new HashMap<>();
        private final CRC32C checksum = new CRC32C();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean packed;
        private long length;

        /// @param marks lengths at which the checksum is of interest
        Reading(List<Long> marks) {
            this.marks = marks;
        }

        /// @param room bytes to keep at most; of a longer input none are
        /// @return whether it could be read to its end
        boolean read(Input input, int room, Cancellation cancellation) {
            byte[] piece = new byte[PIECE];
            boolean keeps = true;
            try (InputStream content = input.content().open()) {
                for (int count = content.readNBytes(piece, 0, next());
                        count > 0;
                        count = content.readNBytes(piece, 0, next())) {
                    if (cancellation.isCancelled()) {
                        return false;
                    }
                    packed |= length == 0 && PlainText.isPacked(piece, count);
                    checksum.update(piece, 0, count);
                    length += count;
                    if (marks.contains(length)) {
                        checksums.put(length, checksum.getValue());
                    }
                    keeps = keeps && length <= room;
                    if (keeps) {
                        kept.write(piece, 0, count);
                    } else {
                        kept.reset();
                    }
                }
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        /// As far as the next length of interest.
        private int next() {
            OptionalLong mark = marks.stream()
                    .mapToLong(Long::longValue)
                    .filter(each -> each > length)
                    .min();
            return (int) Math.min(PIECE, mark.orElse(Long.MAX_VALUE) - length);
        }

        boolean isPacked() {
            return packed;
        }

        Sum sum() {
            return new Sum(length, checksum.getValue());
        }

        byte[] bytes() {
            return kept.toByteArray();
        }

        boolean beginsWith(Sum sum) {
            return sum.length() < length
                    && Optional.ofNullable(checksums.get(sum.length()))
                            .filter(found -> found == sum.checksum())
                            .isPresent();
        }
    }

    /// As many bytes of a stream as there were.
    private static final class Beginning extends InputStream {
        private final InputStream content;
        private long left;

        Beginning(InputStream content, long length) {
            this.content = content;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = content.read(into, offset, (int) Math.min(wanted, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
