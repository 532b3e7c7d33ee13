package postern.sender;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All sender profiles, read once.
public final class SenderProfiles {
    private static final List<SenderProfile> ALL = ProfileFile.read();

    private static final Comparator<SenderProfile> NEWEST_FIRST = Comparator.comparing(
                    (SenderProfile profile) -> profile.from().orElse(LocalDate.MIN))
            .reversed();

    private SenderProfiles() {}

    /// Every profile.
    public static List<SenderProfile> all() {
        return ALL;
    }

    /// The sender a host belongs to, as it behaved on a day; where several profiles hold, the one that
    /// began last. Where none holds on that day, the nearest in time stands in.
    public static Optional<SenderProfile> ofHost(String host, LocalDate day) {
        String name = host.toLowerCase(Locale.ROOT);
        List<SenderProfile> owners = ALL.stream()
                .filter(profile -> profile.owns(name))
                .sorted(NEWEST_FIRST)
                .toList();
        return owners.stream()
                .filter(profile -> profile.holdsOn(day))
                .findFirst()
                .or(() -> owners.stream()
                        .filter(profile -> profile.from().map(day::isAfter).orElse(true))
                        .findFirst())
                .or(() -> owners.stream().findFirst());
    }

    /// The providers most people's mail comes from, one profile each, as they behaved on a day.
    public static List<SenderProfile> providersOn(LocalDate day) {
        Map<String, SenderProfile> byOperator = new LinkedHashMap<>();
        ALL.stream()
                .filter(SenderProfile::isProvider)
                .filter(profile -> profile.holdsOn(day))
                .filter(profile -> !profile.offer().versions().items().isEmpty())
                .sorted(NEWEST_FIRST)
                .forEach(profile -> byOperator.putIfAbsent(profile.operator(), profile));
        return List.copyOf(byOperator.values());
    }

    /// Software, gateways and devices that deliver mail and are in use on a day, by name; of a product's
    /// profiles all that hold, since installations of every age meet.
    public static List<SenderProfile> softwareOn(LocalDate day) {
        return ALL.stream()
                .filter(profile -> !profile.isProvider())
                .filter(profile -> profile.holdsOn(day))
                .filter(profile -> !profile.offer().versions().items().isEmpty())
                .sorted(Comparator.comparing(SenderProfile::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
