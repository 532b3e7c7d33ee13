package postern.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.dns.StsPolicyReading.Problem.BAD_MAX_AGE;
import static postern.dns.StsPolicyReading.Problem.BAD_MX;
import static postern.dns.StsPolicyReading.Problem.NO_MAX_AGE;
import static postern.dns.StsPolicyReading.Problem.NO_MODE;
import static postern.dns.StsPolicyReading.Problem.NO_MX;
import static postern.dns.StsPolicyReading.Problem.NO_VERSION;
import static postern.dns.StsPolicyReading.Problem.OTHER_VERSION;
import static postern.dns.StsPolicyReading.Problem.UNKNOWN_MODE;
import static postern.dns.StsPolicyReading.Problem.WEB_PAGE;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StsPolicyTest {
    private static final String GOOD = """
            version: STSv1
            mode: enforce
            mx: mx.example.com
            mx: *.example.net
            max_age: 604800
            """;

    @Test
    void readsAPolicyWithEitherLineEnd() {
        var policy = new StsPolicyReading.Valid(
                new StsPolicy(StsPolicy.Mode.ENFORCE, List.of("mx.example.com", "*.example.net"), 604800));
        assertThat(StsPolicyReading.of(GOOD)).isEqualTo(policy);
        assertThat(StsPolicyReading.of(GOOD.replace("\n", "\r\n"))).isEqualTo(policy);
    }

    @Test
    void ofAFieldGivenTwiceTheFirstCountsAndUnknownOnesMeanNothing() {
        assertThat(StsPolicyReading.of(GOOD + "mode: none\nmax_age: 1\ncolour: green\n"))
                .isEqualTo(StsPolicyReading.of(GOOD));
    }

    @Test
    void modeNoneNeedsNoHosts() {
        assertThat(StsPolicyReading.of("version: STSv1\nmode: none\nmax_age: 86400"))
                .isEqualTo(new StsPolicyReading.Valid(new StsPolicy(StsPolicy.Mode.NONE, List.of(), 86400)));
    }

    @Test
    void everyFaultIsNamed() {
        assertThat(problems("")).containsExactly(NO_VERSION, NO_MODE, NO_MAX_AGE, NO_MX);
        assertThat(problems(GOOD.replace("STSv1", "STSv2"))).containsExactly(OTHER_VERSION);
        assertThat(problems(GOOD.replace("enforce", "strict"))).containsExactly(UNKNOWN_MODE);
        assertThat(problems(GOOD.replace("*.example.net", "10 mx.example.net"))).containsExactly(BAD_MX);
        assertThat(problems(GOOD.replace("604800", "31557601"))).containsExactly(BAD_MAX_AGE);
        assertThat(problems(GOOD.replace("604800", "one week"))).containsExactly(BAD_MAX_AGE);
        assertThat(problems("<!DOCTYPE html><html></html>")).containsExactly(WEB_PAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "mx.example.com,true",
        "MX.Example.COM.,true",
        "a.example.net,true",
        "example.net,false",
        "a.b.example.net,false",
        "mx2.example.com,false"
    })
    void aWildcardStandsForOneLabel(String host, boolean allowed) {
        assertThat(StsPolicyReading.of(GOOD))
                .isInstanceOfSatisfying(
                        StsPolicyReading.Valid.class,
                        valid -> assertThat(valid.policy().allows(host)).isEqualTo(allowed));
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadAgain(
            @ForAll StsPolicy.Mode mode, @ForAll @LongRange(max = 31_557_600) long maxAge, @ForAll boolean windows) {
        var policy = new StsPolicy(mode, List.of("*.example.com"), maxAge);
        String text = "version: STSv1\nmode: " + mode.id() + "\nmx: *.example.com\nmax_age: " + maxAge + "\n";
        assertThat(StsPolicyReading.of(windows ? text.replace("\n", "\r\n") : text))
                .isEqualTo(new StsPolicyReading.Valid(policy));
    }

    @Property(tries = 1000)
    void noTextIsTooStrange(@ForAll String text) {
        assertThat(StsPolicyReading.of(text)).isNotNull();
        assertThat(StsPolicyReading.of("version: STSv1\nmx:" + text)).isNotNull();
    }

    private static List<StsPolicyReading.Problem> problems(String text) {
        return ((StsPolicyReading.Invalid) StsPolicyReading.of(text)).problems();
    }
}
