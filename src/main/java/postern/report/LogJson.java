package postern.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import postern.diagnosis.LogTotals;
import postern.maillog.DirectionTotals;
import postern.maillog.HourTotals;
import postern.maillog.LogEvent;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;
import tools.jackson.databind.node.ObjectNode;

/// Totals of logs as JSON, schema `postern/log/1`.
public final class LogJson {
    private LogJson() {}

    /// Writes one indented object and leaves the stream open.
    public static void write(LogTotals totals, OutputStream out) throws IOException {
        ReportText text = ReportText.in(Locale.ENGLISH);
        Json.write(out, json -> {
            json.writeStartObject();
            json.writeStringProperty("schema", "postern/log/1");
            Json.array(json, "logs", totals.logs(), log -> log(log, text));
            Json.array(json, "senders", totals.senders(), LogJson::sender);
            Json.array(json, "peers", totals.peers(), LogJson::peer);
            Json.array(json, "hours", totals.hours(), LogJson::hour);
            json.writeEndObject();
        });
    }

    private static ObjectNode log(MailLog log, ReportText text) {
        ObjectNode node = Json.object();
        node.put("source", Json.text(log.source())).put("lines", log.lines());
        log.oldest().ifPresent(time -> node.put("oldest", time.toString()));
        log.newest().ifPresent(time -> node.put("newest", time.toString()));
        var totals = node.putArray("totals");
        log.totals().forEach(way -> totals.add(totals(way)));
        var messages = node.putArray("messages");
        log.events().forEach(event -> messages.add(message(event)));
        var strange = node.putArray("notUnderstood");
        log.strange()
                .forEach(line -> strange.addObject().put("line", line.number()).put("text", Json.text(line.text())));
        var stuck = node.putArray("stuck");
        log.stuck()
                .forEach(
                        mail -> stuck.addObject().put("queueId", mail.queueId()).put("returned", mail.returned()));
        var gaps = node.putArray("notShown");
        log.gaps().forEach(gap -> gaps.add(LogReport.gap(gap, text)));
        return node;
    }

    private static ObjectNode totals(DirectionTotals way) {
        ObjectNode node = Json.object();
        node.put("direction", LogTables.word(way.direction())).put("tls", way.tls());
        ObjectNode versions = node.putObject("versions");
        way.versions().forEach((version, count) -> versions.put(version.toString(), count));
        node.put("versionNotLogged", way.encrypted()).put("failed", way.failed());
        ObjectNode failures = node.putObject("failures");
        way.failures().forEach((reason, count) -> failures.put(Json.text(reason), count));
        return node.put("plaintext", way.plaintext())
                .put("notLogged", way.unlogged())
                .put("idle", way.idle())
                .put("mails", way.delivered());
    }

    private static ObjectNode message(LogEvent event) {
        return Json.object()
                .put("id", event.id())
                .put("program", Json.text(event.program()))
                .put("count", event.count())
                .put("line", event.line().number())
                .put("text", Json.text(event.line().text()));
    }

    private static ObjectNode sender(LogTotals.Sender sender) {
        return Json.object()
                .put("name", Json.text(sender.traffic().name()))
                .put("direction", LogTables.word(sender.direction()))
                .put("noise", sender.noise())
                .put("tls", sender.traffic().tls())
                .put("failed", sender.traffic().failed())
                .put("plaintext", sender.traffic().plaintext())
                .put("mails", sender.traffic().delivered())
                .put("hosts", sender.traffic().peers().size());
    }

    private static ObjectNode peer(PeerTotals peer) {
        return Json.object()
                .put("name", Json.text(peer.peer().name()))
                .put("address", Json.text(peer.peer().address()))
                .put("direction", LogTables.word(peer.direction()))
                .put("tls", peer.tls())
                .put("failed", peer.failed())
                .put("plaintext", peer.plaintext())
                .put("mails", peer.delivered());
    }

    private static ObjectNode hour(HourTotals hour) {
        return Json.object()
                .put("hour", hour.hour().toString())
                .put("direction", LogTables.word(hour.direction()))
                .put("tls", hour.tls())
                .put("failed", hour.failed())
                .put("plaintext", hour.plaintext());
    }
}
