package postern.diagnosis.cause.cipher;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;
import postern.postfix.PostfixRelease;
import postern.postfix.Setting;

/// `smtpd_tls_eecdh_grade = none`, or left to its default before 2.8, switches ECDHE off (Postfix
/// `src/tls/tls_dh.c`), and senders without DHE and RSA key exchange find no suite.
public final class EcdheDisabled implements Cause {
    /// From this year on senders without any other key exchange are common (RFC 7525).
    private static final int COMMON = 2015;

    private static final Pattern MET = Pattern.compile("no shared cipher");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> met = Logs.saying(MET, facts);
        Optional<Setting> grade = facts.mailService()
                .map(service -> service.settings().get("smtpd_tls_eecdh_grade"))
                .filter(setting -> setting.value().equals("none"))
                .filter(setting -> !setting.isDefault() || facts.day().getYear() >= COMMON);
        if (facts.direction() == Problem.OUTBOUND || met.isEmpty() || grade.isEmpty()) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("value", grade.get().value()),
                Stream.concat(Stream.of(facts.citation(grade.get())), met.stream())
                        .toList(),
                List.of(Change.mainCf("smtpd_tls_eecdh_grade", best(facts)), Change.command("postfix reload")));
    }

    /// `auto` came with 3.2.
    public static String best(Facts facts) {
        PostfixRelease release = facts.platform().platform().postfix();
        return release.atLeast(3, 2) ? "auto" : "strong";
    }
}
