package postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import postern.tls.Answer;

/// The chains of `chains.txt`: exactly these facts, this trust and this answer about the name.
final class ChainTableTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "chains.txt", delimiter = '|')
    void seesWhatIsToBeSeen(
            String what,
            String sent,
            String anchors,
            String asked,
            @Nullable String facts,
            ChainTrust trust,
            Answer name) {
        ChainAssessment assessment = DescribedChain.of(sent, anchors).assessment(asked);
        assertThat(assessment.facts()).isEqualTo(facts(facts));
        assertThat(assessment.trust()).isEqualTo(trust);
        assertThat(assessment.nameMatches()).isEqualTo(name);
    }

    private static Set<ChainFact> facts(@Nullable String ids) {
        Set<String> wanted = ids == null ? Set.of() : Set.of(ids.split(" "));
        Set<ChainFact> facts = Arrays.stream(ChainFact.values())
                .filter(fact -> wanted.contains(fact.id()))
                .collect(Collectors.toSet());
        assertThat(facts).as(ids).hasSameSizeAs(wanted);
        return facts;
    }
}
