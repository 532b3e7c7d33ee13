package postern.app.step.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import postern.app.FakeEngine;
import postern.app.FoundingCase;
import postern.app.MemoryClipboard;
import postern.app.SameThreadRunner;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.step.diagnosis.DiagnosisViewModel.Answer;
import postern.app.text.Texts;
import postern.diagnosis.Citation;
import postern.report.Report;

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
    void comparesALaterLookAtTheSameServerWithTheEarlierOne() {
        Answer first = answer(FoundingCase.report(), false);
        assertThat(first.comparison().rows()).isEmpty();
        draft.setCheck(new Check.Running(new FakeEngine(0).example()));
        Answer second = answer(FoundingCase.withoutTls(), false);
        assertThat(second.comparison().rows())
                .filteredOn(ComparisonRows.Row::changed)
                .contains(new ComparisonRows.Row("TLS versions", "TLSv1.2", ""));
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
