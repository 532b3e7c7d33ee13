package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import postern.diagnosis.LogTotals;
import postern.maillog.reading.LogReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogReportTest {
    private static final String LOG = """
            Mar  1 10:00:00 mail postfix/smtpd[1]: Anonymous TLS connection established from mx.example.net[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
            Mar  1 10:00:00 mail postfix/smtpd[1]: 7A01C8140B: client=mx.example.net[192.0.2.1]
            Mar  1 11:00:00 mail postfix/smtpd[2]: SSL_accept error from scan-1.example.org[192.0.2.2]: -1
            Mar  1 11:00:00 mail postfix/smtpd[2]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:x.c:1:
            """;

    private static LogTotals totals(String log) throws IOException {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        return new LogTotals(
                List.of(LogReader.read("mail.log", new ByteArrayInputStream(bytes), LocalDate.of(2026, 3, 1))));
    }

    private interface Writer {
        void write(ByteArrayOutputStream out) throws IOException;
    }

    private static String written(Writer writer) throws IOException {
        var out = new ByteArrayOutputStream();
        writer.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesPeersBelowWhatTheLogTellsAndDoesNot() throws IOException {
        LogTotals totals = totals(LOG);

        assertThat(written(out -> LogReport.writeText(totals, LogReport.By.PEER, ReportText.in(Locale.ENGLISH), out)))
                .isEqualTo("""
                # mail.log: 4 lines, 2026-03-01T10:00 to 2026-03-01T11:00
                # Inbound: 1 session with TLS (TLSv1.3 1), 1 failed, 0 without TLS; 1 mail
                # - failed with "unsupported protocol": 1
                # Not in this log: connections that this server made to others.
                # direction\ttls\tfailed\tplaintext\tmails\tpeer
                inbound\t1\t0\t0\t1\tmx.example.net[192.0.2.1]
                inbound\t0\t1\t0\t0\tscan-1.example.org[192.0.2.2]
                """);
    }

    @Test
    void tellsNoiseFromSenders() throws IOException {
        LogTotals totals = totals(LOG);

        assertThat(written(out -> LogReport.writeCsv(totals, LogReport.By.SENDER, out)))
                .isEqualTo("""
                        direction,tls,failed,plaintext,mails,hosts,kind,sender\r
                        inbound,1,0,0,1,1,sender,example.net\r
                        inbound,0,1,0,0,1,noise,example.org\r
                        """);
    }

    @Test
    void addsUpSeveralLogs() throws IOException {
        LogTotals one = totals(LOG);
        var twice = new LogTotals(List.of(one.logs().getFirst(), one.logs().getFirst()));

        assertThat(written(out -> LogReport.writeCsv(twice, LogReport.By.HOUR, out)))
                .isEqualTo("""
                        direction,tls,failed,plaintext,hour\r
                        inbound,2,0,0,2026-03-01T10:00\r
                        inbound,0,2,0,2026-03-01T11:00\r
                        """);
        assertThat(twice.peers()).extracting(peer -> peer.tls() + peer.failed()).containsExactly(2L, 2L);
    }

    @Test
    void keepsSpreadsheetsFromTakingNamesForFormulas() {
        assertThat(List.of("=cmd|' /C calc'!A0", "+1", "-1", "@x", "a,b", "a\"b", "mx.example.net"))
                .extracting(LogReport::field)
                .containsExactly("'=cmd|' /C calc'!A0", "'+1", "'-1", "'@x", "\"a,b\"", "\"a\"\"b\"", "mx.example.net");
        assertThat(LogReport.field(-1L)).isEqualTo("-1");
    }

    @Test
    void writesJson() throws IOException {
        LogTotals totals = totals(LOG);

        JsonNode json = JsonMapper.shared().readTree(written(out -> LogJson.write(totals, out)));

        assertThat(JsonShape.complaints(json)).isEmpty();
        assertThat(json.propertyNames()).containsExactly("schema", "logs", "senders", "peers", "hours");
        assertThat(json.get("schema").asString()).isEqualTo("postern/log/1");
        assertThat(json.get("logs")).hasToString("""
                [{"source":"mail.log","lines":4,"oldest":"2026-03-01T10:00","newest":"2026-03-01T11:00",\
                "totals":[{"direction":"inbound","tls":1,"versions":{"TLSv1.3":1},"versionNotLogged":0,"failed":1,\
                "failures":{"unsupported protocol":1},"plaintext":0,"notLogged":0,"idle":0,"mails":1}],\
                "messages":[],"notUnderstood":[],"stuck":[],\
                "notShown":["Not in this log: connections that this server made to others."]}]""");
        assertThat(json.get("senders")).hasToString("""
                [{"name":"example.net","direction":"inbound","noise":false,"tls":1,"failed":0,"plaintext":0,"mails":1,\
                "hosts":1},\
                {"name":"example.org","direction":"inbound","noise":true,"tls":0,"failed":1,"plaintext":0,"mails":0,\
                "hosts":1}]""");
        assertThat(json.get("peers")).hasToString("""
                [{"name":"mx.example.net","address":"192.0.2.1","direction":"inbound","tls":1,"failed":0,"plaintext":0,\
                "mails":1},\
                {"name":"scan-1.example.org","address":"192.0.2.2","direction":"inbound","tls":0,"failed":1,\
                "plaintext":0,"mails":0}]""");
        assertThat(json.get("hours")).hasToString("""
                [{"hour":"2026-03-01T10:00","direction":"inbound","tls":1,"failed":0,"plaintext":0},\
                {"hour":"2026-03-01T11:00","direction":"inbound","tls":0,"failed":1,"plaintext":0}]""");
    }
}
