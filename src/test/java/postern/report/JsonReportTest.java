package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonReportTest {
    static final List<String> HOSTILE = HostileTexts.ALL;

    static Stream<Report> reports() {
        Report founding = SampleReports.founding();
        return Stream.of(founding, SampleReports.healthy(), SampleReports.undecided(), withScans(founding, 2));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void fitsThePublishedSchema(Report report) throws IOException {
        assertThat(JsonShape.complaints(read(report))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void fitsThePublishedSchemaWithHostileText(String text) throws IOException {
        assertThat(JsonShape.complaints(read(HostileTexts.everywhere(text)))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void holdsNothingThatSteersATerminalAndStillSaysTheSame(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(HostileTexts.everywhere(text), out);

        assertThat(out.toString(StandardCharsets.UTF_8).replace("\n", ""))
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");
        assertThat(read(HostileTexts.everywhere(text)).get("given").get(0).asString())
                .isEqualTo(Json.text(text));
    }

    @Test
    void schemaRefusesWhatDoesNotBelong() throws IOException {
        var node = (ObjectNode) read(SampleReports.founding());
        node.put("verdict", "good");
        node.remove("given");
        ((ObjectNode) node.get("findings").get(0)).put("role", "guilty");
        ((ObjectNode) node.get("server")).put("connections", "many");

        assertThat(JsonShape.complaints(node))
                .hasSize(4)
                .anyMatch(complaint -> complaint.contains("lacks given"))
                .anyMatch(complaint -> complaint.contains("$.verdict is not in the schema"))
                .anyMatch(complaint -> complaint.contains("$.findings[].role is \"guilty\""))
                .anyMatch(complaint -> complaint.contains("$.server fits none"));
    }

    @Test
    void writesFieldsInTheOrderOfTheContract() throws IOException {
        JsonNode node = read(SampleReports.founding());

        assertThat(node.propertyNames())
                .containsExactly("schema", "given", "findings", "remedy", "peers", "others", "server", "missing");
        assertThat(node.get("findings").get(0).propertyNames())
                .containsExactly("cause", "role", "certainty", "direction", "title", "explanation", "evidence", "fix");
        assertThat(node.get("peers").get(0)).hasToString("""
                {"name":"Google","hosts":["mail-wi0-x230.google.com"],"sessions":{"tls":0,"failed":3,"plaintext":0},\
                "now":{"outcome":"refused","reason":"protocol-version","then":"fails"},\
                "after":{"outcome":"agreed","version":"TLSv1","suite":"ECDHE-RSA-AES256-SHA","then":"encrypted"}}""");
        assertThat(node.get("findings").get(0).get("fix")).hasToString("""
                [{"file":"main.cf","parameter":"smtpd_tls_protocols","value":"!SSLv2, !SSLv3",\
                "command":"postconf -e 'smtpd_tls_protocols = !SSLv2, !SSLv3'"},\
                {"file":"command","command":"postfix reload"}]""");
    }

    @Test
    void putsTogetherWhatToChangeInPostfix() throws IOException {
        assertThat(read(SampleReports.founding()).get("remedy")).hasToString("""
                {"commands":["postconf -e 'smtpd_tls_protocols = !SSLv2, !SSLv3'","postfix reload"],\
                "activation":"postfix reload","verify":["postconf smtpd_tls_protocols"],\
                "back":["postconf -e 'smtpd_tls_protocols = !SSLv2,!TLSv1,!TLSv1.1,!SSLv3'","postfix reload"]}""");
        assertThat(read(SampleReports.healthy()).has("remedy")).isFalse();
    }

    @Test
    void givesOneServerAsObjectAndSeveralAsArray() throws IOException {
        Report founding = SampleReports.founding();

        assertThat(read(withScans(founding, 0)).has("server")).isFalse();
        assertThat(read(withScans(founding, 1)).get("server").isObject()).isTrue();
        assertThat(read(withScans(founding, 2)).get("server").size()).isEqualTo(2);
    }

    @Test
    void writesOneLineWhenAsked() throws IOException {
        var out = new ByteArrayOutputStream();

        JsonReport.writeLine(SampleReports.founding(), out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n");
    }

    @Test
    void describesVersionsByTheirStanding() throws IOException {
        JsonNode versions = read(SampleReports.founding()).get("server").get("versions");

        assertThat(versions.get("TLSv1")).hasToString("""
                {"status":"refused","why":"alert 70, protocol version"}""");
        assertThat(versions.get("TLSv1.2").get("order").asString()).isEqualTo("server");
        assertThat(versions.get("TLSv1.2").get("suites").size()).isEqualTo(6);
        assertThat(versions.get("TLSv1.3")).hasToString("""
                {"status":"unknown","why":"the time was up"}""");
    }

    private static Report withScans(Report report, int count) {
        return new Report(
                report.version(),
                report.asOf(),
                report.given(),
                report.remarks(),
                report.release(),
                report.diagnosis(),
                report.settings(),
                report.peers(),
                report.others(),
                Stream.of(SampleScans.founding(), SampleScans.unreachable())
                        .limit(count)
                        .toList());
    }

    private static JsonNode read(Report report) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(report, out);
        return new JsonMapper().readTree(out.toByteArray());
    }
}
