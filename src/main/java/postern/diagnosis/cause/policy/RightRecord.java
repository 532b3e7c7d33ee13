package postern.diagnosis.cause.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.DaneJudgement;
import postern.dns.DaneVerdict;

/// The TLSA record that a host has to publish for the key it shows, as a line of its zone: `3 1 1`, which a
/// renewal with the same key leaves right (RFC 7671 section 5.1, RFC 7672 section 3.1.1). Where the key's
/// digest is not known, the command that prints it.
final class RightRecord {
    private static final OptionalInt KEY = OptionalInt.of(1);
    private static final Pattern OWNER = Pattern.compile("_25\\._tcp\\.([A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])");

    private RightRecord() {}

    static List<Change> in(Facts facts) {
        List<Change> known =
                Stream.concat(judged(facts), printed(facts)).distinct().toList();
        if (!known.isEmpty()) {
            return known;
        }
        return host(facts)
                .map(host -> List.of(Change.at(Target.DNS), Change.command(digest(host))))
                .orElseGet(() -> List.of(Change.at(Target.DNS)));
    }

    private static Stream<Change> judged(Facts facts) {
        return DaneJudgement.in(facts).stream()
                .filter(judgement -> !judgement.host().isEmpty())
                .flatMap(judgement -> judgement.verdict() instanceof DaneVerdict.Mismatch(var _, var correct)
                        ? Stream.of(record(judgement.host(), correct.toString()))
                        : Stream.empty());
    }

    /// The digest of the key that somebody printed, of the host whose record was given.
    private static Stream<Change> printed(Facts facts) {
        List<PrintedDigest> keys = PrintedDigest.in(facts).stream()
                .filter(digest -> digest.selector().equals(KEY))
                .toList();
        return facts.pastedDns().stream()
                .flatMap(DaneJudgement::mail)
                .filter(stated -> OWNER.matcher(stated.owner()).matches())
                .flatMap(stated -> keys.stream()
                        .filter(digest -> digest.isComparable(stated))
                        .map(digest ->
                                record(OWNER.matcher(stated.owner()).replaceFirst("$1"), "3 1 1 " + digest.hex())));
    }

    private static Change record(String host, String record) {
        return Change.at(Target.DNS, "_25._tcp." + host + ".", "TLSA " + record);
    }

    private static Optional<String> host(Facts facts) {
        List<String> hosts = Logs.saying(OWNER, facts).stream()
                .flatMap(line -> OWNER.matcher(line.text()).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
        return hosts.size() == 1 ? Optional.of(hosts.getFirst()) : Optional.empty();
    }

    private static String digest(String host) {
        return "openssl s_client -connect " + host + ":25 -starttls smtp </dev/null 2>/dev/null"
                + " | openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256";
    }
}
