package postern.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postern.certificate.TrustAnchors;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.Causes;
import postern.evidence.Evidence;
import postern.evidence.EvidenceReader;
import postern.postfix.PlatformGuess;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.ScanListener;
import postern.probe.ScanOptions;
import postern.probe.Scanner;
import postern.remedy.Proposals;
import postern.remedy.ProposedSetting;
import postern.remedy.WhatIf;
import postern.report.Report;

/// A check from end to end.
public final class Check {
    private Check() {}

    /// What a check found, and the facts a what-if goes on from.
    public record Result(Facts facts, Report report) {}

    /// Runs a check: reads the inputs, looks at the server, diagnoses, forecasts.
    ///
    /// @param listener is told how the look at the server goes
    /// @return what is known, also after a cancellation
    public static Result run(CheckRequest request, ScanListener listener, Cancellation cancellation) {
        Evidence read = stated(EvidenceReader.read(request.inputs(), request.asOf()), request);
        Evidence evidence = request.server()
                .map(endpoint ->
                        read.withScan(Scanner.scan(endpoint, options(request, read.asOf()), listener, cancellation)))
                .orElse(read);
        return diagnose(evidence, request.settings());
    }

    /// Looks at one server.
    public static Scan scan(
            Endpoint endpoint,
            TrustAnchors anchors,
            Optional<String> ehloName,
            ScanListener listener,
            Cancellation cancellation) {
        return Scanner.scan(endpoint, options(anchors, ehloName, Instant.now()), listener, cancellation);
    }

    /// A report on nothing but a look at a server.
    public static Report report(Scan scan) {
        return diagnose(Evidence.none(LocalDate.now(ZoneId.systemDefault())).withScan(scan), Map.of())
                .report();
    }

    private static Result diagnose(Evidence evidence, Map<String, String> chosen) {
        Facts facts = Facts.of(evidence);
        Diagnosis diagnosis = Diagnostician.diagnose(facts, Causes.ALL);
        List<ProposedSetting> settings = Proposals.of(diagnosis, facts, chosen);
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
                        WhatIf.of(facts).with(settings),
                        evidence.scans()));
    }

    private static Evidence stated(Evidence evidence, CheckRequest request) {
        List<String> remarks = new ArrayList<>(request.remarks());
        remarks.addAll(evidence.remarks());
        return new Evidence(
                evidence.asOf(),
                request.problem(),
                request.postfix(),
                request.openssl(),
                evidence.mainCf(),
                evidence.masterCf(),
                evidence.logs(),
                evidence.bounces(),
                evidence.transcripts(),
                evidence.dialogues(),
                evidence.texts(),
                evidence.scans(),
                evidence.given(),
                remarks);
    }

    /// Certificates are judged for the day of the diagnosis; today, at this very moment.
    private static ScanOptions options(CheckRequest request, LocalDate day) {
        Instant at = day.equals(LocalDate.now(ZoneId.systemDefault()))
                ? Instant.now()
                : day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return options(request.anchors(), request.ehloName(), at);
    }

    private static ScanOptions options(TrustAnchors anchors, Optional<String> ehloName, Instant at) {
        ScanOptions options = ScanOptions.standard().withAnchors(anchors).withTime(at);
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
