package postern.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.certificate.Certificate;
import postern.certificate.TrustAnchors;
import postern.dns.MailDomain;
import postern.dns.Resolver;
import postern.evidence.Input;
import postern.evidence.Problem;
import postern.openssl.OpenSslRelease;
import postern.postfix.PostfixRelease;
import postern.probe.Endpoint;
import postern.probe.Scan;

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
/// @param thorough whether the server is asked everything
/// @param settings values to forecast with, by parameter of main.cf or `service/type/parameter` of
/// master.cf, in place of what is proposed
/// @param domain   the mail domain to look up; its MX hosts are probed too
/// @param resolver whom to ask about names; empty for the system's resolver
/// @param recorded what was seen before; then nothing is asked of the network
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
        boolean thorough,
        Map<String, String> settings,
        Optional<String> domain,
        Optional<Resolver> resolver,
        Optional<Recorded> recorded) {
    public CheckRequest {
        inputs = List.copyOf(inputs);
        remarks = List.copyOf(remarks);
        settings = Map.copyOf(settings);
    }

    /// A check that looks at what it is asked to look at.
    public CheckRequest(
            Optional<Problem> problem,
            Optional<Endpoint> server,
            List<Input> inputs,
            List<String> remarks,
            Optional<LocalDate> asOf,
            Optional<PostfixRelease> postfix,
            Optional<OpenSslRelease> openssl,
            TrustAnchors anchors,
            Optional<String> ehloName,
            boolean thorough,
            Map<String, String> settings,
            Optional<String> domain,
            Optional<Resolver> resolver) {
        this(
                problem,
                server,
                inputs,
                remarks,
                asOf,
                postfix,
                openssl,
                anchors,
                ehloName,
                thorough,
                settings,
                domain,
                resolver,
                Optional.empty());
    }

    /// A check of inputs alone.
    ///
    /// @param remarks sentences about inputs that could not be opened
    public static CheckRequest of(List<Input> inputs, List<String> remarks) {
        return new CheckRequest(
                Optional.empty(),
                Optional.empty(),
                inputs,
                remarks,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TrustAnchors.publicRoots(),
                Optional.empty(),
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same check of other inputs.
    public CheckRequest withInputs(List<Input> others) {
        return with(others, remarks, settings, recorded);
    }

    /// The same check with other values of main.cf to forecast with.
    public CheckRequest withSettings(Map<String, String> others) {
        return with(inputs, remarks, others, recorded);
    }

    /// The same check with other sentences about inputs that could not be opened.
    public CheckRequest withRemarks(List<String> others) {
        return with(inputs, others, settings, recorded);
    }

    /// The same check of what was seen before, which asks nothing of the network.
    public CheckRequest withRecorded(Recorded seen) {
        return with(inputs, remarks, settings, Optional.of(seen));
    }

    /// What is given after a change, to be checked beside this request: its server and domain are looked at anew, and
    /// its certificates are trusted on.
    ///
    /// @param given   files and texts that are new or have changed
    /// @param told    sentences about inputs that could not be opened
    /// @param example the day to judge for, where that does not come from the inputs
    public CheckRequest after(List<Input> given, List<String> told, Optional<LocalDate> example) {
        return new CheckRequest(
                problem,
                server,
                given,
                told,
                example,
                Optional.empty(),
                Optional.empty(),
                anchors,
                ehloName,
                thorough,
                Map.of(),
                domain,
                resolver);
    }

    /// Whether a server or a domain is asked for, or was seen before.
    public boolean looks() {
        return server.isPresent() || domain.isPresent() || recorded.isPresent();
    }

    /// The same check of a case that was checked before: of its server and domain, unless it has others,
    /// with all that was stated about it and trusted.
    ///
    /// @param others certificates to trust besides
    public CheckRequest following(CheckRequest earlier, List<Certificate> others) {
        return new CheckRequest(
                        problem,
                        looks() ? server : earlier.server,
                        inputs,
                        remarks,
                        asOf,
                        postfix,
                        openssl,
                        earlier.anchors.plus(others),
                        ehloName,
                        thorough,
                        settings,
                        looks() ? domain : earlier.domain,
                        resolver,
                        recorded)
                .statedAs(earlier);
    }

    /// The same check with what another one of the same case states and this one does not.
    CheckRequest statedAs(CheckRequest other) {
        return new CheckRequest(
                problem.or(other::problem),
                server,
                inputs,
                remarks,
                asOf,
                postfix.or(other::postfix),
                openssl.or(other::openssl),
                anchors,
                ehloName,
                thorough,
                settings,
                domain,
                resolver,
                recorded);
    }

    /// The only place that copies for a single part: what never changes is taken from here.
    private CheckRequest with(
            List<Input> read, List<String> told, Map<String, String> forecast, Optional<Recorded> seen) {
        return new CheckRequest(
                problem, server, read, told, asOf, postfix, openssl, anchors, ehloName, thorough, forecast, domain,
                resolver, seen);
    }

    /// What a look at servers and the DNS showed before.
    ///
    /// @param scans     one for each endpoint
    /// @param published what was published about the domain
    public record Recorded(List<Scan> scans, Optional<MailDomain> published) {
        public Recorded {
            scans = List.copyOf(scans);
        }
    }
}
