package postern.cli;

import java.time.ZoneId;
import java.time.zone.ZoneRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Gets ready, on another processor while the command line is being read or the window's toolkit starts, what
/// nearly every command and the window need and what takes long: the time zones, for which Java opens every jar,
/// and the reader of JSON. Nothing of Postern itself, whose classes two threads could then make ready in opposite
/// orders and wait for each other.
final class HeadStart {
    private HeadStart() {}

    static void begin() {
        Thread.ofPlatform().daemon().name("head start").start(() -> {
            ZoneRules _ = ZoneId.systemDefault().getRules();
            JsonNode _ = JsonMapper.shared().readTree("{}");
        });
    }
}
