package postern.dns;

import java.util.List;
import java.util.regex.Pattern;

/// What a pasted text states about the DNS: output of `dig`, `drill`, `host`, `unbound-host`, lines of a zone file, and
/// an MTA-STS policy.
///
/// @param mx       MX records
/// @param tlsa     TLSA records; also of other ports than 25
/// @param stsIds   ids of MTA-STS records
/// @param failures questions that a resolver could not answer
/// @param policies MTA-STS policies, at the line of their version
/// @param empty    questions answered with nothing, by the type asked for; `ANY` where the name does not exist
public record DnsText(
        List<Stated<MxRecord>> mx,
        List<Stated<TlsaRecord>> tlsa,
        List<Stated<String>> stsIds,
        List<Stated<Failure>> failures,
        List<Stated<StsPolicyReading>> policies,
        List<Stated<String>> empty) {
    /// A name with a dot among options and types: words that follow `host` in a sentence are no command.
    private static final String ARGUMENTS =
            "(?: +[-+@]\\S+(?: +[\\d/~]\\S*)?| +(?i:MX|TLSA|TXT|A|AAAA|ANY|NS|SOA|DS|DNSKEY|CNAME|IN))*+ +[\\w-]+(?:\\.[\\w-]+)+\\.?"
                    + "(?: +[-+@]\\S+(?: +[\\d/~]\\S*)?| +(?i:MX|TLSA|TXT|A|AAAA|ANY|NS|SOA|DS|DNSKEY|CNAME|IN)| +[\\d.:]+| *\\|.*)*+[ \\t]*+$";

    private static final Pattern SIGNS =
            Pattern.compile("(?m)^[ \\t]*+(?:[$#>][ \\t]*+)?(?:dig|drill|kdig|delv|host|unbound-host|nslookup)"
                    + ARGUMENTS + "|^; <<>> (?:DiG|drill) .*"
                    + "|^[A-Za-z0-9_][\\w.-]*\\.?\\s+(?:\\d+\\s+)?(?:IN\\s+)?(?:MX\\s+\\d+\\s+\\S+|TLSA\\s+\\d+ \\d+ \\d+ .*)"
                    + "|^(?:Host )?[\\w.-]+ (?:not found: \\d+\\([A-Z]+\\)|has no \\w+ record)|^;; ->>HEADER<<- |^;; resolution failed: |^; (?:fully validated|unsigned answer|negative response)"
                    + "|^.*_\\d{2,3}\\._tcp\\.\\w"
                    + "|^\\S+ (?:mail is handled by \\S+ \\S+$|has TLSA record \\d|has address [\\d.]+$"
                    + "|has IPv6 address [0-9A-Fa-f:.]+$|descriptive text \")"
                    + "|^.*\\bv=(?:STSv1|TLSRPTv1);.*|^version:\\s*STSv1\\s*$");

    public DnsText {
        mx = List.copyOf(mx);
        tlsa = List.copyOf(tlsa);
        stsIds = List.copyOf(stsIds);
        failures = List.copyOf(failures);
        policies = List.copyOf(policies);
        empty = List.copyOf(empty);
    }

    /// Whether a text looks like one.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        return SIGNS.matcher(head).find();
    }
}
