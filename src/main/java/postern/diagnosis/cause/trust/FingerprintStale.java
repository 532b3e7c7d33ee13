package postern.diagnosis.cause.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.evidence.PastedText;
import postern.maillog.LogLine;
import postern.postfix.SecurityLevel;
import postern.postfix.Setting;
import postern.postfix.TlsClient;

/// The partner's certificate is not the pinned one any more; or the pin is a digest of another kind than Postfix
/// computes (`smtp_tls_fingerprint_digest`: `md5` before 3.6, `sha256` since).
public final class FingerprintStale implements Cause {
    private static final String PINS = "smtp_tls_fingerprint_cert_match";
    private static final Pattern REFUSED = Pattern.compile("\\(?Server certificate not verified");
    /// Programs that pin as well: msmtp, fetchmail, mutt, isync, curl.
    private static final Pattern OF_PROGRAM = Pattern.compile(
            "(?i)fingerprints? (?:(?:does|do)(?: not|n't) match|mismatch)"
                    + "|public key (?:does not match|mismatch).{0,40}pinned|pinned (?:public key|certificate).{0,40}(?:mismatch|not match)");
    /// What Postfix logs of the certificate it met (`src/tls/tls_client.c`), and what `openssl x509 -fingerprint`
    /// prints.
    private static final Pattern MET =
            Pattern.compile("(?i)(?:cert )?fingerprint[= ]{1,2}((?:[0-9A-F]{2}:){15,31}[0-9A-F]{2})\\b");
    /// The same behind `cut` or `awk`, below the command.
    private static final Pattern ASKED = Pattern.compile("-connect \\[?([^\\s\\]:]+)]?:.*-fingerprint");

    private static final Pattern BARE = Pattern.compile("^\\s*((?:[0-9A-F]{2}:){15,63}[0-9A-F]{2})\\s*$");
    private static final Pattern HEX_PAIRS = Pattern.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+");
    private static final Map<Integer, String> DIGESTS = Map.of(16, "md5", 20, "sha1", 32, "sha256", 64, "sha512");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> refused = Outgoing.saying(REFUSED, facts);
        Optional<TlsClient> client = Outgoing.client(facts).filter(it -> it.level() == SecurityLevel.FINGERPRINT);
        Optional<PolicyTable.Line> policy =
                PolicyTable.applying(facts).filter(line -> line.entry().level().equals("fingerprint"));
        if (refused.isEmpty() || (client.isEmpty() && policy.isEmpty())) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.LIKELY,
                    Map.of("digest", digest(facts)),
                    Logs.saying(OF_PROGRAM, facts),
                    List.of(Change.at(Target.CLIENT)));
        }
        Stream<Citation> where = policy.map(PolicyTable.Line::citation).stream();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("digest", digest(facts)),
                Stream.concat(where, refused.stream()).toList(),
                fix(facts, pins(client, policy)));
    }

    /// Pins of another length than the digest in use never match; else the new one goes beside the old.
    private static List<Change> fix(Facts facts, List<String> pins) {
        Optional<String> other = pins.stream()
                .filter(pin -> HEX_PAIRS.matcher(pin).matches())
                .map(pin -> DIGESTS.getOrDefault((pin.length() + 1) / 3, ""))
                .filter(kind -> !kind.isEmpty() && !kind.equals(digest(facts)))
                .findFirst();
        if (other.isPresent()) {
            return List.of(Change.mainCf("smtp_tls_fingerprint_digest", other.get()), Change.command("postfix reload"));
        }
        List<String> all = new ArrayList<>(pins);
        List<String> met = met(facts);
        if (met.size() == 1 && !all.contains(met.getFirst())) {
            all.add(met.getFirst());
            if (PolicyTable.applying(facts).isEmpty()
                    && Outgoing.written(facts, PINS).isPresent()) {
                return List.of(Change.mainCf(PINS, met.getFirst()), Change.command("postfix reload"));
            }
            return PolicyTable.change(facts, "fingerprint match=" + String.join("|", all));
        }
        return PolicyTable.applying(facts).isPresent()
                ? List.of(Change.at(Target.TLS_POLICY))
                : List.of(Change.mainCf(PINS), Change.command("postfix reload"));
    }

    /// The digests, of the kind in use, of certificates that the destination showed: in its log lines, or printed of
    /// what it sent. Those of other hosts are nobody's to pin.
    private static List<String> met(Facts facts) {
        Optional<String> host = Outgoing.host(facts);
        Stream<String> printed = Logs.saying(MET, facts).stream()
                .map(Citation::text)
                .filter(text -> !text.contains("postfix/")
                        || host.filter(text::contains).isPresent())
                .map(MET::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
        return Stream.concat(printed, bare(facts))
                .filter(digest -> digest(facts).equals(DIGESTS.get((digest.length() + 1) / 3)))
                .distinct()
                .toList();
    }

    private static Stream<String> bare(Facts facts) {
        List<String> names = Stream.concat(Outgoing.host(facts).stream(), Outgoing.destination(facts).stream())
                .toList();
        List<String> found = new ArrayList<>();
        for (PastedText text : facts.evidence().texts()) {
            boolean asked = false;
            for (LogLine line : text.lines()) {
                Matcher command = ASKED.matcher(line.text());
                Matcher digest = BARE.matcher(line.text());
                if (asked && digest.matches()) {
                    found.add(digest.group(1));
                }
                asked = command.find() && names.stream().anyMatch(name -> name.contains(command.group(1)));
            }
        }
        return found.stream();
    }

    private static List<String> pins(Optional<TlsClient> client, Optional<PolicyTable.Line> policy) {
        String written = policy.map(line -> line.entry().attributes().getOrDefault("match", ""))
                .filter(match -> !match.isEmpty())
                .or(() -> client.map(it -> it.settings().get(PINS).value()))
                .orElse("");
        return Stream.of(written.split("[|,\\s]+"))
                .filter(pin -> !pin.isEmpty())
                .toList();
    }

    private static String digest(Facts facts) {
        return Outgoing.client(facts)
                .map(client -> client.settings().get("smtp_tls_fingerprint_digest"))
                .map(Setting::value)
                .orElse(Outgoing.release(facts).atLeast(3, 6) ? "sha256" : "md5");
    }
}
