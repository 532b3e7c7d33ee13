package postern.redaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/// What stands for what. Grows as originals are met; a stand-in that is met again stays as it is.
final class StandIns {
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> handedOut = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<StandIn> listed = new ArrayList<>();

    /// The stand-in of an original.
    ///
    /// @param family originals of one family are numbered together
    /// @param key    the original, written the one way in which it is compared
    /// @param shown  the original as it was met
    /// @param make   makes the stand-in with a number, from 1
    String of(StandIn.Kind kind, String family, String key, String shown, IntFunction<String> make) {
        String id = family + ' ' + key;
        String standIn = known.get(id);
        if (standIn == null) {
            if (handedOut.contains(family + ' ' + key)) {
                return shown;
            }
            standIn = make.apply(counts.merge(family, 1, Integer::sum));
            known.put(id, standIn);
            handedOut.add(family + ' ' + standIn);
            listed.add(new StandIn(kind, shown, standIn));
        }
        return standIn;
    }

    /// In the order in which the originals were met.
    List<StandIn> listed() {
        return List.copyOf(listed);
    }
}
