package postern.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.casefile.CaseFile;
import postern.casefile.SavedCase;
import postern.certificate.Certificate;
import postern.certificate.TrustAnchors;
import postern.evidence.CaseFolder;
import postern.evidence.Evidence;
import postern.evidence.Input;
import postern.openssl.OpenSslRelease;
import postern.postfix.PostfixRelease;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import postern.redaction.Redaction;
import postern.report.Supplement;

/// Checks as cases that can be saved, opened again and given away with stand-ins for private names.
public final class Cases {
    private Cases() {}

    /// What was opened.
    ///
    /// @param inputs   those of the saved case first
    /// @param failures sentences for people on what could not be read
    /// @param saved    the first saved case among the paths; of others only the inputs count
    public record Opened(List<Input> inputs, List<String> failures, Optional<SavedCase> saved) {
        public Opened {
            inputs = List.copyOf(inputs);
            failures = List.copyOf(failures);
        }
    }

    /// Opens files, folders, archives and saved cases.
    public static Opened open(List<Path> paths) {
        List<Input> inputs = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Optional<SavedCase> saved = Optional.empty();
        for (Path path : paths) {
            if (CaseFile.isCase(path)) {
                try {
                    CaseFile.Opened opened = CaseFile.open(path);
                    inputs.addAll(opened.saved().inputs());
                    failures.addAll(opened.failures());
                    saved = saved.or(() -> Optional.of(opened.saved()));
                } catch (IOException e) {
                    failures.add(e.getMessage());
                }
            } else {
                CaseFolder.Contents contents = CaseFolder.open(List.of(path));
                inputs.addAll(contents.inputs());
                failures.addAll(contents.failures());
            }
        }
        return new Opened(inputs, failures, saved);
    }

    /// A saved case as a request, which asks nothing of the network.
    ///
    /// @param failures sentences for people on what could not be read of it
    public static CheckRequest request(SavedCase saved, List<String> failures) {
        return new CheckRequest(
                saved.problem(),
                saved.server(),
                saved.inputs(),
                failures,
                saved.asOf(),
                saved.postfix().flatMap(PostfixRelease::parse),
                saved.openssl().flatMap(OpenSslRelease::parse),
                TrustAnchors.publicRoots().plus(saved.anchors()),
                Optional.empty(),
                false,
                saved.settings(),
                saved.domain(),
                Optional.empty(),
                Optional.of(new CheckRequest.Recorded(saved.scans(), saved.published())));
    }

    /// A check and what it saw, to be saved.
    ///
    /// @param anchors  certificates that were trusted beside the public ones
    /// @param settings values of main.cf as somebody edited them, by parameter
    public static SavedCase of(
            CheckRequest request, Check.Result result, List<Certificate> anchors, Map<String, String> settings) {
        Evidence evidence = result.facts().evidence();
        return new SavedCase(
                Optional.of(evidence.asOf()),
                request.problem(),
                request.postfix().map(PostfixRelease::toString),
                request.openssl().map(OpenSslRelease::toString),
                request.server(),
                request.domain(),
                settings,
                anchors,
                request.inputs(),
                evidence.scans(),
                evidence.domain(),
                Map.of());
    }

    /// The same check once more with stand-ins for private names and addresses, from what was given and seen:
    /// nothing is asked of the network. What was replaced, `redaction` knows afterwards.
    public static Check.Result redacted(CheckRequest request, Check.Result result, Redaction redaction) {
        SavedCase saved = of(request, result, List.of(), request.settings()).redacted(redaction);
        Check.Result again = Check.run(request(saved, List.of()), ScanListener.NONE, new Cancellation());
        // What was blanked is gone from what was read now; that it was, is still to be told.
        List<String> told =
                result.report().remarks().stream().map(redaction::text).toList();
        List<String> all = redaction.standIns().isEmpty()
                ? told
                : Stream.concat(Stream.of(Sentences.of("redacted")), told.stream())
                        .toList();
        Supplement supplement = again.report().supplement().withDigests(Digests.of(request.inputs(), redaction));
        return again.with(again.report().with(supplement).withRemarks(all));
    }
}
