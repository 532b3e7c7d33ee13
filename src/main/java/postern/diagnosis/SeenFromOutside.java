package postern.diagnosis;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import postern.evidence.Problem;

/// A server of which only the outside was shown, as a mail program or a test meets it, may be somebody else's: what is
/// to be changed at the server is then for whoever runs it.
final class SeenFromOutside {
    /// The value of such findings.
    static final String WORD = "outside";

    private static final Set<Target> AT_THE_SERVER =
            Set.of(Target.MAIN_CF, Target.MASTER_CF, Target.DOVECOT_CONF, Target.FILE, Target.COMMAND);

    private final boolean applies;

    SeenFromOutside(Facts facts) {
        this.applies = facts.direction() == Problem.CLIENTS
                && facts.evidence().mainCf().isEmpty()
                && facts.evidence().masterCf().isEmpty()
                && facts.evidence().logs().isEmpty()
                && facts.serverStates().isEmpty()
                && facts.listeners().isEmpty()
                && facts.dovecot().filter(dovecot -> !dovecot.files().isEmpty()).isEmpty();
    }

    /// The finding, with the owner of the server among those who are to change something.
    Finding fit(Finding finding) {
        boolean elsewhere = finding.fix().stream().anyMatch(change -> AT_THE_SERVER.contains(change.target()))
                && finding.fix().stream().noneMatch(change -> change.target() == Target.PEER);
        if (!applies || finding.role() != Role.CAUSE || !elsewhere) {
            return finding;
        }
        Map<String, CharSequence> values = new HashMap<>(finding.values());
        values.put(WORD, "");
        return new Finding(
                finding.cause(),
                finding.role(),
                finding.certainty(),
                finding.direction(),
                values,
                finding.evidence(),
                Stream.concat(finding.fix().stream(), Stream.of(Change.at(Target.PEER)))
                        .toList());
    }
}
