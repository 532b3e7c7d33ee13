package postern.diagnosis.cause.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.advice.ClientCertConfiguredNeedlessly;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.postfix.Setting;

/// The certificate is not meant for what it is used for (RFC 5280 section 4.2.1.12).
public final class CertPurposeWrong implements Cause {
    private static final Pattern SAID =
            Pattern.compile("error 26 at|num=26:|unsupported certificate purpose|unsuitable certificate purpose");

    /// The peer's: Postfix `src/tls/tls_verify.c`.
    private static final Pattern PEERS = Pattern.compile("not designated for use as a server certificate");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> peers = PeerCertificate.failures(facts, PEERS);
        if (!peers.isEmpty()) {
            return PeerCertificate.finding(
                    this,
                    facts,
                    Map.of("subject", Phrase.of("value.peers-certificate"), "repair", Phrase.of("purpose.peer")),
                    peers);
        }
        List<Setting> shown = ClientCertConfiguredNeedlessly.written(facts);
        List<Change> fix = new ArrayList<>();
        if (!shown.isEmpty()) {
            fix.addAll(ClientCertConfiguredNeedlessly.removal(shown));
        }
        fix.add(Change.at(Target.FILE));
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(
                        "subject",
                        Phrase.of(shown.isEmpty() ? "value.certificate" : "value.own-client-certificate"),
                        "repair",
                        Phrase.of("purpose.own")),
                Logs.saying(SAID, facts),
                fix);
    }
}
