package postern.sender;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postern.tls.Answer;
import postern.tls.ClientTls;

/// A sending system at a time.
///
/// @param id                    stable id, for example `gmail-2014-12`
/// @param name                  name for people
/// @param operator              who runs it, `any` for software that anybody may run
/// @param category              kind of sender, for example `mailbox-provider` or `device`
/// @param from                  first day it is known to hold for; empty if always before `until`
/// @param until                 last day; empty if still
/// @param provenance            how the facts are known
/// @param offer                 what it offers in its ClientHello
/// @param namesServer           whether it is known to ask for the server by name (SNI) without DANE
/// @param greetsInSslv2         whether its hello has the form of SSL 2.0
/// @param plaintextAfterFailure whether it delivers unencrypted after a handshake failed
/// @param plaintextIfNotOffered whether it delivers unencrypted where STARTTLS is not announced
/// @param verifies              what it verifies certificates for: `no`, `opportunistic`, `dane`, `mta-sts`,
///                              `policy`, `configurable`, `yes`, `unknown`
/// @param hostPatterns          host names it connects from; a forged or missing reverse name defeats them
/// @param sources               where the knowledge comes from
/// @param notes                 remarks for people
public record SenderProfile(
        String id,
        String name,
        String operator,
        String category,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Provenance provenance,
        ClientTls offer,
        boolean namesServer,
        boolean greetsInSslv2,
        Answer plaintextAfterFailure,
        Answer plaintextIfNotOffered,
        Set<String> verifies,
        List<Pattern> hostPatterns,
        List<String> sources,
        String notes) {
    public SenderProfile {
        verifies = Set.copyOf(verifies);
        hostPatterns = List.copyOf(hostPatterns);
        sources = List.copyOf(sources);
    }

    /// Whether the profile holds on a day.
    public boolean holdsOn(LocalDate day) {
        return from.map(first -> !day.isBefore(first)).orElse(true)
                && until.map(last -> !day.isAfter(last)).orElse(true);
    }

    /// Whether a host of this name belongs to the sender.
    public boolean owns(String host) {
        return hostPatterns.stream().anyMatch(pattern -> pattern.matcher(host).find());
    }

    /// A sender that many people's mail comes from, and not software that anybody may run.
    public boolean isProvider() {
        return category.equals("mailbox-provider")
                || category.equals("notification-sender")
                || category.equals("bulk-sender");
    }
}
