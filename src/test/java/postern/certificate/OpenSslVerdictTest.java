package postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.Answer;

/// The same verdict as `openssl verify` with the purpose of a server, security level 2 and the name asked for.
final class OpenSslVerdictTest {
    /// What stops a demanding OpenSSL although a path to an anchor exists.
    private static final Set<ChainFact> STOPS = EnumSet.of(
            ChainFact.WEAK_KEY,
            ChainFact.WEAK_SIGNATURE,
            ChainFact.WRONG_PURPOSE,
            ChainFact.INTERMEDIATE_WRONG_PURPOSE,
            ChainFact.WRONG_KEY_USAGE);

    @TempDir
    private Path folder;

    @BeforeAll
    static void asksARealOpenSsl() {
        OpenSslVerify.assumePresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "chains.txt", delimiter = '|')
    void judgesAsOpenSslDoes(
            String what,
            String sent,
            String anchors,
            String asked,
            @org.jspecify.annotations.Nullable String facts,
            String trust,
            String name,
            String openssl)
            throws IOException {
        DescribedChain chain = DescribedChain.of(sent, anchors);
        Set<Integer> errors = OpenSslVerify.errors(chain, asked, folder);
        boolean differs = openssl.startsWith("differs ");
        assertThat(errors).isEqualTo(numbers(differs ? openssl.substring(8) : openssl));
        assertThat(passes(chain.assessment(asked)) != errors.isEmpty()).isEqualTo(differs);
    }

    @ParameterizedTest
    @MethodSource("postern.certificate.ChainFaultTest#oneOrTwo")
    void judgesEveryPairOfFaultsAsOpenSslDoes(Set<Fault> faults) throws IOException {
        FaultyChain chain = FaultyChain.with(faults);
        Set<Integer> errors =
                OpenSslVerify.errors(new DescribedChain(chain.sent(), chain.anchors()), FaultyChain.HOST, folder);
        assertThat(passes(chain.assessment())).isEqualTo(errors.isEmpty());
    }

    private static boolean passes(ChainAssessment assessment) {
        boolean named =
                assessment.nameMatches() == Answer.YES || assessment.facts().contains(ChainFact.COMMON_NAME_ONLY);
        return assessment.trust() == ChainTrust.TRUSTED
                && named
                && assessment.facts().stream().noneMatch(STOPS::contains);
    }

    private static Set<Integer> numbers(String text) {
        return text.equals("ok")
                ? Set.of()
                : Arrays.stream(text.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
    }
}
