package postern.diagnosis.cause.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.diagnosis.cause.FirstFix.RELOAD;
import static postern.diagnosis.cause.FirstFix.cause;
import static postern.diagnosis.cause.FirstFix.fix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Change;
import postern.diagnosis.Target;
import postern.evidence.Problem;

/// A receiver without TLS gets its mail where the level that keeps it is loosened.
final class LoosenedLevelTest {
    private static final String KEPT =
            "Feb  7 10:11:12 mx postfix/smtp[411]: 4F2B31C0B2: to=<ann@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=2, "
                    + "delays=0.1/0/1.9/0, dsn=4.7.4, status=deferred (TLS is required, but was not offered by host mx.example.org[192.0.2.25])\n";
    private static final Change THEIRS = Change.at(Target.PEER);

    @Test
    void theLevelOfAllMailIsLoosened() {
        assertThat(fixOf("smtp_tls_security_level = encrypt\n"))
                .containsExactly(Change.mainCf("smtp_tls_security_level", "may"), RELOAD, THEIRS);
    }

    @Test
    void theLevelOfAllMailKeepsTlsaRecordsWhereDnssecIsAskedFor() {
        assertThat(fixOf("smtp_tls_security_level = encrypt\nsmtp_dns_support_level = dnssec\n"))
                .containsExactly(Change.mainCf("smtp_tls_security_level", "dane"), RELOAD, THEIRS);
    }

    @Test
    void whatAnOverrideOfMasterCfDemandsIsTakenOutThere() {
        assertThat(fix(
                        Problem.OUTBOUND,
                        Map.of(
                                "main.cf",
                                "smtp_tls_security_level = may\n",
                                "master.cf",
                                "smtp unix - - y - - smtp\n  -o smtp_tls_security_level=encrypt\n",
                                "mail.log",
                                KEPT)))
                .containsExactly(
                        new Change(
                                Target.MASTER_CF,
                                Optional.of("smtp"),
                                Optional.of("smtp_tls_security_level"),
                                Optional.of(""),
                                Optional.of("postconf -PX 'smtp/unix/smtp_tls_security_level'")),
                        RELOAD,
                        THEIRS);
    }

    @Test
    void whatAServiceOfPoliciesDemandsIsLoosenedForThisReceiverAlone() {
        Map<String, String> files = Map.of(
                "main.cf",
                "smtp_tls_security_level = may\nsmtp_tls_policy_maps = socketmap:inet:127.0.0.1:8461:postfix\n",
                "mail.log",
                KEPT);
        assertThat(fix(Problem.OUTBOUND, files))
                .containsExactly(
                        new Change(
                                Target.TLS_POLICY,
                                Optional.empty(),
                                Optional.of("example.org"),
                                Optional.of("may"),
                                Optional.of("echo 'example.org may' >> /etc/postfix/tls_policy")),
                        Change.mainCf(
                                "smtp_tls_policy_maps",
                                "texthash:/etc/postfix/tls_policy, socketmap:inet:127.0.0.1:8461:postfix"),
                        RELOAD,
                        THEIRS);
        assertThat(cause(Problem.OUTBOUND, files).values())
                .containsEntry("parameter", "smtp_tls_policy_maps")
                .containsEntry("value", "socketmap:inet:127.0.0.1:8461:postfix");
    }

    @Test
    void whatATlsaRecordDemandsIsLoosenedForThisReceiverAlone() {
        assertThat(fixOf("smtp_tls_security_level = dane\nsmtp_dns_support_level = dnssec\n"))
                .startsWith(new Change(
                        Target.TLS_POLICY,
                        Optional.empty(),
                        Optional.of("example.org"),
                        Optional.of("may"),
                        Optional.of("echo 'example.org may' >> /etc/postfix/tls_policy")));
    }

    @Test
    void aRelayThatInsistsGetsNothingInClear() {
        String refused =
                "Feb  7 10:11:12 web postfix/smtp[411]: 4F2B31C0B2: to=<ann@example.org>, relay=smtp.example.net[192.0.2.26]:587, delay=1, "
                        + "delays=0.1/0/0.9/0, dsn=5.7.0, status=bounced (host smtp.example.net[192.0.2.26] said: 530 5.7.0 Must issue a STARTTLS command first (in reply to MAIL FROM command))\n";
        assertThat(fix(
                        Problem.OUTBOUND,
                        Map.of("main.cf", "relayhost = [smtp.example.net]:587\n", "mail.log", refused)))
                .containsExactly(Change.mainCf("smtp_tls_security_level", "encrypt"), RELOAD);
    }

    @Test
    void aReceiverThatInsistsIsOneOfMany() {
        String refused =
                "Feb  7 10:11:12 web postfix/smtp[411]: 4F2B31C0B2: to=<ann@example.org>, relay=mx.example.org[192.0.2.26]:25, delay=1, "
                        + "delays=0.1/0/0.9/0, dsn=5.7.0, status=bounced (host mx.example.org[192.0.2.26] said: 530 5.7.0 Must issue a STARTTLS command first (in reply to MAIL FROM command))\n";
        assertThat(fix(Problem.OUTBOUND, Map.of("main.cf", "mydestination = example.com\n", "mail.log", refused)))
                .containsExactly(Change.mainCf("smtp_tls_security_level", "may"), RELOAD);
    }

    private static List<Change> fixOf(String mainCf) {
        return fix(Problem.OUTBOUND, Map.of("main.cf", mainCf, "mail.log", KEPT));
    }
}
