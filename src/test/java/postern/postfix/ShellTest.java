package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            mail.example.com:25   | mail.example.com:25
            [2001:db8::25]:25     | '[2001:db8::25]:25'
            a b                   | 'a b'
            $(reboot)             | '$(reboot)'
            it's;x                | 'it'\\''s;x'
            """)
    void quotesForAShellWhatMeansSomethingToIt(String text, String word) {
        assertThat(Shell.word(text)).isEqualTo(word);
    }
}
