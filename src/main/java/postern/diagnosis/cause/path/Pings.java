package postern.diagnosis.cause.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// What pasted runs of `ping` with a fixed size and without fragmentation (`-M do -s`, `-D -s`, `-f -l`) tell of the
/// path.
///
/// @param bytes    the size asked for, without headers
/// @param arrived  whether an answer came back
/// @param citation the line that says so
record Pings(int bytes, boolean arrived, Citation citation) {
    /// 1500 bytes on Ethernet less 20 of IP and 8 of ICMP.
    private static final int FULL_SIZE = 1472;

    private static final Pattern RUN = Pattern.compile("\\bping[46]?\\b.{0,80}\\s-[sl]\\s*(\\d{2,5})\\b");
    private static final Pattern LOST =
            Pattern.compile("(?i)\\b100(?:\\.0)?% (?:packet )?loss|no answer|\\b0 (?:packets )?received|timed? ?out");
    /// The own interface or a router says that the packet is too large, as it should (RFC 1191 section 4): nothing was
    /// lost in silence, and TCP sends smaller ones.
    private static final Pattern TOLD =
            Pattern.compile("(?i)message too long|frag(?:mentation)? needed|needs to be fragmented|packet too big");
    private static final Pattern BACK = Pattern.compile(
            "(?i)(?<!\\d)0(?:\\.0)?% (?:packet )?loss|\\b[1-9]\\d* (?:packets )?received|bytes from|Reply from|\\bok\\b");

    /// All runs whose outcome is shown, on the same line or below, but those that were told to send less.
    static List<Pings> in(Facts facts) {
        List<Pings> found = new ArrayList<>();
        facts.evidence().texts().forEach(text -> read(text, found));
        return List.copyOf(found);
    }

    /// Large packets vanish where smaller ones come back.
    static List<Citation> hole(Facts facts) {
        List<Pings> all = in(facts);
        Optional<Pings> lost = all.stream().filter(ping -> !ping.arrived()).findFirst();
        Optional<Pings> back = all.stream()
                .filter(Pings::arrived)
                .filter(ping -> lost.filter(it -> it.bytes() > ping.bytes()).isPresent())
                .findFirst();
        return lost.isPresent() && back.isPresent()
                ? List.of(lost.get().citation(), back.get().citation())
                : List.of();
    }

    /// Packets of full size come back.
    static List<Citation> fullSize(Facts facts) {
        return in(facts).stream()
                .filter(ping -> ping.arrived() && ping.bytes() >= FULL_SIZE)
                .map(Pings::citation)
                .toList();
    }

    private static void read(PastedText text, List<Pings> found) {
        int size = 0;
        for (LogLine line : text.lines()) {
            Matcher run = RUN.matcher(line.text());
            if (run.find()) {
                size = Integer.parseInt(run.group(1));
            } else if (line.text().strip().startsWith("$")) {
                size = 0;
            }
            if (TOLD.matcher(line.text()).find()) {
                size = 0;
            }
            boolean lost = LOST.matcher(line.text()).find();
            if (size > 0 && (lost || BACK.matcher(line.text()).find())) {
                found.add(new Pings(
                        size,
                        !lost,
                        Citation.line(text.source(), line.number(), line.text().strip())));
                size = 0;
            }
        }
    }
}
