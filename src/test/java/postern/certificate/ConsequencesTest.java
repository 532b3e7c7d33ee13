package postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Who minds what.
final class ConsequencesTest {
    @ParameterizedTest
    @EnumSource
    void everyFactHasAConsequenceAndNoneStopsAllWhoDoNotCheck(ChainFact fact) {
        for (Verifier verifier : Verifier.values()) {
            assertThat(Consequences.of(fact, verifier)).isNotNull();
        }
        assertThat(Consequences.of(fact, Verifier.OPPORTUNISTIC)).isNotEqualTo(Reaction.REFUSES);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            server lower upper             | root        | mail.example.com | IGNORES | IGNORES | IGNORES     | IGNORES     | IGNORES
            server lower upper root        | root        | mail.example.com | IGNORES | IGNORES | IGNORES     | IGNORES     | IGNORES
            server                         | root        | mail.example.com | IGNORES | IGNORES | SOME_REFUSE | REFUSES     | REFUSES
            server(key=RSA512) lower upper | root        | mail.example.com | IGNORES | SOME_REFUSE | SOME_REFUSE | SOME_REFUSE | REFUSES
            server(SHA1) lower upper       | root        | mail.example.com | IGNORES | IGNORES | SOME_REFUSE | SOME_REFUSE | SOME_REFUSE
            server(by=private) private     | root        | mail.example.com | IGNORES | IGNORES | IGNORES     | REFUSES     | REFUSES
            server(expired) lower upper    | root        | mail.example.com | IGNORES | IGNORES | REFUSES     | REFUSES     | REFUSES
            server lower upper             | root        | www.example.net  | IGNORES | IGNORES | REFUSES     | REFUSES     | REFUSES
            server(no-names) lower upper   | root        | mail.example.com | IGNORES | IGNORES | SOME_REFUSE | SOME_REFUSE | SOME_REFUSE
            server(staple) lower upper     | root        | mail.example.com | IGNORES | IGNORES | IGNORES     | SOME_REFUSE | SOME_REFUSE
            server upper lower             | root        | mail.example.com | IGNORES | IGNORES | SOME_REFUSE | SOME_REFUSE | SOME_REFUSE
            """, delimiter = '|')
    void theWorstOfAChainCounts(
            String sent,
            String anchors,
            String asked,
            Reaction opportunistic,
            Reaction daneKey,
            Reaction daneAnchor,
            Reaction policy,
            Reaction program) {
        ChainAssessment assessment = DescribedChain.of(sent, anchors).assessment(asked);
        assertThat(Arrays.stream(Verifier.values()).map(verifier -> Consequences.of(assessment, verifier)))
                .containsExactly(opportunistic, daneKey, daneAnchor, policy, program);
    }
}
