package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TextReportTest {
    static final List<String> HOSTILE = HostileTexts.ALL;

    private static final List<String> HEADINGS_OF_A_FAILURE = List.of(
            "TLS diagnosis of mail.example.com",
            "Whose mail arrives",
            "Why it fails",
            "What to change",
            "How to verify",
            "Looks guilty, is not",
            "Worth doing",
            "Other senders and old equipment",
            "Evidence",
            "What was examined",
            "What the server showed");

    @Test
    void answersFirstAndProvesAfterwards() {
        List<String> lines = text(SampleReports.founding()).lines().toList();

        assertThat(lines).containsSubsequence(HEADINGS_OF_A_FAILURE);
        assertThat(lines)
                .containsSubsequence(
                        "CAUSE FOUND, PROVEN",
                        "The TLS handshake with Google and Facebook fails because smtpd_tls_protocols =",
                        "    smtpd_tls_protocols = !SSLv2, !SSLv3",
                        "    postconf -e 'smtpd_tls_protocols = !SSLv2, !SSLv3'",
                        "    postfix reload",
                        "    postconf smtpd_tls_protocols");
    }

    @Test
    void saysOnceAndBesideTheCauseWhatToDo() {
        List<String> lines = text(SampleReports.founding()).lines().toList();

        assertThat(lines)
                .containsSubsequence(
                        "Why it fails",
                        "  What to do: Allow the older versions again on the port that other mail servers",
                        "What to change",
                        "Lines for main.cf:");
        assertThat(lines)
                .filteredOn(line -> line.contains("Allow the older versions again"))
                .hasSize(1);
    }

    @Test
    void tellsWhoGetsInNowAndAfterTheChange() {
        String text = text(SampleReports.founding());

        assertThat(text).containsPattern("Google +3 failed +Does not arrive +Arrives encrypted");
        assertThat(text).containsPattern("Facebook +1 failed, 1 +Arrives unencrypted +Arrives encrypted");
        assertThat(text).containsPattern("web\\.de +1 with TLS +Arrives encrypted +Arrives encrypted");
    }

    @Test
    void countsOtherSystemsAndNamesThoseInTrouble() {
        String text = text(SampleReports.founding());

        assertThat(text).contains("""
                Of 5 kinds of systems that others may send from, 4 are known to get in encrypted
                after the change.

                These have trouble:

                Sender             Now                       After the change
                -----------------  ------------------------  -----------------
                A printer of 2010  Does not arrive           Arrives encrypted
                                   No TLS version in common  TLSv1.2
                A scanner of 2008  Does not arrive           Arrives encrypted
                                   No TLS version in common  TLSv1.2
                """);
    }

    @Test
    void namesEachCommandOnce() {
        assertThat(text(SampleReports.founding())).containsOnlyOnce("    postfix reload\n");
    }

    @Test
    void saysNothingWrongOfHealthyServerAndWhatWasChecked() {
        String text = text(SampleReports.healthy());

        assertThat(text).contains("NOTHING WRONG\n", "What was examined\n", "Given: main.cf and mail.log\n");
        assertThat(text).doesNotContain("What to change", "Why it fails", "After the change");
    }

    @Test
    void saysWhatWouldTellMoreWhenNothingIsDecided() {
        assertThat(text(SampleReports.undecided()))
                .contains("NOT DECIDED\n", "What would tell more\n", "    postconf -n\n")
                .contains("Server: [2001:db8::25]:25: Connection: No answer in time.");
    }

    @Test
    void staysWithinEightyColumnsButForLinesToCopy() {
        assertThat(text(SampleReports.founding()).lines())
                .filteredOn(line -> !line.startsWith("    "))
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(TextReport.WIDTH));
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void writesOutWhatCouldSteerTheTerminal(String hostile) {
        String text = text(HostileTexts.everywhere(hostile));

        assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029]");
        assertThat(text.lines())
                .filteredOn(line -> !line.startsWith("    "))
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(TextReport.WIDTH));
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void keepsHostileTextFromAddingLinesToTheSettings(String hostile) {
        Block.Listing settings =
                Outline.of(HostileTexts.everywhere(hostile), ReportText.in(Locale.ENGLISH)).sections().stream()
                        .filter(section -> section.id().equals("changes"))
                        .flatMap(section -> section.blocks().stream())
                        .filter(Block.Listing.class::isInstance)
                        .map(Block.Listing.class::cast)
                        .findFirst()
                        .orElseThrow();

        assertThat(settings.lines()).hasSize(1);
        assertThat(Printable.of(settings.lines().getFirst())).doesNotContain("\n", "\r");
    }

    private static String text(Report report) {
        return TextReport.of(report, ReportText.in(Locale.ENGLISH));
    }
}
