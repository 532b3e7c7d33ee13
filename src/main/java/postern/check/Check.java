package postern.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import postern.certificate.TrustAnchors;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.LogTotals;
import postern.diagnosis.cause.Causes;
import postern.diagnosis.cause.UsualCauses;
import postern.dns.DomainLookup;
import postern.dns.MailDomain;
import postern.dns.Resolver;
import postern.evidence.Evidence;
import postern.evidence.EvidenceReader;
import postern.maillog.LogProgress;
import postern.postfix.PlatformGuess;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.ScanListener;
import postern.probe.ScanOptions;
import postern.remedy.Configuration;
import postern.remedy.Proposals;
import postern.remedy.ProposedSetting;
import postern.remedy.RepairedChains;
import postern.remedy.WhatIf;
import postern.report.Report;
import postern.report.Supplement;

/// A check from end to end.
public final class Check {
    private Check() {}

    /// What a check found, and the facts a what-if goes on from.
    ///
    /// @param targets what was looked at and what was left out
    public record Result(Facts facts, Report report, Targets targets) {
        /// With another report on the same facts.
        Result with(Report other) {
            return new Result(facts, other, targets);
        }
    }

    /// Runs a check: reads the inputs, looks at the server, diagnoses, forecasts.
    ///
    /// @param listener is told how the look at the server goes
    /// @return what is known, also after a cancellation
    public static Result run(CheckRequest request, ScanListener listener, Cancellation cancellation) {
        return run(request, _ -> {}, listener, cancellation);
    }

    /// Runs a check and also tells how the reading of logs goes.
    ///
    /// @param reading is called after every few thousand lines of a log
    public static Result run(
            CheckRequest request,
            Consumer<Supplier<LogProgress>> reading,
            ScanListener listener,
            Cancellation cancellation) {
        Evidence read = stated(read(request, reading, cancellation), request);
        if (request.recorded().isPresent()) {
            CheckRequest.Recorded recorded = request.recorded().get();
            Evidence known = recorded.published().map(read::withDomain).orElse(read);
            return diagnose(known.withScans(recorded.scans()), request.settings(), Targets.none());
        }
        Optional<MailDomain> domain = request.domain().map(name -> domain(name, request.resolver(), cancellation));
        Evidence known = domain.map(read::withDomain).orElse(read);
        Targets ofDomain = domain.map(Targets::of).orElseGet(Targets::none);
        Targets ofServer = request.server()
                .map(server -> Targets.of(server, request.resolver()))
                .orElseGet(Targets::none);
        Targets targets = ofServer.and(ofDomain);
        List<Scan> scans = Looks.at(targets.endpoints(), options(request, read.asOf()), listener, cancellation);
        return diagnose(known.withScans(scans), request.settings(), targets);
    }

    /// The same result with what is said about the inputs in the language that is spoken now. The inputs are read
    /// again, and nobody is asked anything.
    ///
    /// @param request what the result came of, with sentences in that language
    public static Result retold(CheckRequest request, Result result, Cancellation cancellation) {
        Evidence read = stated(read(request, _ -> {}, cancellation), request);
        Evidence known = result.report().domain().map(read::withDomain).orElse(read);
        Report told = diagnose(known.withScans(result.report().scans()), request.settings(), result.targets())
                .report();
        return result.with(result.report().withRemarks(told.remarks()).withRelease(told.release()));
    }

    /// A log that is stopped in the middle is left out, and that is said.
    private static Evidence read(
            CheckRequest request, Consumer<Supplier<LogProgress>> reading, Cancellation cancellation) {
        try (Cancellation.Registration _ = cancellation.onCancel(Thread.currentThread()::interrupt)) {
            return EvidenceReader.read(request.inputs(), request.asOf(), reading);
        } finally {
            // The stop is known by the cancellation; what follows must not be stopped halfway.
            Thread.interrupted();
        }
    }

    /// What is published about mail to a domain.
    public static MailDomain domain(String name, Optional<Resolver> resolver, Cancellation cancellation) {
        return DomainLookup.of(name, resolver.orElseGet(Resolver::system), cancellation::isCancelled);
    }

    /// Looks at servers, and asks them everything if so wanted.
    ///
    /// @return one scan for each endpoint, in their order; after a cancellation those that were begun
    public static List<Scan> scan(
            List<Endpoint> endpoints,
            TrustAnchors anchors,
            Optional<String> ehloName,
            boolean thorough,
            ScanListener listener,
            Cancellation cancellation) {
        return Looks.at(endpoints, options(anchors, ehloName, thorough, Instant.now()), listener, cancellation);
    }

    /// A report on nothing but a look at servers and what is published about their domain.
    public static Report report(List<Scan> scans, Optional<MailDomain> domain) {
        Evidence none = Evidence.none(LocalDate.now(ZoneId.systemDefault()));
        return diagnose(domain.map(none::withDomain).orElse(none).withScans(scans), Map.of(), Targets.none())
                .report();
    }

    private static Result diagnose(Evidence evidence, Map<String, String> chosen, Targets targets) {
        return diagnose(evidence, chosen, targets, UnaryOperator.identity());
    }

    /// Diagnoses, forecasts and makes the report.
    ///
    /// @param chosen  settings to forecast with in place of what is proposed
    /// @param targets what was looked at and what was left out
    /// @param amended what else is to be taken into the diagnosis
    static Result diagnose(
            Evidence seen, Map<String, String> chosen, Targets targets, UnaryOperator<Diagnosis> amended) {
        Evidence evidence = seen.withRemarks(targets.leftOut());
        Facts facts = Facts.of(evidence);
        Diagnosis diagnosis = amended.apply(Diagnostician.diagnose(facts, Causes.ALL, UsualCauses::in));
        List<ProposedSetting> settings = Proposals.of(diagnosis, facts, chosen);
        WhatIf whatIf = WhatIf.of(facts);
        return new Result(
                facts,
                new Report(
                        Version.current(),
                        evidence.asOf(),
                        evidence.given(),
                        evidence.remarks(),
                        release(facts),
                        diagnosis,
                        settings,
                        whatIf.with(settings),
                        whatIf.others(settings),
                        evidence.scans(),
                        evidence.domain(),
                        Configuration.of(facts),
                        RepairedChains.of(facts),
                        supplement(evidence, whatIf.service(settings))),
                targets);
    }

    private static Supplement supplement(Evidence evidence, Optional<String> service) {
        var totals = new LogTotals(evidence.logs());
        return new Supplement(totals.hours(), Map.of(), Optional.empty())
                .withService(service)
                .withStuck(totals.stuck());
    }

    private static Evidence stated(Evidence evidence, CheckRequest request) {
        return evidence.withStated(request.problem(), request.postfix(), request.openssl())
                .withRemarksBefore(request.remarks());
    }

    /// Certificates are judged for the day of the diagnosis; today, at this very moment.
    private static ScanOptions options(CheckRequest request, LocalDate day) {
        Instant at = day.equals(LocalDate.now(ZoneId.systemDefault()))
                ? Instant.now()
                : day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return options(request.anchors(), request.ehloName(), request.thorough(), at);
    }

    private static ScanOptions options(TrustAnchors anchors, Optional<String> ehloName, boolean thorough, Instant at) {
        ScanOptions plain = ScanOptions.standard().withAnchors(anchors).withTime(at);
        ScanOptions options = thorough ? plain.thoroughly() : plain;
        return ehloName.map(options::withEhloName).orElse(options);
    }

    private static Optional<String> release(Facts facts) {
        if (facts.evidence().mainCf().isEmpty()) {
            return Optional.empty();
        }
        PlatformGuess guess = facts.platform();
        return Optional.of(Sentences.of(
                "release." + guess.postfixBasis().name().toLowerCase(Locale.ROOT),
                guess.platform().postfix(),
                guess.platform().openssl().release(),
                guess.distribution(),
                guess.evidence()));
    }
}
