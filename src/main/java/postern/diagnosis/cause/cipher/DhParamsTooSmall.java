package postern.diagnosis.cause.cipher;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.evidence.Problem;
import postern.postfix.SecurityLevel;
import postern.postfix.TlsClient;
import postern.probe.Service;

/// Diffie-Hellman with a prime that the other side refuses as too short (OpenSSL
/// `ssl/statem/statem_clnt.c`).
public final class DhParamsTooSmall implements Cause {
    /// Bits that OpenSSL asks for from security level 2 on, the default of Debian and Ubuntu
    /// (SSL_CTX_set_security_level(3)).
    private static final int ENOUGH = 2048;

    private static final Pattern LOGGED =
            Pattern.compile("dh key too small|dh public value|DH_KEY_TOO_SMALL|dh_key_too_small|modulus too small");

    private static final Pattern SHOWN = Pattern.compile("(?:Server|Peer) Temp Key: DH, (?:512|768|1024) bits");
    private static final Pattern BROKEN_OFF =
            Pattern.compile("alert handshake failure|alert insufficient security|SSL alert number (?:40|71)\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Stream.concat(
                        Logs.saying(LOGGED, facts).stream(),
                        Disagreement.lines(Disagreement.About.SHORT_PRIME, facts).stream())
                .distinct()
                .toList();
        return said.isEmpty()
                ? shown(facts).isEmpty()
                        ? onlySeen(facts)
                        : Findings.cause(this, facts, Certainty.LIKELY, Map.of(), shown(facts), fix(facts))
                : Findings.cause(this, facts, Certainty.PROVEN, Map.of(), said, fix(facts));
    }

    /// What a probe was sent, before anybody is known to have refused it.
    private List<Finding> onlySeen(Facts facts) {
        return facts.evidence().scans().stream()
                .filter(_ -> facts.direction() != Problem.OUTBOUND)
                .filter(scan -> scan.server().dhBits().orElse(ENOUGH) < ENOUGH)
                .limit(1)
                .map(scan -> new Finding(
                        id(),
                        Role.ADVICE,
                        Certainty.PROVEN,
                        facts.direction(),
                        Map.of(),
                        List.of(Facts.citation(
                                scan,
                                Phrase.of(
                                        "seen.prime",
                                        Integer.toString(scan.server().dhBits().orElseThrow())))),
                        scan.endpoint().service() == Service.SMTP ? fix(facts) : List.of(Change.at(Target.FILE))))
                .toList();
    }

    /// A test that shows a short prime, where clients break off without another reason (alert 40).
    private static List<Citation> shown(Facts facts) {
        List<Citation> prime = Logs.saying(SHOWN, facts);
        List<Citation> refused = Logs.saying(BROKEN_OFF, facts);
        return prime.isEmpty() || refused.isEmpty()
                ? List.of()
                : Stream.concat(prime.stream(), refused.stream()).toList();
    }

    /// Mail going out meets the parameters of the other side.
    private static List<Change> fix(Facts facts) {
        return switch (facts.direction()) {
            case INBOUND -> postfix(facts);
            case OUTBOUND ->
                Stream.concat(Stream.of(Change.at(Target.PEER)), PolicyTable.change(facts, withoutDh(facts)).stream())
                        .toList();
            case CLIENTS ->
                facts.dovecot()
                        .filter(_ -> !facts.hasPostfix())
                        .map(DhFile::made)
                        .orElseGet(() -> postfix(facts));
        };
    }

    /// From 3.7 on Postfix picks fitting parameters itself (postconf(5)).
    private static List<Change> postfix(Facts facts) {
        boolean auto = facts.platform().platform().postfix().atLeast(3, 7);
        return List.of(
                auto
                        ? Change.mainCf("smtpd_tls_dh1024_param_file", "auto")
                        : Change.mainCf("smtpd_tls_dh1024_param_file"),
                Change.command("postfix reload"),
                Change.at(Target.FILE));
    }

    /// The level as it is, without Diffie-Hellman; `kEDH` is a name that OpenSSL has always known.
    private static String withoutDh(Facts facts) {
        return Outgoing.client(facts).map(TlsClient::level).orElse(SecurityLevel.MAY) + " exclude=kEDH";
    }
}
