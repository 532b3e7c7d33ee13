package postern.report;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import postern.maillog.Direction;
import postern.maillog.HourTotals;
import postern.report.Block.Bar;
import postern.report.Block.Chart;

/// What the logs tell over time, by hours, days, weeks or months, whichever a page has room for.
final class Charts {
    private static final int MOST_BARS = 14;

    private record Unit(String id, Function<LocalDateTime, LocalDateTime> start) {}

    private static final List<Unit> UNITS = List.of(
            new Unit("hour", time -> time.truncatedTo(ChronoUnit.HOURS)),
            new Unit("day", time -> time.truncatedTo(ChronoUnit.DAYS)),
            new Unit(
                    "week",
                    time -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))),
            new Unit("month", time -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1)));

    private Charts() {}

    static Section section(Report report, ReportText text) {
        Map<Direction, List<HourTotals>> ways = report.supplement().hours().stream()
                .collect(Collectors.groupingBy(HourTotals::direction, TreeMap::new, Collectors.toList()));
        List<Block> charts = new ArrayList<>();
        ways.forEach((direction, hours) -> {
            Chart chart = chart(direction, hours, text);
            // One bar is no course of things, and the peers tell the same.
            if (chart.bars().size() > 1) {
                charts.add(chart);
            }
        });
        return new Section("chart", text.get("chart.title"), charts);
    }

    private static Chart chart(Direction direction, List<HourTotals> hours, ReportText text) {
        Unit unit = UNITS.stream()
                .filter(each -> starts(hours, each).size() <= MOST_BARS)
                .findFirst()
                .orElse(UNITS.getLast());
        List<Bar> bars = starts(hours, unit).entrySet().stream()
                .map(entry -> bar(text.time(unit.id(), entry.getKey()), entry.getValue()))
                .toList();
        return new Chart(
                text.get(
                        "chart.caption." + direction.name().toLowerCase(java.util.Locale.ROOT),
                        text.get("chart.unit." + unit.id())),
                text.get("chart.head.when"),
                List.of(text.get("chart.tls"), text.get("chart.failed"), text.get("chart.plaintext")),
                bars.subList(Math.max(0, bars.size() - MOST_BARS), bars.size()));
    }

    private static Map<LocalDateTime, List<HourTotals>> starts(List<HourTotals> hours, Unit unit) {
        return hours.stream()
                .filter(hour -> hour.tls() + hour.failed() + hour.plaintext() > 0)
                .collect(Collectors.groupingBy(
                        hour -> unit.start().apply(hour.hour()), TreeMap::new, Collectors.toList()));
    }

    private static Bar bar(String label, List<HourTotals> hours) {
        return new Bar(
                label,
                hours.stream().mapToLong(HourTotals::tls).sum(),
                hours.stream().mapToLong(HourTotals::failed).sum(),
                hours.stream().mapToLong(HourTotals::plaintext).sum());
    }
}
