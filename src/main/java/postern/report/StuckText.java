package postern.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.maillog.StuckMail;

/// What there is to say of mails that TLS kept from going out.
final class StuckText {
    private static final int NAMED = 10;

    private StuckText() {}

    /// How many wait in the queue, and how many went back, with the first few by name; nothing where there are none.
    static List<String> sentences(List<StuckMail> mails, ReportText text) {
        return Stream.concat(
                        of(mails, false).map(held -> text.get("stuck.waiting", held.count(), held.names())).stream(),
                        of(mails, true).map(held -> text.get("stuck.returned", held.count(), held.names())).stream())
                .toList();
    }

    private record Held(int count, String names) {}

    private static Optional<Held> of(List<StuckMail> mails, boolean returned) {
        List<String> ids = mails.stream()
                .filter(mail -> mail.returned() == returned)
                .map(StuckMail::queueId)
                .toList();
        String names = ids.stream().limit(NAMED).collect(Collectors.joining(", ")) + (ids.size() > NAMED ? ", …" : "");
        return ids.isEmpty() ? Optional.empty() : Optional.of(new Held(ids.size(), names));
    }
}
