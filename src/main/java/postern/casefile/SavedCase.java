package postern.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.certificate.Certificate;
import postern.dns.MailDomain;
import postern.evidence.Input;
import postern.evidence.Problem;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.redaction.Redaction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A case as it is saved. Every part may be missing.
///
/// @param asOf      the day the case is judged for
/// @param problem   which traffic is in trouble
/// @param postfix   the Postfix release that was stated
/// @param openssl   the OpenSSL release that was stated
/// @param server    the endpoint that was looked at
/// @param domain    the mail domain that was looked up
/// @param settings  values that were tried, by parameter of main.cf or `service/type/parameter` of master.cf
/// @param anchors   certificates to trust beside the public ones
/// @param inputs    files and pasted texts
/// @param scans     what probes saw
/// @param published what was published about the domain
/// @param unknown   what another version of Postern wrote and this one does not know; it is kept
public record SavedCase(
        Optional<LocalDate> asOf,
        Optional<Problem> problem,
        Optional<String> postfix,
        Optional<String> openssl,
        Optional<Endpoint> server,
        Optional<String> domain,
        Map<String, String> settings,
        List<Certificate> anchors,
        List<Input> inputs,
        List<Scan> scans,
        Optional<MailDomain> published,
        Map<String, JsonNode> unknown) {
    public SavedCase {
        settings = Map.copyOf(settings);
        anchors = List.copyOf(anchors);
        inputs = List.copyOf(inputs);
        scans = List.copyOf(scans);
        unknown = Map.copyOf(unknown);
    }

    /// The same case with stand-ins for private names and addresses. What is not known cannot be gone
    /// through, and is left out.
    public SavedCase redacted(Redaction redaction) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        Parts.write(this, told);
        ObjectNode redacted = RedactedJson.of(told, redaction);
        List<Input> all =
                inputs.stream().map(input -> input.redacted(redaction)).toList();
        return new Parts(redacted).read(all, Map.of());
    }
}
