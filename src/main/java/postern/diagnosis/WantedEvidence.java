package postern.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.evidence.Evidence;
import postern.evidence.Problem;

/// What was not given and would decide more, with the command that gets it.
final class WantedEvidence {
    /// How `systemctl status` and a pager of `journalctl` end what is wider than the window. Addresses end so too,
    /// behind where they begin.
    private static final Pattern CUT =
            Pattern.compile("^[^<]{0,2000}\\b(?:dovecot|doveconf|postfix)\\b[^<]{1,2000}[^<>\\s-](?:>|\u2026)$");

    private WantedEvidence() {}

    /// All that would tell more, most telling first.
    static List<MissingEvidence> of(Facts facts) {
        Evidence evidence = facts.evidence();
        boolean outbound = facts.direction() == Problem.OUTBOUND;
        var server = ServerToTest.of(facts);
        List<MissingEvidence> wanted = new ArrayList<>();
        if (!facts.lines(CUT).isEmpty()) {
            wanted.add(
                    new MissingEvidence("missing.cut-lines", "journalctl --no-pager -n 200 -u dovecot -u 'postfix*'"));
        }
        settings(facts).ifPresent(wanted::add);
        if (evidence.logs().isEmpty()) {
            wanted.add(log(facts));
        }
        if (evidence.scans().isEmpty()) {
            wanted.add(new MissingEvidence(outbound ? "missing.probe.outbound" : "missing.probe", server.scan()));
        }
        if (evidence.scans().isEmpty() && evidence.transcripts().isEmpty()) {
            wanted.add(
                    new MissingEvidence(outbound ? "missing.s-client.outbound" : "missing.s-client", server.sClient()));
        }
        return wanted;
    }

    private static Optional<MissingEvidence> settings(Facts facts) {
        if (isOfDovecot(facts)) {
            return facts.dovecot()
                    .filter(dovecot -> dovecot.files().isEmpty())
                    .map(_ -> new MissingEvidence("missing.doveconf", "doveconf -n"));
        }
        String what = facts.direction() == Problem.OUTBOUND ? "missing.main-cf.outbound" : "missing.main-cf";
        return facts.evidence().mainCf().isPresent()
                ? Optional.empty()
                : Optional.of(new MissingEvidence(what, "postconf -n"));
    }

    private static MissingEvidence log(Facts facts) {
        return isOfDovecot(facts)
                ? new MissingEvidence("missing.log.dovecot", "journalctl --no-pager -n 500 -u dovecot")
                : new MissingEvidence("missing.log", "grep 'postfix/' /var/log/mail.log | tail -n 500");
    }

    private static boolean isOfDovecot(Facts facts) {
        return facts.dovecot().isPresent() && !facts.hasPostfix();
    }
}
