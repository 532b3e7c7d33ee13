package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.postfix.Parameter;
import postern.postfix.Parameters;
import postern.postfix.PostfixRelease;

/// A fault planted into a healthy server is found, nothing else is blamed for it, and what is proposed against it is
/// known to the release.
final class PlantedFaultTest {
    /// Releases and the libraries they came with, one for each era of the settings.
    private static final Map<PostfixRelease, String> RELEASES = Map.of(
            PostfixRelease.of(2, 11, 3), "1.0.1t",
            PostfixRelease.of(3, 1, 15), "1.1.0l",
            PostfixRelease.of(3, 5, 25), "1.1.1w",
            PostfixRelease.of(3, 7, 11), "3.0.15",
            PostfixRelease.of(3, 10, 5), "3.5.1");

    @ParameterizedTest
    @EnumSource(Problem.class)
    void aHealthyServerHasNoCause(Problem direction) {
        RELEASES.forEach((release, openssl) ->
                assertThat(causes(Planted.nothing(direction), release, openssl)).isEmpty());
    }

    @ParameterizedTest(name = "{0}, Postfix {1}")
    @MethodSource("single")
    void theFaultIsTheOnlyCauseAndItsChangesFitTheRelease(Planted fault, PostfixRelease release, String openssl) {
        List<Finding> causes = causes(fault, release, openssl);
        assertThat(causes)
                .isNotEmpty()
                .allMatch(finding -> fault.causes().contains(finding.cause()))
                .allMatch(finding -> !finding.fix().isEmpty());
        causes.stream()
                .flatMap(finding -> finding.fix().stream())
                .filter(change -> change.target() == Target.MAIN_CF || change.target() == Target.MASTER_CF)
                .filter(change -> change.value().filter(String::isEmpty).isEmpty())
                .forEach(change -> change.parameter()
                        .ifPresent(name -> assertThat(Parameters.named(name))
                                .as(change.toString())
                                .hasValueSatisfying(parameter -> isOf(parameter, release))));
    }

    @ParameterizedTest(name = "{0} and {1}, Postfix {2}")
    @MethodSource("pairs")
    void twoFaultsAreBothFound(Planted one, Planted other, PostfixRelease release, String openssl) {
        List<String> found = causes(one.with(other), release, openssl).stream()
                .map(Finding::cause)
                .toList();
        assertThat(found).anyMatch(one.causes()::contains).anyMatch(other.causes()::contains);
        assertThat(found)
                .allMatch(id -> one.causes().contains(id) || other.causes().contains(id));
    }

    static Stream<Arguments> single() {
        return Planted.all().stream()
                .flatMap(fault -> RELEASES.entrySet().stream()
                        .filter(entry -> fault.fits(entry.getKey()))
                        .map(entry -> Arguments.of(fault, entry.getKey(), entry.getValue())));
    }

    /// Faults that leave each other's traces alone: one of the incoming side's machinery, one of its neighbours.
    static Stream<Arguments> pairs() {
        PostfixRelease release = PostfixRelease.of(3, 7, 11);
        List<Planted> inbound = Planted.all().stream()
                .filter(fault -> fault.direction() == Problem.INBOUND)
                .filter(fault -> List.of(
                                "client-cert-required",
                                "client-rate-limit",
                                "not-tls-milter-down",
                                "parameter-value-invalid",
                                "sni-map-chain-invalid",
                                "cert-file-missing")
                        .contains(fault.causes().getFirst()))
                .toList();
        return inbound.stream()
                .flatMap(one -> inbound.stream()
                        .filter(other -> one.toString().compareTo(other.toString()) < 0)
                        .map(other -> Arguments.of(one, other, release, "3.0.15")));
    }

    private static void isOf(Parameter parameter, PostfixRelease release) {
        assertThat(parameter.knownIn(release)).isTrue();
        assertThat(parameter.deprecatedIn(release)).isFalse();
        assertThat(parameter.removedIn(release)).isFalse();
    }

    private static List<Finding> causes(Planted fault, PostfixRelease release, String openssl) {
        return Diagnostician.diagnose(Facts.of(fault.clue(release, openssl).evidence()), Causes.ALL)
                .withRole(Role.CAUSE);
    }
}
