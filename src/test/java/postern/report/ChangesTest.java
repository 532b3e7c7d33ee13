package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.certificate.Authority;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.PostfixRelease;
import postern.remedy.Configuration;
import postern.remedy.ProposedSetting;
import postern.remedy.RepairedChain;

final class ChangesTest {
    private static final String MASTER = """
            # services
            smtp inet n - y - - smtpd
              -o smtpd_tls_wrappermode=yes
            """;
    private static final MasterCf.Service SMTP =
            MasterCf.parse(MASTER).service("smtp", "inet").orElseThrow();
    private static final MasterCf.Service SUBMISSION = MasterCf.parse("submission inet n - y - - smtpd\n")
            .service("submission", "inet")
            .orElseThrow();

    @Test
    void writesASettingOfMainCf() {
        String text = text(
                List.of(new ProposedSetting("smtpd_tls_protocols", "TLSv1.2", "!SSLv2", "!SSLv2", "x")),
                Change.mainCf("smtpd_tls_protocols", "!SSLv2"),
                Change.command("postfix reload"));

        assertThat(text).isEqualTo("""
                Lines for main.cf:
                    smtpd_tls_protocols = !SSLv2
                The same as commands:
                    postconf -e 'smtpd_tls_protocols = !SSLv2'
                    postfix reload
                To go back to what is set now, before another reload:
                    postconf -X smtpd_tls_protocols
                """);
    }

    @Test
    void takesASettingOfMainCfOut() {
        assertThat(text(List.of(new ProposedSetting("smtpd_tls_ciphers", "high", "", "", "x"))))
                .isEqualTo("""
                Lines for main.cf:
                    # without: smtpd_tls_ciphers
                The same as commands:
                    postconf -X smtpd_tls_ciphers
                    postfix reload
                To go back to what is set now, before another reload:
                    postconf -X smtpd_tls_ciphers
                """);
    }

    @Test
    void namesASettingWhoseValueOnlyTheOwnerKnows() {
        assertThat(text(List.of(), Change.mainCf("smtpd_tls_cert_file"), Change.command("postfix reload")))
                .isEqualTo("""
                Lines for main.cf:
                    # with your own value: smtpd_tls_cert_file
                Commands to run:
                    postfix reload
                """);
    }

    @Test
    void writesAnOptionOfAService() {
        assertThat(text(List.of(), Change.masterCf(SMTP, "smtpd_tls_security_level", "may")))
                .isEqualTo("""
                Lines for master.cf:
                    # below the line of the service smtp/inet:
                      -o smtpd_tls_security_level=may
                The same as commands:
                    postconf -P 'smtp/inet/smtpd_tls_security_level=may'
                    postfix reload
                To go back to what is set now, before another reload:
                    postconf -PX 'smtp/inet/smtpd_tls_security_level'
                The same as a patch, with the text around each change. Save it as postern.patch in your home directory:
                    --- master.cf
                    +++ master.cf
                    @@ -1,3 +1,4 @@
                     # services
                     smtp inet n - y - - smtpd
                       -o smtpd_tls_wrappermode=yes
                    +  -o smtpd_tls_security_level=may
                To apply the patch in place of the postconf commands, before the reload; with -R it is taken back:
                    cd "$(postconf -h config_directory)" && patch -p0 < ~/postern.patch
                """);
    }

    @Test
    void theSameOptionIsWrittenForEachServiceThatGetsIt() {
        assertThat(text(
                        List.of(),
                        Change.masterCf(SMTP, "smtpd_tls_security_level", "may"),
                        Change.masterCf(SUBMISSION, "smtpd_tls_security_level", "may")))
                .contains("""
                    # below the line of the service smtp/inet:
                      -o smtpd_tls_security_level=may
                    # below the line of the service submission:
                      -o smtpd_tls_security_level=may
                """);
    }

    @Test
    void writesAWholeServiceAndTheCommandThatAddsIt() {
        assertThat(text(
                        List.of(),
                        Change.service("tlsmgr unix - - n 1000? 1 tlsmgr"),
                        Change.command("postfix reload")))
                .isEqualTo("""
                Lines for master.cf:
                    tlsmgr unix - - n 1000? 1 tlsmgr
                Commands to run:
                    postconf -M tlsmgr/unix='tlsmgr unix - - n 1000? 1 tlsmgr'
                    postfix reload
                """);
    }

    @Test
    void takesAnOptionOfAServiceAway() {
        Change removal = new Change(
                Target.MASTER_CF,
                Optional.empty(),
                Optional.of("smtpd_tls_wrappermode"),
                Optional.of(""),
                Optional.empty());

        assertThat(text(List.of(), removal)).startsWith("""
                Lines for master.cf:
                    # below the line of the service smtp/inet:
                      # without: -o smtpd_tls_wrappermode
                The same as commands:
                    postconf -PX 'smtp/inet/smtpd_tls_wrappermode'
                    postfix reload
                To go back to what is set now, before another reload:
                    postconf -P 'smtp/inet/smtpd_tls_wrappermode=yes'
                """).doesNotContain("-o smtpd_tls_wrappermode=\n");
    }

    @Test
    void writesSettingsOfDovecotOnce() {
        assertThat(text(
                        List.of(),
                        Change.dovecot("ssl_min_protocol", "TLSv1.2"),
                        Change.dovecot("ssl_protocols", ""),
                        Change.dovecot("ssl_cert"),
                        Change.command("doveadm reload")))
                .isEqualTo("""
                        Lines for the configuration of Dovecot:
                            ssl_min_protocol = TLSv1.2
                            # without: ssl_protocols
                            # with your own value: ssl_cert
                        Commands to run:
                            doveadm reload
                        """);
    }

    @Test
    void writesEachOtherFileInItsNotation() {
        assertThat(text(
                        List.of(),
                        Change.policy("example.com", "may"),
                        Change.at(Target.OPENSSL_CNF, "MinProtocol", "TLSv1"),
                        Change.at(Target.FILE, "*.example.com", "/etc/ssl/example.pem")))
                .isEqualTo("""
                        Lines for the TLS policy table, each in place of one that is there for the same domain: of two, only the first counts:
                            example.com may
                        Lines for openssl.cnf, in the section that every program takes its TLS settings from, as a rule [system_default_sect]:
                            MinProtocol = TLSv1
                        Lines for the file that is named:
                            *.example.com /etc/ssl/example.pem
                        """);
    }

    @Test
    void writesCommandsOnce() {
        assertThat(text(List.of(), Change.command("newaliases"), Change.command("newaliases")))
                .isEqualTo("""
                Commands to run:
                    newaliases
                """);
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIN_CF", "MASTER_CF", "FILE", "DNS", "NETWORK", "PEER", "CLIENT", "DOVECOT_CONF"})
    void writesNoLineWhereWordsSayWhatToDo(Target target) {
        assertThat(text(List.of(), Change.at(target))).isEmpty();
    }

    @Test
    void asksForAStopAndStartWhereAReloadIsNotEnough() {
        assertThat(text(
                        List.of(new ProposedSetting("inet_interfaces", "loopback-only", "all", "all", "x")),
                        Change.command("postfix stop && postfix start")))
                .containsOnlyOnce("postfix stop && postfix start")
                .contains("To go back to what is set now, before another stop and start:");
    }

    @Test
    void givesCertificatesInOrderWithTheSteps() {
        Authority authority = Authority.named("Root");
        Certificate certificate = authority.issues(Authority.named("Lower")).make();
        var chain = new RepairedChain(
                "mail.example.com:25",
                Set.of(ChainFact.WRONG_ORDER, ChainFact.ROOT_INCLUDED),
                List.of(certificate),
                false,
                new RepairedChain.Place(Optional.of("/etc/ssl/my mail.pem"), true, "postfix reload"));
        String text = listings(Chains.section(with(List.of(), List.of(chain)), ReportText.in(Locale.ENGLISH)));

        assertThat(text)
                .startsWith("Save this as chain.pem:\n    -----BEGIN CERTIFICATE-----\n")
                .endsWith("""
                    -----END CERTIFICATE-----
                To see whether it leads to a root that the server knows:
                    openssl verify -untrusted chain.pem chain.pem
                To put it in place:
                    cp -p '/etc/ssl/my mail.pem' '/etc/ssl/my mail.pem'.before
                    openssl pkey -in '/etc/ssl/my mail.pem'.before | cat - chain.pem > '/etc/ssl/my mail.pem'
                    postfix reload
                To go back to the file there was:
                    cp -p '/etc/ssl/my mail.pem'.before '/etc/ssl/my mail.pem'
                    postfix reload
                """);
    }

    private static String text(List<ProposedSetting> settings, Change... changes) {
        return listings(Changes.section(with(settings, List.of(), changes), ReportText.in(Locale.ENGLISH)));
    }

    private static String listings(Section section) {
        var text = new StringBuilder();
        for (Block block : section.blocks()) {
            if (block instanceof Block.Listing(String caption, List<String> lines)) {
                text.append(caption).append(":\n");
                lines.forEach(line -> text.append("    ").append(line).append('\n'));
            }
        }
        return text.toString();
    }

    private static Report with(List<ProposedSetting> settings, List<RepairedChain> chains, Change... changes) {
        var finding = new Finding(
                "tls-not-enabled",
                Role.CAUSE,
                Certainty.PROVEN,
                Problem.INBOUND,
                Map.of(),
                List.of(Citation.of("log", "x")),
                Arrays.asList(changes));
        return new Report(
                "0.1.0",
                LocalDate.of(2026, 11, 25),
                List.of(),
                List.of(),
                Optional.empty(),
                new Diagnosis(List.of(finding), List.of()),
                settings,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                new Configuration(
                        Optional.of(MainCf.parse("mydestination = example.com\n")),
                        Optional.of(MasterCf.parse(MASTER)),
                        true,
                        PostfixRelease.of(3, 7, 11)),
                chains);
    }
}
