package postern.diagnosis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.dns.RegisteredDomain;
import postern.maillog.Direction;
import postern.maillog.MailLog;
import postern.maillog.Peer;
import postern.maillog.PeerTotals;
import postern.sender.SenderProfile;
import postern.sender.SenderProfiles;

/// Groups the peers of logs into sending systems.
final class Senders {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+");

    private Senders() {}

    static List<SenderTraffic> of(List<MailLog> logs, Direction direction, LocalDate day) {
        Map<String, List<PeerTotals>> hosts = new LinkedHashMap<>();
        Map<String, Optional<SenderProfile>> profiles = new LinkedHashMap<>();
        for (MailLog log : logs) {
            for (PeerTotals totals : log.peers()) {
                if (totals.direction() == direction) {
                    Optional<SenderProfile> profile =
                            SenderProfiles.ofHost(totals.peer().name(), day);
                    String name =
                            profile.map(owner -> nameOf(owner, totals.peer())).orElseGet(() -> nameOf(totals.peer()));
                    hosts.computeIfAbsent(name, _ -> new ArrayList<>()).add(totals);
                    profiles.putIfAbsent(name, profile);
                }
            }
        }
        return hosts.entrySet().stream()
                .map(entry -> new SenderTraffic(
                        entry.getKey(), profiles.getOrDefault(entry.getKey(), Optional.empty()), entry.getValue()))
                .sorted(Comparator.comparingLong((SenderTraffic sender) -> sender.failed())
                        .reversed())
                .toList();
    }

    /// The operator's name if its hosts bear it too, as google.com does; else the domain says more to people.
    private static String nameOf(SenderProfile owner, Peer peer) {
        String brand = owner.operator().split(" ", 2)[0].toLowerCase(Locale.ROOT);
        String domain = RegisteredDomain.of(peer.name());
        return domain.toLowerCase(Locale.ROOT).startsWith(brand) ? owner.operator() : domain;
    }

    private static String nameOf(Peer peer) {
        return peer.isNamed() && !ADDRESS.matcher(peer.name()).matches()
                ? RegisteredDomain.of(peer.name())
                : peer.address();
    }
}
