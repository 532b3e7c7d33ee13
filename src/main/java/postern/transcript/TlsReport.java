package postern.transcript;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postern.maillog.LogLine;

/// A report in which a sending organisation tells how TLS with a domain went (SMTP TLS Reporting, RFC 8460
/// section 4).
///
/// @param source       the file's name
/// @param organization who reports; empty text if not told
/// @param from         start of the time reported on
/// @param to           its end
/// @param policies     results, one for each policy that was applied
public record TlsReport(
        String source, String organization, Optional<Instant> from, Optional<Instant> to, List<Policy> policies)
        implements Observation {
    public TlsReport {
        policies = List.copyOf(policies);
    }

    /// The kind of policy applied.
    public enum PolicyType {
        /// DANE.
        TLSA,
        /// MTA-STS.
        STS,
        /// Neither was found.
        NO_POLICY_FOUND,
        /// A word that RFC 8460 does not know.
        OTHER
    }

    /// How sessions under one policy went.
    ///
    /// @param type       which kind of policy
    /// @param domain     the domain it was found for
    /// @param lines      the policy's own text as the sender saw it: lines of MTA-STS, TLSA records
    /// @param mxHosts    the host patterns of an MTA-STS policy
    /// @param successful number of sessions that went well
    /// @param failed     number of sessions that failed
    /// @param failures   how they failed; sums need not agree with `failed`
    public record Policy(
            PolicyType type,
            String domain,
            List<String> lines,
            List<String> mxHosts,
            long successful,
            long failed,
            List<Failure> failures) {
        public Policy {
            lines = List.copyOf(lines);
            mxHosts = List.copyOf(mxHosts);
            failures = List.copyOf(failures);
        }
    }

    /// One kind of failure.
    ///
    /// @param resultType  its name in RFC 8460 section 4.3: `starttls-not-supported`, `certificate-expired`, …
    /// @param sendingMta  address of the sending server
    /// @param receivingMx name of the server delivered to
    /// @param sessions    how many sessions failed so
    /// @param line        the line where it stands in the file, and what it says on one line
    public record Failure(
            String resultType,
            Optional<String> sendingMta,
            Optional<String> receivingMx,
            long sessions,
            LogLine line) {}

    /// All failures, of all policies.
    public List<Failure> failures() {
        return policies.stream().flatMap(policy -> policy.failures().stream()).toList();
    }
}
