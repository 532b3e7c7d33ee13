package postern.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.certificate.TrustAnchors;
import postern.evidence.Input;
import postern.evidence.Problem;
import postern.openssl.OpenSslRelease;
import postern.postfix.PostfixRelease;
import postern.probe.Endpoint;

/// What to check. Every part may be missing.
///
/// @param problem  which traffic is in trouble
/// @param server   the endpoint to probe
/// @param inputs   files and pasted texts
/// @param remarks  sentences about inputs that could not be opened
/// @param asOf     the day to judge for; empty to take it from the inputs
/// @param postfix  the Postfix release, if known
/// @param openssl  the OpenSSL release, if known
/// @param anchors  certificates to trust
/// @param ehloName the name to introduce ourselves with; empty for a plausible one
/// @param settings values of main.cf to forecast with, by parameter, in place of what is proposed
public record CheckRequest(
        Optional<Problem> problem,
        Optional<Endpoint> server,
        List<Input> inputs,
        List<String> remarks,
        Optional<LocalDate> asOf,
        Optional<PostfixRelease> postfix,
        Optional<OpenSslRelease> openssl,
        TrustAnchors anchors,
        Optional<String> ehloName,
        Map<String, String> settings) {
    public CheckRequest {
        inputs = List.copyOf(inputs);
        remarks = List.copyOf(remarks);
        settings = Map.copyOf(settings);
    }
}
