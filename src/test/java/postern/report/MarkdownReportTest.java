package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MarkdownReportTest {
    static final List<String> HOSTILE = HostileTexts.ALL;

    @Test
    void writesHeadingsTablesAndCode() {
        assertThat(text(SampleReports.founding()))
                .contains("""
                # TLS diagnosis of mail.example.com
                """, """
                **Cause found, proven**
                """, """
                Lines for main.cf:

                ```text
                smtpd_tls_protocols = !SSLv2, !SSLv3
                ```
                """, "| Google mail", "| 3 failed | × Does not arrive");
    }

    /// Whatever stands in a field, the page has the same headings, tables, fences and nothing that links or mentions.
    @ParameterizedTest
    @FieldSource("HOSTILE")
    void leavesHostileTextInert(String hostile) {
        List<String> harmless = skeleton(text(HostileTexts.everywhere("harmless")));
        String written = text(HostileTexts.everywhere(hostile));

        assertThat(skeleton(written)).isEqualTo(harmless);
        assertThat(outsideCode(written))
                .doesNotContain("<")
                .doesNotContain("@")
                .doesNotContain("](")
                .doesNotContainPattern("(?<!\\\\)://|(?i)www\\.");
        assertThat(written.replace("\n", "").chars().filter(Character::isISOControl))
                .isEmpty();
    }

    private static String text(Report report) {
        return MarkdownReport.of(report, ReportText.in(Locale.ENGLISH));
    }

    /// What each line is by its first characters; a line of code is one by its fence.
    private static List<String> skeleton(String markdown) {
        List<String> kinds = new java.util.ArrayList<>();
        String fence = "";
        for (String line : markdown.lines().toList()) {
            if (!fence.isEmpty()) {
                fence = line.equals(fence) ? "" : fence;
                kinds.add("code");
            } else if (line.startsWith("```")) {
                fence = line.replace("text", "");
                kinds.add("fence");
            } else {
                kinds.add(line.isEmpty() ? "" : line.startsWith("|") ? "row " + cells(line) : kind(line));
            }
        }
        return kinds;
    }

    private static String kind(String line) {
        return line.startsWith("#") ? line.substring(0, line.indexOf(' ')) : line.startsWith("- ") ? "-" : "words";
    }

    private static long cells(String row) {
        return row.replace("\\|", "")
                .chars()
                .filter(character -> character == '|')
                .count();
    }

    private static String outsideCode(String markdown) {
        return markdown.replaceAll("(?ms)^(`{3,})text$.*?^\\1$", "");
    }
}
