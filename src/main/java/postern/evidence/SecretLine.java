package postern.evidence;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Blanks what stands in a single line and should be known to nobody else. No pattern takes longer than the line is
/// long: each begins at a word of its own and looks back nowhere.
final class SecretLine {
    /// Stands in place of what was taken out.
    static final String BLANK = "(blanked)";

    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'";

    private static final List<String> GROUPS = List.of("secret", "quoted", "braced");

    /// A pattern, of which everything but one of the groups [#GROUPS] is kept.
    private record Rule(Pattern pattern) {
        Rule(String pattern) {
            this(Pattern.compile(pattern, Pattern.DOTALL));
        }

        String applied(String line) {
            return pattern.matcher(line).replaceAll(found -> {
                String group = GROUPS.stream()
                        .filter(name -> found.namedGroups().containsKey(name) && found.start(name) >= 0)
                        .findFirst()
                        .orElseThrow();
                return Matcher.quoteReplacement(line.substring(found.start(), found.start(group))
                        + BLANK
                        + line.substring(found.end(group), found.end()));
            });
        }
    }

    /// Settings of Postfix, Dovecot and others, keys of JSON and YAML; what s_client prints of a session. A path,
    /// Dovecot's `<` and a path, or the name of a variable (`%{env:NAME}`) is no secret.
    private static final Rule VALUE = new Rule(
            "(?i)(?:\\b\\w*(?:passw(?:or)?d|passphrase|dnpass|bindpw|_pass|_pw|_pwd|_secret|_token|api[_-]?key)"
                    + "|\\b(?:pass|pw|pwd|secret|access[_-]?token|client[_-]?secret|api[_-]?key))[\"']?\\s*+[=:]\\s*+"
                    + "(?!\\(blanked\\)|<\\s*+[/.$]|/[\\w.-]++/|%\\{env:[^'\"{}]{1,100}+\\})"
                    + "(?<secret>(?:" + QUOTED + ")(?=\\s*+(?:[,;}\\]]|$))|\\S.*+)");

    private static final Rule SESSION_KEY =
            new Rule("(?i)(?:Master-Key|Resumption PSK)\\s*+:\\s*+(?<secret>(?!\\(blanked\\))\\S.*+)");

    /// What a client says to log in (RFC 4954), not what a server announces.
    private static final Rule LOGIN = new Rule("(?i)(?<!250[ -])\\bAUTH "
            + "(?:PLAIN|LOGIN|NTLM|XOAUTH2|OAUTHBEARER|CRAM-MD5|DIGEST-MD5|SCRAM-[A-Z0-9-]{1,20})\\s++"
            + "(?!LOGIN|PLAIN|NTLM|X?OAUTH|SCRAM-|[A-Z0-9]+-MD5|\\(blanked\\))(?<secret>\\S{4}.*+)");

    private static final Rule AUTHORIZATION =
            new Rule("(?i)\\bAuthorization: (?:Basic|Bearer)\\s++(?<secret>(?!\\(blanked\\))\\S.*+)");

    /// RFC 1939 section 7 and RFC 3501 section 6.2.3.
    private static final Rule POP_PASS =
            new Rule("^\\W{0,10}(?:C:\\s{0,10})?PASS\\s++(?<secret>(?!NEW\\b|OLD\\b|\\(blanked\\))\\S++)\\s*+$");

    private static final Rule IMAP_LOGIN =
            new Rule("^\\W{0,10}(?:C:\\s{0,10})?[A-Za-z]{0,4}\\d{1,6}\\s++(?i:LOGIN)\\s++"
                    + "\\S{1,255}+\\s++(?<secret>(?!\\(blanked\\))\\S.*+)");

    /// `swaks -ap secret`, `--auth-password secret`, `openssl … -passin pass:secret`.
    private static final Rule OPTION = new Rule(
            "(?<=\\s)(?:-ap|--auth-password|--password|--passphrase|--pass|-storepass|-keypass|-pass(?:in|out)?)(?: ++|=)"
                    + "(?<secret>" + QUOTED + "|(?!\\(blanked\\)|env:|file:|fd:|stdin)[^\\s:-]\\S*+)");

    /// `--user name:secret`; not the numbers of a user and a group.
    private static final Rule USER = user("--user|--proxy-user");

    private static final Rule CURL_USER = user("-[uU]");
    private static final Pattern CURL = Pattern.compile("\\b(?:curl|wget|swaks|http|https)\\b");

    /// `static:user:secret` in a table of passwords; in a table of transports a name of Postfix comes first.
    private static final Rule STATIC =
            new Rule("\\bstatic:(?!(?:smtps?|lmtp|relay|error|retry|discard|local|virtual|maildrop|dovecot|uucp):)"
                    + "(?:\\{\\s{0,20}[^:\\s{}]{1,200}+:(?<braced>[^}]++)|[^:\\s{]{1,200}+:(?<secret>[^\\s,]++))");

    /// A row of a table of passwords (`sasl_passwd`): whom it is for, user and password.
    private static final Rule TABLE = new Rule("^\\s*+(?:\\[[\\w.:-]{1,255}+\\](?::\\w{1,20}+)?\\s++[^\\s:]{1,255}+"
            + "|[\\w.-]{1,255}+(?::\\w{1,20}+)?\\s++[^\\s:@]{1,255}+@[^\\s:]{1,255}+):(?<secret>\\S++)\\s*+$");

    private static final Rule URL = new Rule("://[^\\s/:@]{1,100}+:(?<secret>(?!\\(blanked\\))[^\\s/@]{1,200}+)@");

    /// Tokens that their makers begin with letters of their own, so that they are found when they leak: GitHub, GitLab,
    /// Slack, Amazon, SendGrid, Mailgun, Stripe, OpenAI; and JSON Web Tokens (RFC 7519).
    private static final Rule TOKEN =
            new Rule("(?<![\\w-])(?<secret>gh[pousr]_[A-Za-z0-9]{20,255}+|github_pat_\\w{20,255}+"
                    + "|glpat-[\\w-]{20,64}+|xox[abeprs]-[\\w-]{10,255}+|(?:AKIA|ASIA)[A-Z0-9]{16}(?!\\w)"
                    + "|SG\\.[\\w-]{16,64}+\\.[\\w-]{16,64}+|key-[0-9a-f]{32}(?!\\w)|[rs]k_(?:live|test)_\\w{16,255}+"
                    + "|sk-[A-Za-z0-9_-]{32,255}+|eyJ[\\w-]{10,2000}+\\.eyJ[\\w-]{10,4000}+\\.[\\w-]{10,2000}+)");

    /// Rules that hold from the beginning of a line.
    private static final List<Rule> ALWAYS = List.of(TABLE, POP_PASS, IMAP_LOGIN);
    private static final List<Rule> WHERE_SUSPECT =
            List.of(OPTION, USER, VALUE, SESSION_KEY, LOGIN, AUTHORIZATION, STATIC, URL, TOKEN);

    private SecretLine() {}

    private static Rule user(String options) {
        return new Rule(
                "(?<=\\s)(?:" + options + ")(?: ++|=)(?:(?<quote>[\"'])[^\\s:\"']{1,100}+:(?<quoted>[^\"']*+)\\k<quote>"
                        + "|(?!\\d++:\\d++(?:\\s|$))[^\\s:\"']{1,100}+:(?<secret>\\S++))");
    }

    /// The line without its secrets; the same text if there are none.
    static String blanked(String line) {
        String kept = line;
        if (line.indexOf(':') >= 0 || line.contains("PASS") || line.contains("LOGIN") || line.contains("login")) {
            for (Rule rule : ALWAYS) {
                // These begin where the line begins; looking for them at every letter would take most of the time.
                kept = rule.pattern().matcher(kept).lookingAt() ? rule.applied(kept) : kept;
            }
        }
        if (SuspectLetters.areIn(line)) {
            for (Rule rule : WHERE_SUSPECT) {
                kept = rule.applied(kept);
            }
        }
        boolean curl =
                line.contains("curl") || line.contains("wget") || line.contains("swaks") || line.contains("http");
        return curl && CURL.matcher(line).find() ? CURL_USER.applied(kept) : kept;
    }
}
