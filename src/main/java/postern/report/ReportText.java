package postern.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import postern.diagnosis.Finding;
import postern.diagnosis.Wording;
import postern.language.Words;
import postern.probe.Trouble;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.remedy.SenderChange;
import postern.tls.Outcome;

/// The words of a report in one language, from `report.properties` and, for findings, `causes.properties`.
public final class ReportText {
    private static final Words WORDS = Words.beside(ReportText.class, "report");

    private final Locale locale;
    private final Wording wording;

    private ReportText(Locale locale) {
        this.locale = locale;
        this.wording = Wording.in(locale);
    }

    /// The words in a language; English where it has none.
    public static ReportText in(Locale locale) {
        return new ReportText(locale);
    }

    /// The name of a sender.
    String name(PeerForecast peer) {
        return peer.name(locale);
    }

    /// The name of a sender.
    String name(SenderChange sender) {
        return sender.name(locale);
    }

    /// The language, as a tag for `lang` attributes (BCP 47).
    String language() {
        return locale.toLanguageTag();
    }

    /// The words for findings.
    public Wording findings() {
        return wording;
    }

    /// The words under a key with values filled in.
    String get(String key, Object... values) {
        return WORDS.of(locale, key, values);
    }

    /// The words under a key, or others if there are none.
    String getOr(String key, String otherwise) {
        return WORDS.has(key) ? get(key) : otherwise;
    }

    /// A list as people write it: `A, B and C`.
    String list(List<String> items) {
        return switch (items.size()) {
            case 0 -> "";
            case 1 -> items.getFirst();
            default -> get("list.last", joined(items.subList(0, items.size() - 1)), items.getLast());
        };
    }

    /// A list of equals: `A, B, C`.
    String joined(List<String> items) {
        return String.join(get("list.between"), items);
    }

    /// Sentences in a row.
    Collector<CharSequence, ?, String> sentences() {
        return Collectors.joining(get("sentence.between"));
    }

    /// A label and what it is about.
    String labelled(String label, String value) {
        return get("label.value", label, value);
    }

    /// A label above what it is about.
    String above(String label) {
        return get("label.of-block", label);
    }

    /// A day.
    public String date(LocalDate day) {
        return DateTimeFormatter.ofPattern(WORDS.plain(locale, "date.pattern"), locale)
                .format(day);
    }

    /// The beginning of an hour, a day or a month.
    String time(String unit, LocalDateTime start) {
        return DateTimeFormatter.ofPattern(WORDS.plain(locale, "chart.pattern." + unit), locale)
                .format(start);
    }

    /// The day of a moment, by universal time.
    public String date(Instant moment) {
        return date(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /// What a finding means and how sure it is.
    public String tag(Finding finding) {
        return get(
                "finding.tag",
                get("role." + finding.role().id()),
                get("certainty." + finding.certainty().id()));
    }

    /// What becomes of the mail, in a few words.
    public String delivery(Forecast forecast) {
        return get("delivery." + forecast.delivery().id());
    }

    /// How a handshake ends, in a few words.
    public String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Agreed(var version, var suite) ->
                suite.map(agreed -> get("outcome.agreed.suite", version, agreed))
                        .orElseGet(() -> get("outcome.agreed", version));
            case Outcome.Refused(var reason) -> get("reason." + reason.id());
            case Outcome.Undecided(var missing) -> get("outcome.missing." + id(missing));
        };
    }

    /// What stopped a step of a conversation, in a few words.
    public String trouble(Trouble trouble) {
        return new ProbeText(this).of(trouble);
    }

    private static String id(Outcome.Missing missing) {
        return missing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
