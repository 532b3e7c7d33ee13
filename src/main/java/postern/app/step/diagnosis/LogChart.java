package postern.app.step.diagnosis;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToLongFunction;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.StackedBarChart;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import postern.app.engine.Pictures.Stretch;
import postern.app.text.Texts;
import postern.app.ui.Prose;

/// What happened over time, and below it in words for those who cannot tell the colours.
final class LogChart extends VBox {
    private static final double NARROWEST_GAP = 4;
    private static final double WIDEST_BAR = 72;

    LogChart(List<Stretch> log, Texts texts) {
        getStyleClass().add("section");
        NumberAxis counts = new NumberAxis();
        counts.setMinorTickVisible(false);
        wholeNumbers(counts, log);
        StackedBarChart<String, Number> chart = new StackedBarChart<>(new CategoryAxis(), counts);
        chart.setAnimated(false);
        chart.widthProperty().subscribe(width -> chart.setCategoryGap(gap(width.doubleValue(), log.size())));
        chart.getData().add(series(texts.get("log.failed"), log, Stretch::failed, texts));
        chart.getData().add(series(texts.get("log.plaintext"), log, Stretch::plaintext, texts));
        chart.getData().add(series(texts.get("log.tls"), log, Stretch::tls, texts));
        chart.getStyleClass().add("log-chart");
        String words = texts.get(
                "log.words",
                sum(log, Stretch::tls),
                sum(log, Stretch::failed),
                sum(log, Stretch::plaintext),
                label(log.getFirst(), texts),
                label(log.getLast(), texts));
        chart.setAccessibleText(words);
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(chart, Prose.of(words, "text-muted", "small-text"));
    }

    /// Few bars stay bars and do not grow into areas.
    private static double gap(double width, int bars) {
        return Math.max(NARROWEST_GAP, width / bars - WIDEST_BAR);
    }

    private static XYChart.Series<String, Number> series(
            String name, List<Stretch> log, ToLongFunction<Stretch> count, Texts texts) {
        XYChart.Series<String, Number> series = new XYChart.Series<>();
        series.setName(name);
        log.forEach(
                stretch -> series.getData().add(new XYChart.Data<>(label(stretch, texts), count.applyAsLong(stretch))));
        return series;
    }

    /// Half a session would be a strange thing to read.
    private static void wholeNumbers(NumberAxis counts, List<Stretch> log) {
        long most = log.stream()
                .mapToLong(stretch -> stretch.tls() + stretch.failed() + stretch.plaintext())
                .max()
                .orElse(1);
        if (most < 10) {
            counts.setAutoRanging(false);
            counts.setUpperBound(most + 1.0);
            counts.setTickUnit(1);
        }
    }

    private static long sum(List<Stretch> log, ToLongFunction<Stretch> count) {
        return log.stream().mapToLong(count).sum();
    }

    private static String label(Stretch stretch, Texts texts) {
        DateTimeFormatter format = stretch.unit() == ChronoUnit.HOURS
                ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT);
        return format.withLocale(texts.locale()).format(stretch.start());
    }
}
