package postern.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.diagnosis.cause.FirstFix.RELOAD;
import static postern.diagnosis.cause.FirstFix.fix;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.evidence.Problem;

final class OverridingOptionTest {
    private static final String MAIN = """
            mail_version = 3.7.10
            smtpd_tls_security_level = may
            smtpd_tls_chain_files = /etc/ssl/key.pem, /etc/ssl/full.pem
            """;

    @Test
    void aListThatTheServiceOverridesIsChangedInTheService() {
        assertThat(fix(Problem.INBOUND, Map.of("main.cf", MAIN, "master.cf", """
                                smtp  inet  n  -  y  -  -  smtpd
                                  -o smtpd_tls_protocols=TLSv1,TLSv1.1
                                """, "mail.log", """
                                Jun  1 09:00:02 mx postfix/smtpd[511]: connect from mail.partner.example[198.51.100.41]
                                Jun  1 09:00:02 mx postfix/smtpd[511]: SSL_accept error from mail.partner.example[198.51.100.41]: -1
                                Jun  1 09:00:02 mx postfix/smtpd[511]: warning: TLS library problem: error:0A00042E:SSL routines::tlsv1 alert protocol version:../ssl/record/rec_layer_s3.c:1584:SSL alert number 70:
                                """)))
                .containsExactly(
                        option("smtpd_tls_protocols", ">=TLSv1", "postconf -P 'smtp/inet/smtpd_tls_protocols=>=TLSv1'"),
                        RELOAD);
    }

    @Test
    void anExclusionThatStandsInTheServiceIsTakenAwayThere() {
        assertThat(fix(Problem.INBOUND, Map.of("main.cf", MAIN, "master.cf", """
                                smtp  inet  n  -  y  -  -  smtpd
                                  -o smtpd_tls_exclude_ciphers=aNULL,kRSA,SHA1,SHA256,SHA384
                                """, "mail.log", """
                                Jun  1 09:00:02 mx postfix/smtpd[511]: connect from mail.partner.example[198.51.100.41]
                                Jun  1 09:00:02 mx postfix/smtpd[511]: SSL_accept error from mail.partner.example[198.51.100.41]: -1
                                Jun  1 09:00:02 mx postfix/smtpd[511]: warning: TLS library problem: error:0A0000C1:SSL routines::no shared cipher:../ssl/statem/statem_srvr.c:2220:
                                """)))
                .containsExactly(
                        option("smtpd_tls_exclude_ciphers", "", "postconf -PX 'smtp/inet/smtpd_tls_exclude_ciphers'"),
                        RELOAD);
    }

    private static Change option(String parameter, String value, String command) {
        return new Change(
                Target.MASTER_CF,
                Optional.of("smtp"),
                Optional.of(parameter),
                Optional.of(value),
                Optional.of(command));
    }
}
