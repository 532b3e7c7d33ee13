package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import postern.report.Block.Cell;
import postern.report.Block.Table;

class ColumnsTest {
    @Test
    void breaksAtBlanksAndTooLongWordsBehindASign() {
        assertThat(Columns.wrap("to be or ECDHE-RSA-AES256-GCM-SHA384", 19))
                .containsExactly("to be or", "ECDHE-RSA-AES256-", "GCM-SHA384");
        assertThat(Columns.wrap("to be unencrypted", 9)).containsExactly("to be", "unencrypt", "ed");
    }

    @Test
    void countsWideCharactersTwice() {
        assertThat(Columns.wrap("中文中文", 4)).containsExactly("中文", "中文");
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
    }

    @Test
    void beginsNoLineWithAMarkThatBelongsToTheOneBefore() {
        assertThat(Columns.wrap("去掉该项（见下文），再试。", 10)).containsExactly("去掉该项", "（见下", "文），再", "试。");
        assertThat(Columns.wrap("设置 smtpd_tls_security_level，重新加载", 29))
                .containsExactly("设置", "smtpd_tls_security_level，重", "新加载");
    }

    @Test
    void keepsAColumnOfWideCharactersReadable() {
        var table = new Table(
                List.of("日志中", "结果"),
                List.of(50, 50),
                List.of(List.of(Cell.of("一次失败，一次未加密"), Cell.of("ECDHE-RSA-AES256-GCM-SHA384"))));
        assertThat(Columns.of(table, 37)).isEqualTo("""
                日志中    结果
                --------  ---------------------------
                一次失    ECDHE-RSA-AES256-GCM-SHA384
                败，一次
                未加密
                """);
    }

    @Test
    void letsTheWidestColumnGiveWay() {
        var table = new Table(
                List.of("Step", "Words"),
                List.of(50, 50),
                List.of(List.of(Cell.of("Greeting"), Cell.of("220 mail.example.com ESMTP"))));

        assertThat(Columns.of(table, 26)).isEqualTo("""
                Step      Words
                --------  ----------------
                Greeting  220
                          mail.example.com
                          ESMTP
                """);
    }

    @Test
    void breaksNoWordWhereAnotherColumnHasBlanksToBreakAt() {
        var table = new Table(
                List.of("Now", "Words"),
                List.of(50, 50),
                List.of(List.of(Cell.of("AES256-GCM-SHA384"), Cell.of("No TLS version in common"))));

        assertThat(Columns.of(table, 28)).isEqualTo("""
                Now                Words
                -----------------  ---------
                AES256-GCM-SHA384  No TLS
                                   version
                                   in common
                """);
    }

    @Property
    void losesNoCharacterAndExceedsNoWidth(@ForAll String text, @ForAll @IntRange(min = 2, max = 90) int width) {
        String shown = Printable.of(text);

        List<String> lines = Columns.wrap(shown, width);

        assertThat(lines).allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo(shown.replace(" ", ""));
    }
}
