package postern.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.maillog.HourTotals;
import postern.maillog.StuckMail;

/// What a page shows beside the diagnosis.
///
/// @param hours  what the logs tell hour by hour
/// @param sha256 digests of the inputs in lower-case hexadecimal, by the names they are cited by
/// @param firm   who hands the report out; empty for nobody in particular
/// @param service the service of master.cf that forecasts are of, as `submission/inet`; empty for the one
/// in question
/// @param comparison what there was before a change; empty where nothing is compared
/// @param stuck  mails that TLS kept from going out
public record Supplement(
        List<HourTotals> hours,
        Map<String, String> sha256,
        Optional<Letterhead> firm,
        Optional<String> service,
        Optional<Comparison> comparison,
        List<StuckMail> stuck) {
    public Supplement {
        hours = List.copyOf(hours);
        stuck = List.copyOf(stuck);
        sha256 = Map.copyOf(sha256);
    }

    /// Without a time before.
    public Supplement(List<HourTotals> hours, Map<String, String> sha256, Optional<Letterhead> firm) {
        this(hours, sha256, firm, Optional.empty(), Optional.empty(), List.of());
    }

    /// Nothing beside.
    public static Supplement none() {
        return new Supplement(List.of(), Map.of(), Optional.empty());
    }

    /// The same with digests of inputs.
    public Supplement withDigests(Map<String, String> digests) {
        return new Supplement(hours, digests, firm, service, comparison, stuck);
    }

    /// The same on the paper of a firm.
    public Supplement withFirm(Letterhead letterhead) {
        return new Supplement(hours, sha256, Optional.of(letterhead), service, comparison, stuck);
    }

    /// The same beside what there was before a change.
    public Supplement withComparison(Comparison compared) {
        return new Supplement(hours, sha256, firm, service, Optional.of(compared), stuck);
    }

    /// The same by itself.
    public Supplement withoutComparison() {
        return new Supplement(hours, sha256, firm, service, Optional.empty(), stuck);
    }

    /// The same with forecasts of another service, or of the one in question.
    public Supplement withService(Optional<String> forecast) {
        return new Supplement(hours, sha256, firm, forecast, comparison, stuck);
    }

    /// The same with mails that TLS kept from going out.
    public Supplement withStuck(List<StuckMail> mails) {
        return new Supplement(hours, sha256, firm, service, comparison, mails);
    }
}
