package postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.certificate.Fault.INTERMEDIATES_SWAPPED;
import static postern.certificate.Fault.INTERMEDIATE_EXPIRED;
import static postern.certificate.Fault.INTERMEDIATE_FOR_CLIENTS;
import static postern.certificate.Fault.INTERMEDIATE_FOR_OTHER_NAMES;
import static postern.certificate.Fault.INTERMEDIATE_MISSING;
import static postern.certificate.Fault.INTERMEDIATE_NOT_YET_VALID;
import static postern.certificate.Fault.INTERMEDIATE_NO_AUTHORITY;
import static postern.certificate.Fault.INTERMEDIATE_SIGNED_BY_SHA1;
import static postern.certificate.Fault.LEAF_EXPIRED;
import static postern.certificate.Fault.LEAF_NOT_YET_VALID;
import static postern.certificate.Fault.NAME_IN_COMMON_NAME;
import static postern.certificate.Fault.NAME_OF_ANOTHER;
import static postern.certificate.Fault.ONE_INTERMEDIATE_TOO_MANY;
import static postern.certificate.Fault.ROOT_EXPIRED;
import static postern.certificate.Fault.ROOT_NOT_YET_VALID;
import static postern.certificate.Fault.ROOT_SENT;
import static postern.certificate.Fault.ROOT_UNKNOWN;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.Answer;

/// Every fault of a chain alone and every pair of them.
final class ChainFaultTest {
    /// Where one of these is there, none of the others can be: there is one date and one name.
    private static final List<Set<Fault>> ALTERNATIVES = List.of(
            EnumSet.of(LEAF_EXPIRED, LEAF_NOT_YET_VALID),
            EnumSet.of(INTERMEDIATE_EXPIRED, INTERMEDIATE_NOT_YET_VALID),
            EnumSet.of(ROOT_EXPIRED, ROOT_NOT_YET_VALID),
            EnumSet.of(NAME_OF_ANOTHER, NAME_IN_COMMON_NAME));

    /// What cannot be wrong with a certificate that is not there, or not be seen from below the gap.
    private static final Set<Fault> OF_THE_INTERMEDIATE = EnumSet.of(
            INTERMEDIATE_EXPIRED,
            INTERMEDIATE_NOT_YET_VALID,
            INTERMEDIATE_SIGNED_BY_SHA1,
            INTERMEDIATE_FOR_CLIENTS,
            INTERMEDIATE_NO_AUTHORITY,
            INTERMEDIATE_FOR_OTHER_NAMES,
            ONE_INTERMEDIATE_TOO_MANY,
            INTERMEDIATES_SWAPPED);

    static Stream<Set<Fault>> oneOrTwo() {
        return Arrays.stream(Fault.values())
                .flatMap(one -> Arrays.stream(Fault.values())
                        .filter(other -> one.compareTo(other) <= 0)
                        .map(other -> (Set<Fault>) EnumSet.of(one, other)))
                .filter(ChainFaultTest::canBe);
    }

    private static boolean canBe(Set<Fault> faults) {
        return (!faults.contains(INTERMEDIATE_MISSING) || faults.stream().noneMatch(OF_THE_INTERMEDIATE::contains))
                && (faults.size() == 1 || !ALTERNATIVES.contains(faults));
    }

    @Test
    void findsNothingWrongWithASoundChain() {
        ChainAssessment assessment = FaultyChain.with(Set.of()).assessment();
        assertThat(assessment)
                .isEqualTo(new ChainAssessment(
                        Set.of(),
                        ChainTrust.TRUSTED,
                        List.of(
                                "CN=mail.example.com",
                                "O=Example Lower, CN=Lower",
                                "O=Example Upper, CN=Upper",
                                "O=Example Root, CN=Root"),
                        Answer.YES,
                        java.util.Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("oneOrTwo")
    void seesEachFaultAndNoOther(Set<Fault> faults) {
        ChainAssessment assessment = FaultyChain.with(faults).assessment();
        assertThat(assessment.facts()).isEqualTo(facts(faults));
        assertThat(assessment.trust())
                .isEqualTo(faults.stream()
                        .map(Fault::trust)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
        assertThat(assessment.nameMatches())
                .isEqualTo(
                        faults.contains(NAME_OF_ANOTHER) || faults.contains(NAME_IN_COMMON_NAME)
                                ? Answer.NO
                                : Answer.YES);
    }

    private static Set<ChainFact> facts(Set<Fault> faults) {
        var facts = EnumSet.noneOf(ChainFact.class);
        faults.forEach(fault -> fault.fact().ifPresent(facts::add));
        if (faults.contains(INTERMEDIATE_MISSING)) {
            // What stands above the gap cannot be tied to the server's certificate.
            facts.add(ChainFact.UNRELATED);
            facts.remove(ChainFact.ROOT_INCLUDED);
            facts.remove(ChainFact.ROOT_EXPIRED);
            facts.remove(ChainFact.ROOT_NOT_YET_VALID);
        }
        if (faults.contains(ROOT_UNKNOWN) && !faults.contains(ROOT_SENT)) {
            // Nobody has seen that root.
            facts.remove(ChainFact.ROOT_EXPIRED);
            facts.remove(ChainFact.ROOT_NOT_YET_VALID);
        }
        return facts;
    }
}
