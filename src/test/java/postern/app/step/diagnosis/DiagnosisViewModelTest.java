package postern.app.step.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.app.ChangedCase;
import postern.app.FakeEngine;
import postern.app.FoundingCase;
import postern.app.MemoryClipboard;
import postern.app.SameThreadRunner;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.step.diagnosis.DiagnosisViewModel.Answer;
import postern.app.text.Texts;
import postern.diagnosis.Citation;
import postern.diagnosis.Role;
import postern.report.ComparisonText;
import postern.report.Report;
import postern.report.Tone;

class DiagnosisViewModelTest {
    private final Draft draft = new Draft();
    private final DiagnosisViewModel model = new DiagnosisViewModel(
            draft, new FakeEngine(0), new MemoryClipboard(), new SameThreadRunner(), Texts.in(Locale.ENGLISH));

    @Test
    void answersTheQuestionFirst() {
        Answer answer = answer(FoundingCase.report(), false);
        assertThat(answer.verdict().kind()).isEqualTo(Verdict.Kind.CAUSE);
        assertThat(answer.verdict().sentence())
                .startsWith("The TLS handshake with Google and Facebook fails")
                .contains("smtpd_tls_protocols");
    }

    @Test
    void tellsWhereALookEndedThatDecidesNothing() {
        Report refused = FoundingCase.refused();
        Answer answer = answer(refused, false);
        assertThat(answer.verdict().kind()).isEqualTo(Verdict.Kind.UNDECIDED);
        assertThat(answer.verdict().sentence()).contains("mail.example.com:25", "Nothing listens there");
    }

    @Test
    void drawsWhatTheCheckShowed() {
        answer(FoundingCase.report(), false);
        assertThat(model.pictures().get()).isEqualTo(FoundingCase.pictures());
    }

    @Test
    void linksOnlyEvidenceThatIsAtHand() {
        answer(FoundingCase.report(), false);
        assertThat(model.canShow(Citation.line("main.cf", 10, ""))).isTrue();
        assertThat(model.canShow(Citation.line("mail.log: main.cf", 10, ""))).isTrue();
        assertThat(model.canShow(Citation.of("probe mail.example.com:25", ""))).isTrue();
        assertThat(model.canShow(Citation.of("postfix 3.7", "smtpd_tls_loglevel = 0")))
                .isFalse();
    }

    @Test
    void comparesNothingWhereNothingWasChanged() {
        assertThat(answer(FoundingCase.report(), false).comparison()).isEmpty();
    }

    @Test
    void showsACaseBeforeAndAfterAChange() {
        Compared compared = answer(ChangedCase.mended(), false).comparison().orElseThrow();
        assertThat(compared.facts())
                .containsExactly(new ComparisonText.Row(
                        "The answer",
                        "",
                        new ComparisonText.Side(Tone.BAD, "Something is wrong", "19 December 2014"),
                        new ComparisonText.Side(Tone.GOOD, "Nothing wrong", "19 December 2014")));
        assertThat(compared.groups())
                .containsExactly(new Compared.Group(
                        ComparisonText.Fate.GONE,
                        "Gone",
                        List.of(new Compared.Line(
                                Role.CAUSE, "TLS versions that other mail servers need are switched off"))));
        assertThat(compared.senders())
                .containsExactly(new Compared.Sender("Google", ChangedCase.REFUSED, ChangedCase.AGREED));
        assertThat(compared.looks().rows())
                .filteredOn(ComparisonRows.Row::changed)
                .containsExactly(new ComparisonRows.Row("TLS versions", "TLSv1.2", ""));
        assertThat(compared.ground())
                .containsExactly(
                        "What mail.log tells is of the time before the change and no longer counts against the server. "
                                + "Log lines of today, given along, would.",
                        "The settings in main.cf are those given before. If they have changed, give them anew.");
    }

    @Test
    void saysFirstThatNewSettingsAreNotInEffect() {
        Verdict verdict =
                answer(ChangedCase.notInEffect(FoundingCase.healthy()), false).verdict();
        assertThat(verdict)
                .isEqualTo(new Verdict(
                        Verdict.Kind.NOT_IN_EFFECT,
                        "New settings are not in effect yet",
                        "“smtpd_tls_protocols = TLSv1.2” (new.cf:3) means TLSv1.2, but mail.example.com:25 goes on as before, "
                                + "with TLSv1 and TLSv1.2. Reload Postfix (postfix reload) or restart it, and check again.",
                        Optional.empty()));
    }

    @Test
    void tellsTheCauseBehindSettingsThatAreNotInEffect() {
        Verdict verdict =
                answer(ChangedCase.notInEffect(FoundingCase.report()), false).verdict();
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CAUSE);
        assertThat(verdict.title()).isEqualTo("New settings are not in effect yet");
        assertThat(verdict.sentence())
                .startsWith("“smtpd_tls_protocols = TLSv1.2” (new.cf:3) means TLSv1.2")
                .contains(" Until then: The TLS handshake with Google and Facebook fails");
    }

    @Test
    void keepsInnocentThingsApartFromCauses() {
        Answer answer = answer(FoundingCase.report(), false);
        assertThat(answer.causes()).extracting(it -> it.finding().cause()).containsExactly("protocol-floor-too-high");
        assertThat(answer.harmless())
                .extracting(it -> it.finding().cause())
                .containsExactly("root-in-chain", "verify-error-no-trust-store", "compatibility-level");
    }

    @Test
    void saysThatAHealthyServerIsHealthy() {
        assertThat(answer(FoundingCase.healthy(), false).verdict().kind()).isEqualTo(Verdict.Kind.HEALTHY);
    }

    @Test
    void doesNotCallAServerHealthyThatWasOnlyHalfLookedAt() {
        assertThat(answer(FoundingCase.healthy(), true).verdict().kind()).isEqualTo(Verdict.Kind.UNDECIDED);
    }

    @Test
    void copiesAFindingWithItsEvidence() {
        String text = answer(FoundingCase.report(), false).causes().getFirst().asText();
        assertThat(text)
                .contains("main.cf:10: smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3")
                .contains("postconf -e 'smtpd_tls_protocols = !SSLv2, !SSLv3'")
                .contains("RFC 5246");
    }

    private Answer answer(Report report, boolean stopped) {
        draft.setCheck(new Check.Finished(new FakeEngine(0).example(), report, stopped));
        return model.answer().get().orElseThrow();
    }
}
