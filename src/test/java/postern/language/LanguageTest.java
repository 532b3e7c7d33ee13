package postern.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource({"zh, zh-CN", "zh-CN, zh-CN", "zh-Hans-SG, zh-CN", "zh-TW, zh-CN", "en-GB, en-GB", "en, en", "de-AT, en"
    })
    void speaksTheNearestToWhatIsWanted(String wanted, String spoken) {
        assertThat(Language.nearest(Locale.forLanguageTag(wanted))).isEqualTo(Locale.forLanguageTag(spoken));
    }

    @Test
    void knowsALanguageByItsTagInEitherSpelling() {
        assertThat(Language.named("zh")).contains(Locale.SIMPLIFIED_CHINESE);
        assertThat(Language.named("zh_CN")).contains(Locale.SIMPLIFIED_CHINESE);
        assertThat(Language.named("en")).contains(Locale.ENGLISH);
        assertThat(Language.named("de")).isEqualTo(Optional.empty());
        assertThat(Language.named("")).isEqualTo(Optional.empty());
    }

    @Test
    void speaksEnglishUntilAskedForAnother() {
        assertThat(Language.spoken()).isEqualTo(Locale.ENGLISH);
        assertThat(Language.<Locale, RuntimeException>speaking(Locale.SIMPLIFIED_CHINESE, Language::spoken))
                .isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(Language.spoken()).isEqualTo(Locale.ENGLISH);
    }
}
