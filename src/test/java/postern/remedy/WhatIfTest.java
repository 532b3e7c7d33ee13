package postern.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Facts;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;
import postern.postfix.Problem;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;

/// Forecasts for services of master.cf, whose options count before main.cf.
final class WhatIfTest {
    private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

    private static final String MAIN = """
            # whole
            myhostname = mail.example.com
            mydestination = $myhostname, localhost
            mail_version = 3.7.11
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = /etc/ssl/mail.pem
            smtpd_tls_protocols = >=TLSv1
            smtpd_tls_mandatory_protocols = >=TLSv1
            """;

    private static final String MASTER = """
            # services
            smtp       inet  n       -       y       -       -       smtpd
            submission inet  n       -       y       -       -       smtpd
              -o syslog_name=postfix/submission
              -o smtpd_tls_protocols=TLSv1.2
            smtps      inet  n       -       y       -       -       smtpd
              -o smtpd_tls_wrappermode=yes
            smtp       unix  -       -       y       -       -       smtp
            """;

    @Test
    void anOptionOfAServiceIsForecastForThatService() {
        WhatIf whatIf = whatIf(MASTER);
        List<ProposedSetting> edited = settings("submission/inet/smtpd_tls_protocols", "TLSv1.3");

        assertThat(whatIf.service(edited)).contains("submission/inet");
        assertThat(version(other(whatIf, edited, "postfix-debian12").now())).isEqualTo(ProtocolVersion.TLSV1_2);
        assertThat(version(other(whatIf, edited, "postfix-debian12").after())).isEqualTo(ProtocolVersion.TLSV1_3);
        assertThat(other(whatIf, edited, "exim-debian9").after())
                .isEqualTo(new Forecast(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION), Delivery.PLAINTEXT));
    }

    @Test
    void whoeverDeliversToPort25IsNoSenderOfAnotherService() {
        assertThat(whatIf(MASTER).with(settings("submission/inet/smtpd_tls_protocols", "TLSv1.3")))
                .isEmpty();
    }

    @Test
    void thePeersOfAServiceAreThoseThatTheLogShowsThere() {
        String log = """
                May  1 09:00:00 mail postfix/submission/smtpd[101]: connect from pc.example.net[192.0.2.7]
                May  1 09:00:00 mail postfix/submission/smtpd[101]: Anonymous TLS connection established from \
                pc.example.net[192.0.2.7]: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)
                May  1 09:00:01 mail postfix/submission/smtpd[101]: disconnect from pc.example.net[192.0.2.7]
                May  1 09:00:02 mail postfix/smtpd[102]: connect from mx.example.org[192.0.2.8]
                May  1 09:00:02 mail postfix/smtpd[102]: Anonymous TLS connection established from \
                mx.example.org[192.0.2.8]: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)
                May  1 09:00:03 mail postfix/smtpd[102]: disconnect from mx.example.org[192.0.2.8]
                """;
        WhatIf whatIf = WhatIf.of(facts(MASTER, log));

        assertThat(whatIf.with(settings("submission/inet/smtpd_tls_protocols", "TLSv1.3")))
                .extracting(PeerForecast::name)
                .containsExactly("example.net");
    }

    @Test
    void aSettingOfMainCfDoesNotChangeTheForecastOfAServiceThatOverridesIt() {
        String overridden = MASTER.replaceFirst("smtpd\\n", "smtpd\n  -o smtpd_tls_protocols=TLSv1.2\n");
        List<ProposedSetting> edited = settings("smtpd_tls_protocols", "TLSv1.3");

        assertThat(whatIf(overridden).with(edited)).isNotEmpty().allSatisfy(WhatIfTest::isTheSame);
        assertThat(whatIf(overridden).others(edited)).isNotEmpty().allSatisfy(WhatIfTest::isTheSame);
        assertThat(whatIf(MASTER).others(edited))
                .anySatisfy(peer -> assertThat(peer.after()).isNotEqualTo(peer.now()));
    }

    @Test
    void aSettingOfMainCfReachesAServiceOnlyWhereItIsNotOverridden() {
        ProposedSetting option = setting("submission/inet/smtpd_tls_ciphers", "medium");
        List<ProposedSetting> alone = List.of(option);

        assertThat(whatIf(MASTER).others(List.of(option, setting("smtpd_tls_protocols", "TLSv1.3"))))
                .isEqualTo(whatIf(MASTER).others(alone));
        assertThat(whatIf(MASTER).others(List.of(option, setting("smtpd_tls_security_level", "none"))))
                .isNotEqualTo(whatIf(MASTER).others(alone));
    }

    @Test
    void anOptionTakenAwayLetsMainCfCountAgain() {
        List<ProposedSetting> edited = settings("submission/inet/smtpd_tls_protocols", "");

        assertThat(version(other(whatIf(MASTER), edited, "postfix-debian12").after()))
                .isEqualTo(ProtocolVersion.TLSV1_3);
    }

    @Test
    void anOptionOfPort25IsForecastForThoseWhoDeliverThere() {
        WhatIf whatIf = whatIf(MASTER);
        List<ProposedSetting> edited = settings("smtp/inet/smtpd_tls_security_level", "none");

        assertThat(whatIf.service(edited)).isEmpty();
        assertThat(google(whatIf, edited).now().delivery()).isEqualTo(Delivery.ENCRYPTED);
        assertThat(google(whatIf, edited).after())
                .isEqualTo(new Forecast(new Outcome.Refused(RefusalReason.NOT_OFFERED), Delivery.PLAINTEXT));
    }

    @Test
    void whereTlsIsDemandedNobodyGoesOnWithoutIt() {
        List<ProposedSetting> edited = settings("submission/inet/smtpd_tls_security_level", "encrypt");
        PeerForecast old = other(
                whatIf(MASTER.replace("smtpd_tls_protocols", "smtpd_tls_mandatory_protocols")
                        .replace("TLSv1.2\n", "TLSv1.2\n  -o smtpd_tls_protocols=TLSv1.2\n")),
                edited,
                "postfix-debian6");

        assertThat(old.now().delivery()).isEqualTo(Delivery.PLAINTEXT);
        assertThat(old.after())
                .isEqualTo(new Forecast(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION), Delivery.FAILS));
    }

    @Test
    void onPort465TlsBeginsAtOnceOrNotAtAll() {
        List<ProposedSetting> edited = settings("smtps/inet/smtpd_tls_wrappermode", "no");
        PeerForecast peer = other(whatIf(MASTER), edited, "postfix-debian12");

        assertThat(peer.now().delivery()).isEqualTo(Delivery.ENCRYPTED);
        assertThat(peer.after())
                .isEqualTo(new Forecast(new Outcome.Refused(RefusalReason.NOT_AVAILABLE), Delivery.FAILS));
    }

    @Test
    void tellsWhatIsWrongWithTheServiceThatASettingIsFor() {
        assertThat(whatIf(MASTER).problemsWith(settings("submission/inet/smtpd_tls_security_level", "encrpt")))
                .anyMatch(Problem.InvalidLevel.class::isInstance);
        assertThat(whatIf(MASTER).problemsWith(settings("smtp/unix/smtp_tls_security_level", "encrpt")))
                .anyMatch(Problem.InvalidLevel.class::isInstance);
    }

    @Test
    void aSettingOfAServiceThatThereIsNotIsNotProposed() {
        assertThat(Proposals.of(nothing(), facts(MASTER, ""), Map.of("nowhere/inet/smtpd_tls_protocols", "TLSv1.3")))
                .isEmpty();
    }

    @Test
    void anOptionIsShownWithWhatCountsNowAndMainCfComesFirst() {
        Facts facts = facts(MASTER, "");
        List<ProposedSetting> settings = Proposals.of(
                nothing(),
                facts,
                Map.of("submission/inet/smtpd_tls_security_level", "encrypt", "tls_preempt_cipherlist", "yes"));

        assertThat(settings)
                .containsExactly(
                        new ProposedSetting("tls_preempt_cipherlist", "no", "yes", "yes", ""),
                        new ProposedSetting(
                                new Edit.Place.Service("submission", "inet"),
                                "smtpd_tls_security_level",
                                Optional.of("may"),
                                "encrypt",
                                "encrypt",
                                ""));
        assertThat(Remedy.of(nothing(), settings, Configuration.of(facts)).commands())
                .containsExactly(
                        "postconf -e 'tls_preempt_cipherlist = yes'",
                        "postconf -P 'submission/inet/smtpd_tls_security_level=encrypt'",
                        "postfix reload");
    }

    @Test
    void whatASettingIsNowIsNotKnownWithoutMainCf() {
        Facts facts = Facts.of(EvidenceReader.read(List.of(), Optional.of(LocalDate.of(2020, 5, 1))));

        assertThat(Proposals.of(nothing(), facts, Map.of("smtpd_tls_protocols", "!SSLv2, !SSLv3")))
                .extracting(ProposedSetting::current)
                .containsExactly(Optional.empty());
    }

    private static void isTheSame(PeerForecast peer) {
        assertThat(peer.after()).isEqualTo(peer.now());
    }

    private static PeerForecast other(WhatIf whatIf, List<ProposedSetting> edited, String profile) {
        return whatIf.others(edited).stream()
                .filter(peer -> peer.profile().equals(profile))
                .findFirst()
                .orElseThrow();
    }

    /// A handshake that is done is no delivery, and a client says "wrong version number" of bytes that are no TLS as
    /// well.
    @Test
    void whatWasPutOffDoesNotArrive() {
        String log = """
                May  1 09:00:00 mail postfix/smtp[101]: Trusted TLS connection established to mx.example.net[192.0.2.7]:25: \
                TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
                May  1 09:00:01 mail postfix/smtp[101]: 7A01C8140A: to=<a@example.net>, relay=mx.example.net[192.0.2.7]:25, \
                delay=1, delays=0/0/1/0, dsn=4.7.5, status=deferred (Server certificate not verified)
                May  1 09:00:02 mail postfix/smtp[102]: SSL_connect error to mx.example.org[192.0.2.8]:587: -1
                May  1 09:00:02 mail postfix/smtp[102]: warning: TLS library problem: error:0A00010B:SSL routines::\
                wrong version number:../ssl/record/ssl3_record.c:354:
                May  1 09:00:02 mail postfix/smtp[102]: 7A01C8140B: to=<b@example.org>, relay=mx.example.org[192.0.2.8]:587, \
                delay=1, delays=0/0/1/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)
                """;
        List<PeerForecast> peers = WhatIf.of(Facts.of(EvidenceReader.read(
                                List.of(Input.of("mail.log", DAY, log)), Optional.of(DAY))
                        .withStated(
                                Optional.of(postern.evidence.Problem.OUTBOUND), Optional.empty(), Optional.empty())))
                .with(List.of());

        assertThat(version(named(peers, "example.net").now())).isEqualTo(ProtocolVersion.TLSV1_3);
        assertThat(named(peers, "example.net").now().delivery()).isEqualTo(Delivery.FAILS);
        assertThat(named(peers, "example.org").now())
                .isEqualTo(new Forecast(new Outcome.Undecided(Outcome.Missing.SERVER_VERSIONS), Delivery.FAILS));
    }

    @Test
    void whereMailGoesOutTheReceiversAreForecast() {
        String settings = "mail_version = 3.7.11\nsmtp_tls_security_level = encrypt\n";
        String log = """
                May  1 09:00:00 mail postfix/smtp[101]: Trusted TLS connection established to mx.example.net[192.0.2.7]:25: \
                TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
                May  1 09:00:01 mail postfix/smtp[101]: 7A01C8140A: to=<a@example.net>, relay=mx.example.net[192.0.2.7]:25, \
                delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)
                May  1 09:00:02 mail postfix/smtp[102]: 7A01C8140B: to=<b@example.org>, relay=mx.example.org[192.0.2.8]:25, \
                delay=1, delays=0/0/1/0, dsn=4.7.4, status=deferred (TLS is required, but was not offered by host \
                mx.example.org[192.0.2.8])
                May  1 09:00:03 mail postfix/smtpd[103]: connect from client.example.com[192.0.2.9]
                May  1 09:00:03 mail postfix/smtpd[103]: SSL_accept error from client.example.com[192.0.2.9]: -1
                """;
        WhatIf whatIf = WhatIf.of(Facts.of(EvidenceReader.read(
                        List.of(Input.of("main.cf", DAY, settings), Input.of("mail.log", DAY, log)), Optional.of(DAY))
                .withStated(Optional.of(postern.evidence.Problem.OUTBOUND), Optional.empty(), Optional.empty())));

        List<PeerForecast> peers = whatIf.with(settings("smtp_tls_security_level", "may"));

        assertThat(peers).extracting(PeerForecast::name).containsExactlyInAnyOrder("example.net", "example.org");
        PeerForecast agreeing = named(peers, "example.net");
        assertThat(version(agreeing.now())).isEqualTo(ProtocolVersion.TLSV1_3);
        assertThat(version(agreeing.after())).isEqualTo(ProtocolVersion.TLSV1_3);
        PeerForecast lacking = named(peers, "example.org");
        assertThat(lacking.now())
                .isEqualTo(new Forecast(new Outcome.Refused(RefusalReason.NOT_OFFERED), Delivery.FAILS));
        assertThat(lacking.after())
                .isEqualTo(new Forecast(new Outcome.Refused(RefusalReason.NOT_OFFERED), Delivery.PLAINTEXT));
        assertThat(version(named(whatIf.with(settings("smtp_tls_mandatory_protocols", "TLSv1.2")), "example.net")
                        .after()))
                .isEqualTo(ProtocolVersion.SSLV2);
    }

    private static PeerForecast named(List<PeerForecast> peers, String name) {
        return peers.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PeerForecast google(WhatIf whatIf, List<ProposedSetting> edited) {
        return whatIf.with(edited).stream()
                .filter(peer -> peer.name().equals("Google"))
                .findFirst()
                .orElseThrow();
    }

    private static ProtocolVersion version(Forecast forecast) {
        return forecast.outcome() instanceof Outcome.Agreed agreed ? agreed.version() : ProtocolVersion.SSLV2;
    }

    private static Diagnosis nothing() {
        return new Diagnosis(List.of(), List.of());
    }

    private static List<ProposedSetting> settings(String name, String value) {
        return List.of(setting(name, value));
    }

    private static ProposedSetting setting(String name, String value) {
        SettingName known = SettingName.parse(name).orElseThrow();
        return new ProposedSetting(known.place(), known.parameter(), Optional.empty(), value, value, "");
    }

    private static WhatIf whatIf(String master) {
        return WhatIf.of(facts(master, ""));
    }

    private static Facts facts(String master, String log) {
        return Facts.of(EvidenceReader.read(
                List.of(
                        Input.of("main.cf", DAY, MAIN),
                        Input.of("master.cf", DAY, master),
                        Input.of("mail.log", DAY, log)),
                Optional.of(DAY)));
    }
}
