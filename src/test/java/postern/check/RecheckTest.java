package postern.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Citation;
import postern.diagnosis.Finding;
import postern.evidence.Input;
import postern.maillog.MailLog;
import postern.probe.Cancellation;
import postern.probe.Scan;
import postern.probe.ScanListener;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.probe.Trouble;
import postern.redaction.Redaction;
import postern.remedy.Delivery;
import postern.remedy.SenderChange;
import postern.report.Comparison;
import postern.report.Report;
import postern.report.Verdict;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.VersionSupport;

/// The built-in case and what is said of it after changes of its server and its settings.
final class RecheckTest {
    private static final LocalDate NEXT_DAY = LocalDate.of(2014, 12, 20);
    private static final String FLOOR = "protocol-floor-too-high";
    private static final List<ProtocolVersion> ONE = List.of(ProtocolVersion.TLSV1_2);
    private static final List<ProtocolVersion> THREE =
            List.of(ProtocolVersion.TLSV1, ProtocolVersion.TLSV1_1, ProtocolVersion.TLSV1_2);

    private static CheckRequest earlier;
    private static Scan seen;

    @BeforeAll
    static void lookAtTheExample() throws IOException {
        try (Example example = Example.start()) {
            Check.Result result = Check.run(example.request(), ScanListener.NONE, new Cancellation());
            earlier = Cases.request(Cases.of(example.request(), result, List.of(), Map.of()), List.of());
            seen = result.report().scans().getFirst();
        }
    }

    @Test
    void aServerThatNowAcceptsWhatSendersNeedEndsTheFailureWhateverTheOldLogSays() {
        Comparison comparison = compared(earlier, looked(widened()));

        assertThat(comparison.before().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(comparison.now()).isEqualTo(new Comparison.State(Verdict.NOTHING_WRONG, NEXT_DAY));
        assertThat(comparison.gone()).extracting(Finding::cause).containsExactly(FLOOR);
        assertThat(comparison.fresh()).isEmpty();
        assertThat(comparison.accepts())
                .containsExactly(
                        new Comparison.Accepted(seen.endpoint().toString(), Optional.of(ONE), Optional.of(THREE)));
    }

    @Test
    void everySenderIsToldBeforeAndNow() {
        List<SenderChange> senders = compared(earlier, looked(widened())).senders();

        assertThat(senders.getFirst().name()).isEqualTo("Google");
        assertThat(senders.getFirst().seen()).isTrue();
        assertThat(senders.getFirst().before().delivery()).isEqualTo(Delivery.FAILS);
        assertThat(senders.getFirst().now().delivery()).isEqualTo(Delivery.ENCRYPTED);
    }

    @Test
    void settingsOfBeforeThatTheServerNoLongerFollowsAreLeftOutAndNotCalledMended() {
        Comparison comparison = compared(earlier, looked(widened()));

        assertThat(comparison.ground())
                .isEqualTo(new Comparison.Ground(
                        List.of(), List.of("main.cf"), List.of(), List.of("mail.log", "bounce.txt", "s_client.txt")));
        assertThat(comparison.open()).extracting(Finding::cause).containsExactly("deprecated-parameter");
    }

    @Test
    void aServerThatDoesWhatItDidStillFailsThoseThatFailed() {
        Comparison comparison = compared(earlier, looked(seen));

        assertThat(comparison.now().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(comparison.gone()).isEmpty();
        assertThat(comparison.stayed()).extracting(Finding::cause).startsWith(FLOOR);
        assertThat(comparison.ground().usedAgain()).containsExactly("main.cf");
    }

    @Test
    void newSettingsThatTheServerDoesNotFollowAreNotInEffect() {
        Comparison comparison = compared(earlier, looked(seen).withInputs(List.of(mainCf("main.cf", mended()))));

        assertThat(comparison.now().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(comparison.gone()).isEmpty();
        assertThat(comparison.stayed()).extracting(Finding::cause).startsWith(FLOOR);
        assertThat(comparison.ground().notInEffect()).containsExactly("main.cf");
    }

    @Test
    void whereNothingWasWrongTheFirstThingToldIsThatNewSettingsAreNotInEffect() {
        CheckRequest healthy = looked(widened()).withInputs(List.of(mainCf("main.cf", mended())));
        Report report = recheck(healthy, looked(widened()).withInputs(List.of(mainCf("new.cf", text("main.cf")))))
                .now()
                .report();
        Comparison comparison = report.supplement().comparison().orElseThrow();

        assertThat(comparison.before().verdict()).isEqualTo(Verdict.NOTHING_WRONG);
        assertThat(comparison.now().verdict()).isEqualTo(Verdict.NOT_IN_EFFECT);
        assertThat(Verdict.of(report)).isEqualTo(Verdict.NOT_IN_EFFECT);
        assertThat(comparison.ground().against())
                .contains(new Comparison.Contradiction(
                        Citation.line("new.cf", 16, "smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3"),
                        seen.endpoint(),
                        ONE,
                        THREE));
    }

    @Test
    void newSettingsThatTheServerFollowsAreInEffect() {
        Report report = recheck(
                        looked(widened()).withInputs(List.of(mainCf("main.cf", mended()))),
                        looked(seen).withInputs(List.of(mainCf("main.cf", text("main.cf")))))
                .now()
                .report();

        assertThat(Verdict.against(report)).isEmpty();
        assertThat(Verdict.of(report)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void newSettingsReplaceThoseOfBefore() {
        Comparison comparison = compared(earlier, looked(widened()).withInputs(List.of(mainCf("new.cf", mended()))));

        assertThat(comparison.now().verdict()).isEqualTo(Verdict.NOTHING_WRONG);
        assertThat(comparison.gone()).extracting(Finding::cause).containsExactly(FLOOR);
        assertThat(comparison.stayed()).extracting(Finding::cause).containsExactly("deprecated-parameter");
        assertThat(comparison.ground().usedAgain()).isEmpty();
        assertThat(comparison.accepts().getLast())
                .isEqualTo(new Comparison.Accepted("new.cf", Optional.of(ONE), Optional.of(THREE)));
    }

    @Test
    void withoutAServerNewSettingsAreHeldAgainstTheOldOnes() {
        Comparison mended = compared(files(), of(List.of(mainCf("main.cf", mended()))));
        Comparison same = compared(files(), of(List.of(mainCf("main.cf", text("main.cf")))));

        assertThat(mended.gone()).extracting(Finding::cause).containsExactly(FLOOR);
        assertThat(mended.now().verdict()).isEqualTo(Verdict.NOTHING_WRONG);
        assertThat(same.gone()).isEmpty();
        assertThat(same.stayed()).extracting(Finding::cause).startsWith(FLOOR);
        assertThat(same.now().verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aMistakeMadeWhileMendingIsNew() {
        String mistaken = mended().replace("smtpd_tls_security_level = may", "smtpd_tls_security_level = none");
        Comparison comparison = compared(files(), of(List.of(mainCf("main.cf", mistaken))));

        assertThat(comparison.fresh()).extracting(Finding::cause).containsExactly("tls-not-enabled");
        assertThat(comparison.now().verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aLogOfNowCounts() {
        String again = text("mail.log").replace("Dec 19", "Dec 20");
        Comparison comparison =
                compared(earlier, looked(seen).withInputs(List.of(Input.of("new.log", NEXT_DAY, again))));

        assertThat(comparison.stayed()).extracting(Finding::cause).startsWith(FLOOR);
        assertThat(comparison.stayed().getFirst().evidence())
                .anyMatch(citation -> citation.source().equals("new.log"));
    }

    @Test
    void whatOnlyTheLogShowedIsNotExaminedAgain() {
        String log = "Dec 19 09:00:00 mail postfix/smtpd[20311]: warning: connect to Milter service"
                + " inet:localhost:8891: Connection refused\n";
        CheckRequest then = CheckRequest.of(
                List.of(mainCf("main.cf", mended()), Input.of("mail.log", Example.day(), log)), List.of());
        Comparison comparison = compared(then, of(List.of(mainCf("main.cf", mended()))));

        assertThat(comparison.before().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(comparison.gone()).isEmpty();
        assertThat(comparison.open()).extracting(Finding::cause).containsExactly("not-tls-milter-down");
        assertThat(comparison.now().verdict()).isEqualTo(Verdict.NOTHING_WRONG);
    }

    @Test
    void aServerThatIsNotReachedAgainHasMendedNothing() {
        Comparison comparison = compared(earlier, looked(unreachable()));

        assertThat(comparison.gone()).isEmpty();
        assertThat(comparison.open()).extracting(Finding::cause).containsExactly(FLOOR);
        assertThat(comparison.now().verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void settingsThatHoldOnStayInTheCaseAndLogsDoNot() {
        assertThat(recheck(earlier, looked(seen)).carried().inputs())
                .extracting(Input::name)
                .containsExactly("main.cf");
    }

    /// The mended settings, and the log with one line more, of a sender that now gets in.
    @Test
    void ofALogThatHasGrownOnlyTheNewLinesCount() {
        String grown = Example.texts().get("mail.log")
                + "Dec 20 08:00:00 mail postfix/smtpd[4711]: Anonymous TLS connection established from "
                + "mx.example.net[192.0.2.80]: TLSv1 with cipher ECDHE-RSA-AES256-SHA (256/256 bits)\n";
        Recheck recheck =
                recheck(files(), of(List.of(mainCf("main.cf", mended()), Input.of("mail.log", NEXT_DAY, grown))));

        assertThat(comparison(recheck).gone()).extracting(Finding::cause).containsExactly(FLOOR);
        assertThat(recheck.fresh().facts().evidence().logs())
                .extracting(MailLog::source, MailLog::lines)
                .containsExactly(tuple("mail.log (new lines)", 1L));
    }

    @Test
    void aLogThatHasNotChangedTellsNothingNew() {
        List<Input> log = List.of(Input.of("copy.log", NEXT_DAY, text("mail.log")));

        assertThat(Recheck.run(files(), of(log), ScanListener.NONE, new Cancellation()))
                .isEmpty();
        assertThat(compared(earlier, looked(widened()).withInputs(log)).gone())
                .extracting(Finding::cause)
                .containsExactly(FLOOR);
    }

    @Test
    void standInsAreTheSameBeforeAndNow() {
        String named = mended().replace("mail.example.com", "mail.kanzlei-roth.de");
        CheckRequest then = CheckRequest.of(
                List.of(mainCf("kanzlei-roth.de.cf", named.replace("= !SSLv2, !SSLv3", "= TLSv1.2"))), List.of());
        Comparison comparison = comparison(
                recheck(then, of(List.of(mainCf("kanzlei-roth.de.cf", named)))).redacted(new Redaction()));

        assertThat(comparison.accepts())
                .containsExactly(
                        new Comparison.Accepted("host1.domain1.example", Optional.of(ONE), Optional.of(THREE)));
    }

    private static Comparison compared(CheckRequest then, CheckRequest now) {
        return comparison(recheck(then, now));
    }

    private static Recheck recheck(CheckRequest then, CheckRequest now) {
        return Recheck.run(then, now, ScanListener.NONE, new Cancellation()).orElseThrow();
    }

    private static Comparison comparison(Recheck recheck) {
        return recheck.now().report().supplement().comparison().orElseThrow();
    }

    /// What was given of the built-in case, without a look at its server.
    private static CheckRequest files() {
        return CheckRequest.of(earlier.inputs(), List.of());
    }

    private static CheckRequest looked(Scan scan) {
        return of(List.of()).withRecorded(new CheckRequest.Recorded(List.of(scan), Optional.empty()));
    }

    private static CheckRequest of(List<Input> inputs) {
        return new CheckRequest(
                Optional.empty(),
                Optional.empty(),
                inputs,
                List.of(),
                Optional.of(NEXT_DAY),
                Optional.empty(),
                Optional.empty(),
                earlier.anchors(),
                Optional.empty(),
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Input mainCf(String name, String text) {
        return Input.of(name, NEXT_DAY, text);
    }

    private static String text(String name) {
        return Objects.requireNonNull(Example.texts().get(name));
    }

    private static String mended() {
        return text("main.cf")
                .replace("smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3", "smtpd_tls_protocols = !SSLv2, !SSLv3");
    }

    /// The server with TLS 1.0 and 1.1 switched on.
    private static Scan widened() {
        Map<ProtocolVersion, VersionSupport> versions =
                new EnumMap<>(seen.server().versions());
        VersionSupport accepted = seen.server().support(ProtocolVersion.TLSV1_2);
        versions.put(ProtocolVersion.TLSV1, accepted);
        versions.put(ProtocolVersion.TLSV1_1, accepted);
        return new Scan(
                seen.endpoint(),
                seen.connections(),
                seen.took(),
                seen.stages(),
                seen.startTls(),
                new ServerTls(
                        versions,
                        seen.server().keyTypes(),
                        seen.server().groups(),
                        seen.server().dhBits(),
                        seen.server().signatureSchemes()),
                seen.chains());
    }

    private static Scan unreachable() {
        return new Scan(
                seen.endpoint(),
                1,
                Duration.ZERO,
                List.of(new Stage(Step.CONNECT, Optional.of(new Trouble.ConnectionRefused()), Duration.ZERO, "")),
                StartTls.UNKNOWN,
                new ServerTls(
                        Map.of(),
                        seen.server().keyTypes(),
                        seen.server().groups(),
                        seen.server().dhBits()),
                List.of());
    }
}
