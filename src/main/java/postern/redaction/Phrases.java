package postern.redaction;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.certificate.PublicAuthorities;

/// What is private by the words around it: the host in front of a log line, accounts, persons, organisations.
final class Phrases {
    /// RFC 3164 section 4.1.2 and RFC 5424 section 6.2: a date, then the host, then the program.
    private static final Pattern LOGGED = Pattern.compile(
            "^(?:<\\d{1,3}>\\d? ?)?(?:[A-Z][a-z]{2} [ \\d]\\d (?:\\d{4} )?[\\d:]{8}|\\d{4}-\\d\\d-\\d\\d[T ][\\d:.,+Z-]{5,32})"
                    + " (?<what>[A-Za-z0-9_-]{1,63}) (?=[\\w./-]{1,60}(?:\\[|:))");
    private static final Pattern PROMPT = Pattern.compile(
            "^\\[?(?<what>[a-z_][a-z0-9_-]{0,31})@(?=[A-Za-z0-9-]{1,63}(?:[:\\s~][^\\s$#]{0,80})?[\\]\\s]{0,2}[$#%])");
    private static final Pattern PROMPT_HOST = Pattern.compile(
            "^\\[?[a-z_][a-z0-9_-]{0,31}@(?<what>[A-Za-z0-9-]{1,63})(?=(?:[:\\s~][^\\s$#]{0,80})?[\\]\\s]{0,2}[$#%])");
    /// Accounts without a domain, as Postfix and Dovecot log them.
    private static final Pattern ACCOUNT = Pattern.compile("\\b(?:user|to|from|orig_to)=<(?<what>[^<>@\\s]{1,64})>");
    private static final Pattern SASL_USER = Pattern.compile("\\bsasl_username=(?<what>[^@,\\s]{1,64})(?=[,\\s]|$)");
    private static final Pattern DOVECOT_USER = Pattern.compile(
            "\\b(?:imap|pop3|lda|lmtp|managesieve|sieve|auth-worker|indexer-worker)\\((?<what>[^@),\\s\\d][^@),\\s]{0,63})(?=[,)])");
    private static final Pattern HOME = Pattern.compile("(?:/home/|/Users/|\\\\Users\\\\)(?<what>[^/\\\\\\s:]{1,64})");
    /// RFC 5322 section 3.6.
    private static final Pattern PERSON = Pattern.compile(
            "^(?:[A-Za-z-]{0,20}From|To|Cc|Reply-To|Sender): \"?(?<what>[^\"<>@=]{1,100}?)\"? ?(?=<[^<>@\\s]+@)");
    /// Parts of distinguished names (RFC 4514); other parts than these name nobody.
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\w])(?:O|OU|CN|organizationName|commonName|organizationalUnitName) ?= ?\"?(?<what>[^,/\"=\\n\\r+]{1,200}?)"
                    + "(?=\"|,|/| \\+|\\s*$)");
    /// What makers of default certificates and CAs write in.
    private static final Pattern NOBODY = Pattern.compile(
            "(?i).*(?:example|domain control|localhost|widgits|some(?:organi[sz]ation|company)|default|dovecot|postfix|domain"
                    + " validated|automatically|unknown|snakeoil).*|.{1,3}|.*[.@*].*");

    private final Names names;
    private final People people;

    Phrases(Names names, People people) {
        this.names = names;
        this.people = people;
    }

    String applied(String line) {
        String kept = replaced(LOGGED, line, names::label);
        if (kept.indexOf('@') > 0) {
            kept = replaced(PROMPT_HOST, kept, names::label);
            kept = replaced(PROMPT, kept, people::account);
            kept = replaced(PERSON, kept, people::name);
        }
        if (kept.indexOf('=') >= 0) {
            kept = replaced(ACCOUNT, kept, people::account);
            kept = replaced(SASL_USER, kept, people::account);
            kept = PublicAuthorities.include(kept) ? kept : replaced(NAMED, kept, this::named);
        }
        if (kept.indexOf('(') >= 0) {
            kept = replaced(DOVECOT_USER, kept, people::account);
        }
        return kept.contains("/home/") || kept.contains("Users") ? replaced(HOME, kept, people::account) : kept;
    }

    private String named(String value) {
        return NOBODY.matcher(value).matches() ? value : people.organisation(value);
    }

    private static String replaced(Pattern pattern, String line, UnaryOperator<String> change) {
        return pattern.matcher(line).replaceAll(found -> {
            int at = found.start("what") - found.start();
            String whole = found.group();
            return Matcher.quoteReplacement(whole.substring(0, at)
                    + change.apply(found.group("what"))
                    + whole.substring(at + found.group("what").length()));
        });
    }
}
