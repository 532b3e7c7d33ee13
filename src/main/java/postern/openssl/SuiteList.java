package postern.openssl;

import java.util.ArrayList;
import java.util.List;

/// The list that the rules of a cipher string work on: every suite of the build, each switched on or off.
/// The suites that are on at the end, in list order, are the result (`ssl_cipher_apply_rule`).
final class SuiteList {
    private final Dialect dialect;
    private final boolean singleEntryIsSkipped;
    private ListedSuite[] suites;
    private boolean[] on;
    private int size;

    /// @param suites in list order, all off
    SuiteList(List<ListedSuite> suites, OpenSslRelease release) {
        this.dialect = Dialect.of(release);
        // Before 1.1.0 the loop over the list stopped before an entry that is first and last.
        this.singleEntryIsSkipped = !release.isFrom("1.1.0");
        this.suites = suites.toArray(ListedSuite[]::new);
        this.on = new boolean[suites.size()];
        this.size = suites.size();
    }

    void apply(Rule rule, WordPattern pattern) {
        if (size == 1 && singleEntryIsSkipped) {
            return;
        }
        boolean[] chosen = new boolean[size];
        for (int i = 0; i < size; i++) {
            chosen[i] = (rule == Rule.KILL || on[i] != (rule == Rule.ADD)) && pattern.matches(suites[i], dialect);
        }
        switch (rule) {
            case ADD -> add(chosen, pattern);
            case ORDER -> move(chosen, true, false);
            case BUMP -> move(chosen, true, true);
            case DELETE -> delete(chosen);
            case KILL -> kill(chosen);
        }
    }

    private void add(boolean[] chosen, WordPattern pattern) {
        if (dialect == Dialect.OPENSSL_0_9_8) {
            for (int i = 0; i < size; i++) {
                chosen[i] = chosen[i] && pattern.maySwitchOn(suites[i]);
            }
        }
        move(chosen, true, false);
    }

    private void delete(boolean[] chosen) {
        if (dialect == Dialect.OPENSSL_0_9_8) {
            for (int i = 0; i < size; i++) {
                on[i] = on[i] && !chosen[i];
            }
        } else {
            move(chosen, false, true);
        }
    }

    private void kill(boolean[] chosen) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!chosen[i]) {
                suites[kept] = suites[i];
                on[kept++] = on[i];
            }
        }
        size = kept;
    }

    /// Moves the chosen suites to one end, in their mutual order, and switches them.
    private void move(boolean[] chosen, boolean switchTo, boolean toFront) {
        ListedSuite[] moved = new ListedSuite[suites.length];
        boolean[] movedOn = new boolean[suites.length];
        int next = 0;
        for (int pass = 0; pass < 2; pass++) {
            boolean takeChosen = (pass == 0) == toFront;
            for (int i = 0; i < size; i++) {
                if (chosen[i] == takeChosen) {
                    moved[next] = suites[i];
                    movedOn[next++] = takeChosen ? switchTo : on[i];
                }
            }
        }
        suites = moved;
        on = movedOn;
    }

    /// `@STRENGTH`: sorts the suites that are on by their stated strength, highest first, behind all that
    /// are off.
    void sortByStrength() {
        int strongest = 0;
        for (int i = 0; i < size; i++) {
            strongest = on[i] ? Math.max(strongest, suites[i].strengthBits()) : strongest;
        }
        boolean[] chosen = new boolean[size];
        for (int bits = strongest; bits >= 0 && !(size == 1 && singleEntryIsSkipped); bits = nextBelow(bits)) {
            for (int i = 0; i < size; i++) {
                chosen[i] = on[i] && suites[i].strengthBits() == bits;
            }
            move(chosen, true, false);
        }
    }

    private int nextBelow(int bits) {
        int next = -1;
        for (int i = 0; i < size; i++) {
            int strength = suites[i].strengthBits();
            next = on[i] && strength < bits ? Math.max(next, strength) : next;
        }
        return next;
    }

    /// The suites that are on, in order.
    List<ListedSuite> selected() {
        List<ListedSuite> selected = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            if (on[i]) {
                selected.add(suites[i]);
            }
        }
        return selected;
    }

    /// All suites that were not killed, in order.
    List<ListedSuite> all() {
        return List.of(suites).subList(0, size);
    }
}
