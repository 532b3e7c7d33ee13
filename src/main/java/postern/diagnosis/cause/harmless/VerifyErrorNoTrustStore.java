package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.transcript.TestRun;
import postern.transcript.VerifyComplaint;

/// A test reports error 19, or error 20 at the last depth, only because the tester had no roots to compare with.
public final class VerifyErrorNoTrustStore implements Cause {
    /// X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: the root was sent and is not among the tester's own.
    private static final int ROOT_NOT_KNOWN = 19;

    /// X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY: the root was not sent and is not found.
    private static final int ISSUER_NOT_FOUND = 20;

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> seen = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(complaint -> isTestersOwn(run, complaint))
                        .map(complaint -> Citation.line(run.source(), complaint.line(), complaint.text())))
                .toList();
        if (seen.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                id(),
                Role.HARMLESS,
                Certainty.PROVEN,
                facts.direction(),
                Map.of("reason", "\"" + reason(seen.getFirst().text()) + "\""),
                seen.stream().limit(3).toList(),
                List.of()));
    }

    /// A complete chain came; what is missing is missing at the tester's end.
    private static boolean isTestersOwn(TestRun run, VerifyComplaint complaint) {
        int length = run.chain().certificates().size();
        return switch (complaint.code()) {
            case ROOT_NOT_KNOWN ->
                // Without the list of certificates the depth tells that others came before it.
                (length == 0 && complaint.depth() > 0)
                        || (length > 1 && run.chain().certificates().getLast().isSelfIssued());
            case ISSUER_NOT_FOUND -> length > 1 && complaint.depth() == length - 1;
            default -> false;
        };
    }

    private static String reason(String line) {
        return Stream.of("verify error:", "Verify return code: ")
                .filter(line::contains)
                .map(word -> line.substring(line.indexOf(word) + word.length()).strip())
                .findFirst()
                .orElse(line.strip());
    }
}
