package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import postern.postfix.MainCf.Entry;
import postern.postfix.MainCf.Fault;
import postern.postfix.MainCf.Malformed;

class MainCfTest {

    @Test
    void readsNamesAndValues() {
        MainCf file = MainCf.parse("""
                # TLS
                smtpd_use_tls=yes
                smtpd_tls_loglevel   =   1\t
                smtpd_tls_CAfile =
                a == b
                """);
        assertThat(file.entries())
                .isEqualTo(List.of(
                        new Entry("smtpd_use_tls", "yes", 2, 2),
                        new Entry("smtpd_tls_loglevel", "1", 3, 3),
                        new Entry("smtpd_tls_CAfile", "", 4, 4),
                        new Entry("a", "= b", 5, 5)));
    }

    @Test
    void continuesAcrossCommentsAndEmptyLines() {
        MainCf file = MainCf.parse("smtpd_banner = a\n# comment\n\n  b\n\tc\nx = y\n");
        assertThat(file.entries())
                .isEqualTo(List.of(new Entry("smtpd_banner", "a  b\tc", 1, 5), new Entry("x", "y", 6, 6)));
    }

    @Test
    void anIndentedParameterBelongsToTheValueAbove() {
        MainCf file = MainCf.parse("smtpd_tls_CAfile = /etc/ca.pem\n smtpd_use_tls = yes\n");
        assertThat(file.entry("smtpd_tls_CAfile").map(Entry::value)).contains("/etc/ca.pem smtpd_use_tls = yes");
        assertThat(file.entry("smtpd_use_tls")).isEmpty();
    }

    @Test
    void theLastOfANameWinsAndTheOthersAreRemembered() {
        MainCf file = MainCf.parse("a = 1\nb = 2\na = 3\n");
        assertThat(file.entry("a")).contains(new Entry("a", "3", 3, 3));
        assertThat(file.overridden("a")).isEqualTo(List.of(new Entry("a", "1", 1, 1)));
        assertThat(file.overridden("b")).isEmpty();
    }

    @Test
    void tellsLinesThatAreNoSettings() {
        MainCf file = MainCf.parse("  first = 1\nsmtpd_use_tls yes\n= x\n");
        assertThat(file.malformed())
                .isEqualTo(List.of(
                        new Malformed(Fault.INDENTED_FIRST_LINE, "first = 1", 1),
                        new Malformed(Fault.MISSING_EQUALS, "smtpd_use_tls yes", 2),
                        new Malformed(Fault.MISSING_NAME, "= x", 3)));
    }

    @Test
    void takesCarriageReturnsAsWhiteSpace() {
        MainCf file = MainCf.parse("a = 1\r\nb = 2\r\n  3\r\n");
        assertThat(file.entries()).isEqualTo(List.of(new Entry("a", "1", 1, 1), new Entry("b", "2  3", 2, 3)));
    }

    @Test
    void aByteOrderMarkIsPartOfTheFirstName() {
        MainCf file = MainCf.parse("\uFEFFsmtpd_use_tls = yes\n");
        assertThat(file.entry("smtpd_use_tls")).isEmpty();
        assertThat(file.remarks()).isEqualTo(List.of(new Remark(Remark.Kind.BYTE_ORDER_MARK, 1)));
    }

    @Test
    void anEditChangesOneLineAndKeepsItsSpacing() {
        MainCf file = MainCf.parse("# x\nsmtpd_tls_protocols=!SSLv2\n# y\nb = 2\n");
        assertThat(file.with("smtpd_tls_protocols", "!SSLv2, !SSLv3").text())
                .isEqualTo("# x\nsmtpd_tls_protocols=!SSLv2, !SSLv3\n# y\nb = 2\n");
    }

    @Test
    void anEditKeepsCommentsBetweenContinuationLines() {
        MainCf file = MainCf.parse("a = 1\n# why\n  2\nb = 3\n");
        assertThat(file.with("a", "4").text()).isEqualTo("a = 4\n# why\nb = 3\n");
    }

    @Test
    void aNewParameterGoesToTheEnd() {
        assertThat(MainCf.parse("a = 1\r\n").with("b", "2").text()).isEqualTo("a = 1\r\nb = 2\r\n");
        assertThat(MainCf.parse("a = 1").with("b", "2").text()).isEqualTo("a = 1\nb = 2");
    }

    @Test
    void removesEveryLineOfAParameter() {
        MainCf file = MainCf.parse("a = 1\nb = 2\n   3\na = 4\nc = 5\n");
        assertThat(file.without("a").text()).isEqualTo("b = 2\n   3\nc = 5\n");
        assertThat(file.without("b").text()).isEqualTo("a = 1\na = 4\nc = 5\n");
    }

    @Property(tries = 500)
    void givesBackAnyBytes(@ForAll byte[] bytes) {
        assertThat(MainCf.read(bytes).bytes()).isEqualTo(bytes);
    }

    @Property(tries = 500)
    void givesBackAnyText(@ForAll("texts") String text) {
        assertThat(MainCf.parse(text).text()).isEqualTo(text);
    }

    @Property(tries = 500)
    void theReverseOfAnEditRestoresTheFile(@ForAll("files") String text) {
        MainCf file = MainCf.parse(text);
        for (Entry entry : file.entries()) {
            Optional<String> written = file.written(entry.name());
            MainCf edited = file.with(entry.name(), "something else");
            assertThat(edited.entry(entry.name()).map(Entry::value)).contains("something else");
            assertThat(edited.with(entry.name(), written.orElseThrow()).text()).isEqualTo(text);
        }
    }

    @Property(tries = 300)
    void removingAnAddedParameterRestoresTheFile(@ForAll("files") String text) {
        assertThat(MainCf.parse(text).with("added", "1").without("added").text())
                .isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "=",
                        " ",
                        "\n",
                        "\r\n",
                        "\t",
                        "#",
                        "$",
                        "{",
                        "}",
                        ">",
                        "12:",
                        "\0",
                        "\uFEFF",
                        "\u00A0",
                        "é",
                        "smtpd_use_tls",
                        "yes",
                        "\u201C",
                        "root@host:~# postconf -n",
                        "```",
                        "&gt;")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    /// Texts without comments inside of values.
    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> line =
                Arbitraries.of("a = 1", "b=2  ", "c =", "a = 2\n  3", "d=x\n\ty\n  z ", "e = \n 5", "a=9");
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n");
        Arbitrary<Boolean> closed = Arbitraries.of(true, false);
        return line.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .flatMap(lines -> end.flatMap(eol -> closed.map(last -> {
                    String text = "# head\n" + String.join("\n", lines) + (last ? "\n" : "");
                    return text.replace("\n", eol);
                })));
    }
}
