package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {
    static final List<String> HOSTILE = HostileTexts.ALL;

    @Test
    void keepsSettingsAsLinesOfMainCf() throws Exception {
        Document page = parse(SampleReports.founding());

        assertThat(page.getElementsByTagName("pre").item(0).getTextContent())
                .isEqualTo("smtpd_tls_protocols = !SSLv2, !SSLv3");
    }

    @Test
    void namesLanguageAndTitle() throws Exception {
        Document page = parse(SampleReports.founding());

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(page.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("TLS diagnosis of mail.example.com");
    }

    @Test
    void tellsBySignAndWordAndNotByColourAlone() throws Exception {
        String text = parse(SampleReports.founding()).getDocumentElement().getTextContent();

        assertThat(text).contains("× Cause found, proven", "× Does not arrive", "! Arrives unencrypted");
        assertThat(text).contains("✓ Arrives encrypted");
    }

    /// Hostile text is well-formed text: no element and no attribute comes from it.
    @ParameterizedTest
    @FieldSource("HOSTILE")
    void leavesHostileTextInert(String hostile) throws Exception {
        Set<String> markup = markup(parse(HostileTexts.everywhere("harmless")));

        assertThat(markup(parse(HostileTexts.everywhere(hostile)))).isSubsetOf(withWholeWords(markup));
    }

    /// Widths of paper, in letters of the listing's size.
    @ParameterizedTest
    @CsvSource({"a, 92, usual", "a, 93, wide", "a, 109, widest", "a, 129, widest wrapped", "书, 46, usual", "书, 47, wide"
    })
    void aListingIsSetAsLargeAsItsLongestLineAllows(String letter, int length, String kind) {
        var blocks = new HtmlBlocks(_ -> true);
        blocks.section(new Section(
                "changes", "", List.of(new Block.Listing("caption", List.of("", letter.repeat(length))))));
        assertThat(blocks.toString()).contains("<pre class=\"" + kind + "\">");
    }

    @Test
    void aLongNameInAColumnMayBeBrokenBehindItsDots() {
        var html = new Html(_ -> true);
        html.narrow("outcampmail003.ash2.facebook.com, mail.example.com and ECDHE-RSA-AES256-GCM-SHA384 of TLSv1.2");
        assertThat(html.toString())
                .isEqualTo("outcampmail003.<wbr/>ash2.<wbr/>facebook.<wbr/>com, mail.example.com and "
                        + "<span class=\"whole\">ECDHE-RSA-AES256-GCM-SHA384</span> of TLSv1.2");
    }

    @Test
    void fetchesNothing() throws Exception {
        assertThat(markup(parse(SampleReports.founding())))
                .noneMatch(name -> name.matches("(img|script|link|iframe|object)\\b.*|.*\\b(src|href|on\\w+)$"));
    }

    private static Set<String> withWholeWords(Set<String> markup) {
        var all = new TreeSet<>(markup);
        all.addAll(List.of("span", "span class", "pre class", "wbr"));
        return all;
    }

    private static Set<String> markup(Document page) {
        var names = new TreeSet<String>();
        var elements = page.getElementsByTagName("*");
        IntStream.range(0, elements.getLength())
                .mapToObj(index -> (Element) elements.item(index))
                .forEach(element -> {
                    names.add(element.getTagName());
                    var attributes = element.getAttributes();
                    IntStream.range(0, attributes.getLength())
                            .forEach(index -> names.add(element.getTagName() + " "
                                    + attributes.item(index).getNodeName()));
                });
        return names;
    }

    private static Document parse(Report report) throws Exception {
        var out = new ByteArrayOutputStream();
        HtmlReport.write(report, out);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toByteArray()));
    }
}
