package postern.app.step.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postern.app.CheckEngine;
import postern.app.FakeEngine;
import postern.app.FixedDialogs;
import postern.app.FoundingCase;
import postern.app.LaterRunner;
import postern.app.MemoryClipboard;
import postern.app.SameThreadRunner;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.engine.CheckRequest;
import postern.app.engine.Input;
import postern.app.engine.WhatIf;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.probe.Cancellation;
import postern.remedy.Delivery;
import postern.remedy.PeerForecast;

class RemedyViewModelTest {
    private static final String MAIN = """
            # whole
            myhostname = mail.example.com
            mydestination = $myhostname, localhost
            mail_version = 3.7.11
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = /etc/ssl/mail.pem
            """;

    /// Switches off what main.cf switches on.
    private static final String MASTER = """
            # services
            smtp       inet  n       -       y       -       -       smtpd
              -o smtpd_tls_security_level=none
            """;

    private final Draft draft = new Draft();
    private final Texts texts = Texts.in(Locale.ENGLISH);
    private RemedyViewModel model = open(new SameThreadRunner());

    private RemedyViewModel open(TaskRunner runner) {
        FakeEngine engine = new FakeEngine(0);
        RemedyViewModel opened = new RemedyViewModel(
                draft, engine, new FixedDialogs(List.of(), Optional.empty()), new MemoryClipboard(), runner, texts);
        draft.setCheck(new Check.Finished(engine.example(), FoundingCase.report(), false));
        return opened;
    }

    @BeforeEach
    void reopen() {
        model = open(new SameThreadRunner());
    }

    private SettingViewModel setting() {
        return model.settings().getFirst();
    }

    private Delivery google() {
        return model.peers().stream()
                .filter(peer -> peer.name().equals("Google"))
                .findFirst()
                .map(peer -> peer.after().delivery())
                .orElseThrow();
    }

    @Test
    void proposesAValueThatLetsGoogleIn() {
        assertThat(setting().value().get()).isEqualTo("!SSLv2, !SSLv3");
        assertThat(google()).isEqualTo(Delivery.ENCRYPTED);
    }

    @Test
    void forecastsAtEveryEdit() {
        setting().value().set("!SSLv2, !SSLv3, !TLSv1");
        assertThat(google()).isEqualTo(Delivery.FAILS);
        setting().value().set("!SSLv2");
        assertThat(google()).isEqualTo(Delivery.ENCRYPTED);
    }

    @Test
    void forecastsAnOptionOfAServiceAtEveryEdit() {
        CheckEngine engine = new CheckEngine(texts);
        String silent = MAIN.replace("smtpd_tls_security_level = may\n", "");
        CheckRequest request = new CheckRequest(
                Optional.empty(), "", List.of(new Input.Text("main.cf", silent), new Input.Text("master.cf", MASTER)));
        model = new RemedyViewModel(
                draft,
                engine,
                new FixedDialogs(List.of(), Optional.empty()),
                new MemoryClipboard(),
                new SameThreadRunner(),
                texts);
        draft.setCheck(new Check.Finished(request, engine.run(request, _ -> {}, new Cancellation()), false));

        SettingViewModel option = model.settings().getLast();
        assertThat(option.name()).isEqualTo("smtp/inet/smtpd_tls_security_level");
        assertThat(google()).isEqualTo(Delivery.ENCRYPTED);
        option.value().set("none");
        assertThat(google()).isEqualTo(Delivery.PLAINTEXT);
        assertThat(model.change().get().lines()).contains("postconf -P 'smtp/inet/smtpd_tls_security_level=none'");
        option.value().set("nonsense");
        assertThat(option.remark().get().orElseThrow().kind()).isEqualTo(WhatIf.Kind.NOT_UNDERSTOOD);
        assertThat(model.lines()).isEqualTo("smtpd_tls_security_level = may");
    }

    @Test
    void saysInAnotherLanguageWhatASettingMendsAndKeepsTheEdit() {
        setting().value().set("!SSLv2");
        texts.speak(Locale.SIMPLIFIED_CHINESE);
        assertThat(setting().why()).isEqualTo("其他邮件服务器需要的 TLS 版本被关闭了");
        assertThat(setting().value().get()).isEqualTo("!SSLv2");
        draft.retell(FoundingCase.report().withRemarks(List.of("说明")));
        assertThat(setting().value().get()).isEqualTo("!SSLv2");
        assertThat(draft.report()).hasValueSatisfying(report -> {
            assertThat(report.remarks()).containsExactly("说明");
            assertThat(report.settings().getFirst().value()).isEqualTo("!SSLv2");
        });
    }

    @Test
    void explainsAHarmfulValue() {
        setting().value().set(setting().current().orElseThrow());
        assertThat(setting().remark().get().orElseThrow().kind()).isEqualTo(WhatIf.Kind.HARMFUL);
    }

    @Test
    void explainsAValuePostfixWouldNotUnderstand() {
        setting().value().set("TLS?");
        assertThat(setting().remark().get().orElseThrow().kind()).isEqualTo(WhatIf.Kind.NOT_UNDERSTOOD);
    }

    @Test
    void goesBackToTheProposedValue() {
        setting().value().set("nonsense");
        assertThat(setting().isAsProposed(setting().value().get())).isFalse();
        setting().undo();
        assertThat(setting().value().get()).isEqualTo("!SSLv2, !SSLv3");
        assertThat(google()).isEqualTo(Delivery.ENCRYPTED);
    }

    @Test
    void putsTheEditedValueIntoLinesCommandsAndReport() {
        setting().value().set("!SSLv2");
        assertThat(model.lines()).isEqualTo("smtpd_tls_protocols = !SSLv2");
        assertThat(model.change().get()).contains("postconf -e 'smtpd_tls_protocols = !SSLv2'");
        assertThat(draft.report().orElseThrow().settings().getFirst().value()).isEqualTo("!SSLv2");
    }

    @Test
    void tellsTheChangeInEveryFormAndFollowsEachEdit() {
        setting().value().set("!SSLv2");
        assertThat(model.forms().get())
                .extracting(Form::name, Form::text)
                .containsExactly(
                        tuple("change.sh", "postconf -e 'smtpd_tls_protocols = !SSLv2'\npostfix reload\n"),
                        tuple(
                                "back.sh",
                                "postconf -e 'smtpd_tls_protocols = !SSLv2,!TLSv1,!TLSv1.1,!SSLv3'\npostfix reload\n"));
    }

    @Test
    void showsSendersOfTheLogFirstAndOfThoseTheFailingOnes() {
        assertThat(model.peers())
                .extracting(PeerForecast::name)
                .containsExactly("Google", "Facebook", "web.de", "Yahoo", "Microsoft 365");
    }

    @Test
    void addsOfTheSoftwareThatOthersRunWhatWouldStayOut() {
        setting().value().set("!SSLv2, !SSLv3, !TLSv1");
        assertThat(model.peers())
                .extracting(PeerForecast::name)
                .contains("A printer of 2010")
                .doesNotContain("A mail server of 2014");
    }

    @Test
    void dropsAForecastThatALaterEditHasOvertaken() {
        LaterRunner runner = new LaterRunner();
        model = open(runner);
        setting().value().set("!SSLv2, !TLSv1");
        setting().value().set("!SSLv2");
        runner.runLast();
        assertThat(google()).isEqualTo(Delivery.ENCRYPTED);
        runner.runLast();
        assertThat(google()).isEqualTo(Delivery.ENCRYPTED);
    }

    @Test
    void forgetsEditsWhenThereIsANewReport() {
        setting().value().set("!SSLv2");
        draft.setCheck(new Check.Running(draft.request()));
        draft.setCheck(new Check.Finished(new FakeEngine(0).example(), FoundingCase.report(), false));
        assertThat(setting().value().get()).isEqualTo("!SSLv2, !SSLv3");
    }
}
