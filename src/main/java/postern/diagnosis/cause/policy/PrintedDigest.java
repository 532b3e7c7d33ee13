package postern.diagnosis.cause.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.dns.Stated;
import postern.dns.TlsaRecord;
import postern.maillog.LogLine;

/// The SHA-256 digest of a server's certificate or key, as somebody had it printed: by `openssl x509 -fingerprint`, by
/// `sha256sum` and `openssl dgst` behind what makes it, by `posttls-finger` and Postfix's log.
///
/// @param selector what it is of, as in a TLSA record: 0 the certificate, 1 the key; empty where that is not told
/// @param host     whose it is; empty where that is not told
/// @param hex      in lower case
/// @param citation where it stands
record PrintedDigest(OptionalInt selector, Optional<String> host, String hex, Citation citation) {
    private static final OptionalInt CERTIFICATE = OptionalInt.of(0);
    private static final OptionalInt KEY = OptionalInt.of(1);

    private static final Pattern OWNER = Pattern.compile("_\\d+\\._tcp\\.(.+)");
    private static final Pattern RECORD = Pattern.compile("(?:^|[\\s\"'])[0-3] [01] [012] [0-9A-Fa-f]{2}");
    private static final Pattern BARE =
            Pattern.compile("^\\s*(?:\\S*\\(?stdin\\)?\\s*=\\s*)?([0-9A-Fa-f]{64})(?:\\s+\\*?-)?\\s*$");
    private static final Pattern COLONS = Pattern.compile(
            "(?i)(pkey[_ ]|pubkey[_ ]|public key )?fingerprint[ =:]{1,3}((?:[0-9A-F]{2}:){31}[0-9A-F]{2})(?![:0-9A-F])");
    /// `SPKI SHA-256: 5B3E…`, in whatever words.
    private static final Pattern LABELLED =
            Pattern.compile("(?i)\\b(?:spki|key|certificate|cert)\\b.{0,80}[:=]\\s*([0-9a-f]{64})\\s*");
    private static final Pattern KEY_WORDS = Pattern.compile("(?i)\\b(?:spki|key)\\b");
    private static final Pattern COMMAND =
            Pattern.compile("^\\s*\\S{0,64}[$#>]\\s+\\S|^\\s*(?:echo|openssl|cat) .*\\|");
    private static final Pattern CONNECT = Pattern.compile("-connect\\s+\\[?([A-Za-z0-9.-]+)]?:");
    private static final Pattern PEER = Pattern.compile("([A-Za-z0-9.-]+)\\[[0-9A-Fa-f.:]+](?::\\d+)?: ");
    private static final Pattern OF_KEY = Pattern.compile("-pubkey|-pubin|-pubout");
    private static final Pattern OF_CERTIFICATE =
            Pattern.compile("x509 (?!.*-pubkey).*-outform (?:der|DER)|-fingerprint");

    /// All in the given texts and logs.
    static List<PrintedDigest> in(Facts facts) {
        Stream<PrintedDigest> pasted =
                facts.evidence().texts().stream().flatMap(text -> in(text.source(), text.lines()).stream());
        Stream<PrintedDigest> logged =
                facts.lines(COLONS).stream().flatMap(line -> colons(line, Optional.empty()).stream());
        return Stream.concat(pasted, logged).toList();
    }

    private static List<PrintedDigest> in(String source, List<LogLine> lines) {
        List<PrintedDigest> found = new ArrayList<>();
        OptionalInt asked = OptionalInt.empty();
        Optional<String> host = Optional.empty();
        for (LogLine line : lines) {
            Citation citation = Citation.line(source, line.number(), line.text().strip());
            Matcher bare = BARE.matcher(line.text());
            if (RECORD.matcher(line.text()).find()) {
                continue;
            }
            if (COMMAND.matcher(line.text()).find()) {
                asked = selector(line.text());
                host = first(CONNECT, line.text());
            } else if (LABELLED.matcher(line.text()).find()) {
                found.addAll(labelled(citation, host));
            } else if (bare.matches()) {
                found.add(new PrintedDigest(asked, host, bare.group(1).toLowerCase(Locale.ROOT), citation));
            } else {
                found.addAll(colons(citation, host));
            }
        }
        return found;
    }

    private static OptionalInt selector(String command) {
        return OF_KEY.matcher(command).find()
                ? KEY
                : OF_CERTIFICATE.matcher(command).find() ? CERTIFICATE : OptionalInt.empty();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static List<PrintedDigest> labelled(Citation line, Optional<String> asked) {
        return LABELLED.matcher(line.text())
                .results()
                .map(match -> new PrintedDigest(
                        KEY_WORDS.matcher(match.group()).find() ? KEY : CERTIFICATE,
                        asked,
                        match.group(1).toLowerCase(Locale.ROOT),
                        line))
                .toList();
    }

    private static List<PrintedDigest> colons(Citation line, Optional<String> asked) {
        Optional<String> host = first(PEER, line.text()).or(() -> asked);
        return COLONS.matcher(line.text())
                .results()
                .map(match -> new PrintedDigest(
                        match.group(1) == null ? CERTIFICATE : KEY,
                        host,
                        match.group(2).replace(":", "").toLowerCase(Locale.ROOT),
                        line))
                .toList();
    }

    /// Whether it can be compared with a record: of the same kind, and of the same host as far as that is known.
    boolean isComparable(Stated<TlsaRecord> stated) {
        TlsaRecord record = stated.value();
        Matcher owner = OWNER.matcher(stated.owner());
        return record.matchingType() == 1
                && (selector.isEmpty() || selector.getAsInt() == record.selector())
                && (host.isEmpty() || !owner.matches() || owner.group(1).equalsIgnoreCase(host.get()));
    }
}
