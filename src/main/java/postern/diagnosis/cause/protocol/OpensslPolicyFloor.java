package postern.diagnosis.cause.protocol;

import java.util.ArrayList;
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
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.evidence.Problem;
import postern.openssl.OpenSslRelease;
import postern.postfix.Parameters;
import postern.postfix.SecurityLevel;
import postern.postfix.TlsClient;
import postern.tls.ProtocolVersion;

/// The library of the delivering host refuses what Postfix's own settings would allow: the system's policy sets a
/// higher floor (`MinProtocol`, security level; Debian since 10, Ubuntu since 20.04, Red Hat crypto-policies). From
/// 3.0 on OpenSSL refuses the SHA-1 signatures of TLS 1.0 and 1.1 at level 1 (`ssl/t1_lib.c`).
public final class OpensslPolicyFloor implements Cause {
    private static final Pattern REFUSED = Pattern.compile(
            "legacy sigalg disallowed or unsupported|(?:ssl_choose_client_version:|SSL routines::)unsupported protocol(?::[./]*ssl/statem/statem_(?:lib|clnt)|:*$|\\s)"
                    + "|ssl_choose_client_version:unsupported protocol|version too low");
    /// The server wants a signature that the client cannot make: security level 1 has no SHA-1 since OpenSSL 3.0,
    /// and TLS 1.0 and 1.1 know no other (`ssl/t1_lib.c`, SSL_CTX_set_security_level(3)).
    private static final Pattern SIGNATURE =
            Pattern.compile("legacy sigalg disallowed or unsupported:[./]*ssl/statem/statem_srvr");
    private static final Pattern ANY_SIGNATURE = Pattern.compile("legacy sigalg disallowed or unsupported");
    private static final Pattern WEAK = Pattern.compile("ca md too weak|ee key too small|ca key too small");
    private static final Pattern SHUTS_OUT = Pattern.compile("!TLSv1(?:\\.1)?(?:[\\s,:]|$)|>=\\s*TLSv1\\.[123]");
    private static final Pattern LOGGED_LIST = Pattern.compile("TLS cipher list \"([^\"]+)\"");
    private static final OpenSslRelease SECURITY_LEVELS = new OpenSslRelease(1, 1, 0, "");
    private static final OpenSslRelease STRICT_LEVEL_1 = new OpenSslRelease(3, 0, 0, "");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return accepting(facts);
        }
        boolean ownFloor = Outgoing.client(facts)
                .map(TlsClient::protocols)
                .filter(setting -> !setting.isDefault()
                        && SHUTS_OUT.matcher(setting.value()).find())
                .isPresent();
        if (ownFloor || DeliveryFloor.isMandatory(facts)) {
            return List.of();
        }
        List<Citation> policy = SystemPolicy.lines(facts);
        List<Citation> said = policy.isEmpty()
                ? Outgoing.saying(REFUSED, facts)
                : Stream.concat(
                                Outgoing.saying(REFUSED, facts).stream(),
                                Disagreement.lines(Disagreement.About.SERVER_TOO_OLD, facts).stream())
                        .distinct()
                        .toList();
        List<Citation> refused = said.isEmpty()
                ? said
                : Stream.concat(policy.stream(), said.stream()).toList();
        return Findings.cause(
                this,
                facts,
                refused.isEmpty() ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of(),
                refused.isEmpty() ? Outgoing.saying(WEAK, facts) : refused,
                fix(facts));
    }

    /// Mail programs and senders are refused below TLS 1.2 though the server's own settings allow them.
    private List<Finding> accepting(Facts facts) {
        List<Citation> policy = SystemPolicy.lines(facts);
        List<Citation> refused = Stream.concat(
                        Disagreement.lines(Disagreement.About.CLIENT_TOO_OLD, facts).stream(),
                        policy.isEmpty() ? Stream.empty() : ofTester(facts))
                .toList();
        List<Citation> signatures = Logs.saying(SIGNATURE, facts);
        if (!signatures.isEmpty()) {
            return Findings.cause(this, facts, Certainty.LIKELY, Map.of(), signatures, bending(facts));
        }
        Optional<Citation> allowed = ServerVersions.allowing(facts, ProtocolVersion.TLSV1);
        boolean forbidden = ServerVersions.areForbiddenByLibrary(facts, ProtocolVersion.TLSV1);
        boolean own = ServerVersions.haveFloor(facts);
        boolean explained = !policy.isEmpty() || (allowed.isPresent() && forbidden);
        if (refused.isEmpty() || own || !explained) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                policy.isEmpty() ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of(),
                Stream.of(policy.stream(), allowed.stream(), refused.stream())
                        .flatMap(lines -> lines)
                        .toList(),
                bending(facts));
    }

    /// What a test on the machine with that policy refuses itself.
    private static Stream<Citation> ofTester(Facts facts) {
        return Disagreement.lines(Disagreement.About.SERVER_TOO_OLD, facts).stream()
                .filter(line -> line.text().contains("ssl_choose_client_version"));
    }

    /// The system's floor for the one service or the machine; the old side as well.
    private static List<Change> bending(Facts facts) {
        List<Change> changes = new ArrayList<>(ofMachine(facts));
        boolean dovecot = facts.dovecot().isPresent() && !facts.hasPostfix();
        changes.add(Change.command(dovecot ? "systemctl restart dovecot" : "postfix reload"));
        changes.add(Change.at(facts.direction() == Problem.CLIENTS ? Target.CLIENT : Target.PEER));
        return changes;
    }

    /// The peer first; then the one destination in clear text, where TLS is demanded of it; else, or instead, Postfix
    /// alone or the whole machine.
    private static List<Change> fix(Facts facts) {
        List<Change> changes = new ArrayList<>(List.of(Change.at(Target.PEER)));
        SecurityLevel demanded = Outgoing.client(facts).map(TlsClient::level).orElse(SecurityLevel.MAY);
        if (demanded.compareTo(SecurityLevel.ENCRYPT) <= 0) {
            changes.addAll(PolicyTable.change(facts, "may"));
        }
        boolean another = changes.stream().anyMatch(change -> change.command().isPresent());
        lowered(facts).stream()
                .map(change -> another ? change.asAlternative() : change)
                .forEach(changes::add);
        return changes;
    }

    /// A level in the list of Postfix reaches no further than Postfix; where that is enough, the whole
    /// machine is only another way.
    private static List<Change> lowered(Facts facts) {
        List<Change> changes = new ArrayList<>();
        if (release(facts).compareTo(SECURITY_LEVELS) >= 0) {
            String parameter = cipherList(facts);
            Parameters.defaultValue(
                            parameter, Outgoing.release(facts), release(facts).toString())
                    .ifPresent(list -> changes.add(Change.mainCf(parameter, list + ":@SECLEVEL=" + level(facts))));
        }
        boolean enough = !changes.isEmpty() && isOfSignatures(facts);
        ofMachine(facts).stream()
                .map(change -> enough ? change.asAlternative() : change)
                .forEach(changes::add);
        return changes;
    }

    /// The level for every program, and the lowest version unless nothing but signatures is refused.
    private static List<Change> ofMachine(Facts facts) {
        Change level = Change.at(Target.OPENSSL_CNF, "CipherString", "DEFAULT@SECLEVEL=" + level(facts));
        return isOfSignatures(facts)
                ? List.of(level)
                : List.of(Change.at(Target.OPENSSL_CNF, "MinProtocol", "TLSv1"), level);
    }

    private static int level(Facts facts) {
        return release(facts).compareTo(STRICT_LEVEL_1) >= 0 ? 0 : 1;
    }

    private static boolean isOfSignatures(Facts facts) {
        List<Citation> refused = Outgoing.saying(REFUSED, facts);
        boolean delivered = !refused.isEmpty()
                && refused.stream()
                        .allMatch(line -> ANY_SIGNATURE.matcher(line.text()).find());
        boolean accepted = facts.direction() != Problem.OUTBOUND
                && !Logs.saying(SIGNATURE, facts).isEmpty();
        return (delivered || accepted) && SystemPolicy.lines(facts).isEmpty();
    }

    private static OpenSslRelease release(Facts facts) {
        return facts.platform().platform().openssl().release();
    }

    /// The list of the grade in use: as logged, else as set.
    private static String cipherList(Facts facts) {
        String logged = Logs.group(LOGGED_LIST, facts);
        boolean high = logged.equals("?")
                ? Outgoing.client(facts).stream()
                        .flatMap(client -> client.ciphers().settings().stream())
                        .anyMatch(setting -> setting.value().equalsIgnoreCase("high"))
                : logged.contains("HIGH") && !logged.contains("MEDIUM");
        return high ? "tls_high_cipherlist" : "tls_medium_cipherlist";
    }
}
