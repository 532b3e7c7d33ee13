package postern.check;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.Causes;
import postern.diagnosis.cause.UsualCauses;
import postern.evidence.Evidence;
import postern.evidence.Input;
import postern.evidence.Problem;
import postern.evidence.Renewal;
import postern.maillog.LogProgress;
import postern.openssl.OpenSslRelease;
import postern.postfix.PlatformGuess;
import postern.postfix.PostfixRelease;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import postern.redaction.Redaction;
import postern.remedy.WhatIf;
import postern.report.Comparison;
import postern.report.Report;

/// A case checked once more after a change, beside what was said of it before.
///
/// The server is looked at anew. Settings of before hold on as far as no new ones were given and the server
/// does what they say. Logs, bounces and tests of before do not count against it any more; they are asked
/// one thing only: whether what failed then would still fail.
///
/// @param earlier the case before the change
/// @param before  what was found then
/// @param request what was given and asked for after the change
/// @param fresh   what that alone shows
/// @param now     the answer, with the comparison
/// @param carried what was given, and what holds on of before: the case as it is now
public record Recheck(
        CheckRequest earlier,
        Check.Result before,
        CheckRequest request,
        Check.Result fresh,
        Check.Result now,
        CheckRequest carried) {
    private static final Comparator<Finding> RANK =
            Comparator.comparing(Finding::role).thenComparing(Finding::certainty);

    /// Checks.
    ///
    /// @param earlier the case before the change, of which nothing is asked anew
    /// @param request what is given after it; of a log of before only lines that are new since count
    /// @return empty if nothing is new and nobody can be asked
    public static Optional<Recheck> run(
            CheckRequest earlier, CheckRequest request, ScanListener listener, Cancellation cancellation) {
        CheckRequest stated = earlier.statedAs(request);
        CheckRequest then = stated.recorded().isPresent()
                ? stated
                : stated.withRecorded(new CheckRequest.Recorded(List.of(), Optional.empty()));
        Check.Result before = Check.run(then, listener, cancellation);
        List<Input> news = Snapshot.of(then.inputs(), cancellation)
                .linesSince(request.inputs(), before.facts().evidence().logs(), cancellation);
        if (news.isEmpty() && !request.looks()) {
            return Optional.empty();
        }
        return Optional.of(run(then, before, request.withInputs(news), _ -> {}, listener, cancellation));
    }

    /// Checks beside a case that has been checked already: nothing of before is read or asked again.
    ///
    /// @param earlier what the earlier check was of
    /// @param before  what came of it
    /// @param request what is given after it
    /// @param reading is called after every few thousand lines of a log
    public static Recheck run(
            CheckRequest earlier,
            Check.Result before,
            CheckRequest request,
            Consumer<Supplier<LogProgress>> reading,
            ScanListener listener,
            Cancellation cancellation) {
        CheckRequest asked = request.statedAs(earlier);
        return of(earlier, before, asked, Check.run(asked, reading, listener, cancellation));
    }

    /// The same with what is said about the inputs in the language that is spoken now, without asking anything of the
    /// network.
    ///
    /// @param failures sentences in that language about inputs of now that could not be opened
    public Recheck retold(List<String> failures, Cancellation cancellation) {
        CheckRequest told = request.withRemarks(failures);
        return of(earlier, Check.retold(earlier, before, cancellation), told, Check.retold(told, fresh, cancellation));
    }

    /// The answer alone, for a look that was stopped: what it did not come to is not gone.
    public Check.Result withoutComparison() {
        return now.with(now.report().with(now.report().supplement().withoutComparison()));
    }

    /// The same with stand-ins for private names and addresses, without asking anything of the network.
    public Recheck redacted(Redaction redaction) {
        return redacted(request.settings(), redaction);
    }

    /// The same with settings as somebody edited them.
    ///
    /// @param settings values to forecast with, by name
    public Recheck redacted(Map<String, String> settings, Redaction redaction) {
        CheckRequest edited = request.withSettings(settings);
        return of(
                earlier, Cases.redacted(earlier, before, redaction), edited, Cases.redacted(edited, fresh, redaction));
    }

    private static Recheck of(CheckRequest earlier, Check.Result before, CheckRequest request, Check.Result fresh) {
        Facts then = before.facts();
        Evidence seen = asBefore(then, fresh.facts().evidence());
        Standing standing = Standing.of(then, seen);
        Renewal used = standing.used();
        Diagnosis retold = Diagnostician.diagnose(Facts.of(used.retold()), Causes.ALL, UsualCauses::in);
        Check.Result now = Check.diagnose(
                used.settled(),
                request.settings(),
                fresh.targets(),
                found -> amended(found, retold, before.report().diagnosis(), used, standing.isUnchanged()));
        Report told = now.report()
                .withRemarks(fresh.report().remarks())
                .withRelease(
                        isStated(fresh.facts().evidence(), seen)
                                ? before.report().release()
                                : now.report().release());
        Comparison comparison = Comparison.of(
                before.report(),
                told,
                standing::isOfBefore,
                WhatIf.of(then).comparedWith(now.facts(), Standing.server(now.facts(), then, used)),
                Standing.versions(then, fresh.facts(), now.facts()),
                standing.ground());
        return new Recheck(
                earlier,
                before,
                request,
                fresh,
                new Check.Result(
                        now.facts(),
                        told.with(told.supplement()
                                .withDigests(fresh.report().supplement().sha256())
                                .withComparison(comparison)),
                        fresh.targets()),
                request.withInputs(Stream.concat(request.inputs().stream(), used.inputsUsedAgain().stream())
                        .toList()));
    }

    /// A log of before may be all that shows which release runs and which traffic is in trouble; both are
    /// as they were.
    private static Evidence asBefore(Facts then, Evidence fresh) {
        Facts guessed = Facts.of(new Renewal(then.evidence(), fresh).settled());
        PlatformGuess known = then.platform();
        PlatformGuess guess = guessed.platform();
        Optional<Problem> problem = fresh.problem()
                .or(() -> guessed.direction() == then.direction() ? Optional.empty() : Optional.of(then.direction()));
        Optional<PostfixRelease> postfix = fresh.postfix()
                .or(() -> guess.postfixBasis().compareTo(known.postfixBasis()) > 0
                        ? Optional.of(known.platform().postfix())
                        : Optional.empty());
        Optional<OpenSslRelease> openssl = fresh.openssl()
                .or(() -> guess.opensslBasis().compareTo(known.opensslBasis()) > 0
                        ? Optional.of(known.platform().openssl().release())
                        : Optional.empty());
        return fresh.withStated(problem, postfix, openssl);
    }

    /// Whether a release was carried over, so that the sentence on it is that of before.
    private static boolean isStated(Evidence fresh, Evidence used) {
        return !fresh.postfix().equals(used.postfix()) || !fresh.openssl().equals(used.openssl());
    }

    /// What is found without the lines of before, and two things that these still tell: what was wrong
    /// before and would be again, were those to come that failed then; and that settings which stand as
    /// they stood do no harm.
    private static Diagnosis amended(
            Diagnosis found, Diagnosis retold, Diagnosis before, Renewal used, boolean unchanged) {
        Stream<Finding> still = wrong(retold)
                .filter(finding -> isAmong(finding, wrong(before)) && !isAmong(finding, wrong(found)))
                .filter(finding -> finding.evidence().stream()
                        .anyMatch(citation -> isOfNow(citation, used)
                                || (unchanged && used.usedAgain().contains(citation.source()))));
        Stream<Finding> kept = found.findings().stream()
                .filter(finding -> finding.role() == Role.HARMLESS
                        || isAmong(finding, before.findings().stream())
                        || isAmong(finding, retold.findings().stream())
                        || finding.evidence().stream().anyMatch(citation -> isNew(citation, used)));
        return new Diagnosis(Stream.concat(still, kept).sorted(RANK).toList(), found.missing());
    }

    private static boolean isAmong(Finding finding, Stream<Finding> others) {
        return others.anyMatch(other -> Comparison.isSame(finding, other));
    }

    /// Whether a citation is of now and no line that stood there before.
    private static boolean isNew(Citation citation, Renewal used) {
        return isOfNow(citation, used) && !used.stoodBefore(citation.text());
    }

    /// Whether a server as it was seen now or something given now says it.
    private static boolean isOfNow(Citation citation, Renewal renewal) {
        return citation.source().startsWith("probe ")
                || renewal.fresh().given().stream()
                        .anyMatch(name -> citation.source().equals(name)
                                || citation.source().startsWith(name + ": "));
    }

    private static Stream<Finding> wrong(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.role() == Role.CAUSE || finding.role() == Role.CONTRIBUTING);
    }
}
