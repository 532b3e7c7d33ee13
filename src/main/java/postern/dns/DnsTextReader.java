package postern.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads pasted DNS output line by line. Lines that state nothing are passed over.
public final class DnsTextReader {
    private static final int LONGEST = 2000;
    private static final int MOST = 500;
    private static final String NAME = "([A-Za-z0-9_*-][A-Za-z0-9_.*-]{0,253})";
    private static final Pattern COMMAND = Pattern.compile(
            "\\s*(?:\\S{0,64}[$#>]\\s*)?(?:dig|drill|kdig|delv|unbound-host|nslookup|host(?=\\s+(?:-|\\S*\\.))(?!\\s+\\S+\\s?\\[))\\s+(.*)");
    /// A shell that waits: whatever was asked before has been answered.
    private static final Pattern PROMPT = Pattern.compile("\\s*\\S{0,64}[$#>]\\s*");
    private static final Pattern TYPE = Pattern.compile(
            "(?i)(?<![\\w.-])(?:-?(?:type|query|q)=)?(MX|TLSA|TXT|A|AAAA|CNAME|NS|SOA|ANY|DS|DNSKEY)(?![\\w.-])");
    private static final Pattern ASKED_NAME =
            Pattern.compile("(?<![@\\w.+/=-])((?:[A-Za-z0-9_-]+\\.)+[A-Za-z0-9_-]+\\.?)(?![\\w/=])");
    /// Postfix and its `posttls-finger` say which records they use (`src/tls/tls_dane.c`).
    private static final Pattern RECORD = Pattern.compile(
            "\\s*(?:.{0,200}\\busing DANE RR: )?" + NAME + "\\s+(?:\\d{1,10}\\s+)?(?:IN\\s+)?(MX|TLSA|TXT)\\s+(\\S.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUESTION = Pattern.compile(";\\s*" + NAME + "\\s+IN\\s+([A-Z]{1,10})\\s*");
    private static final Pattern HANDLED =
            Pattern.compile(NAME + " mail is handled (?:\\(pri=(\\d{1,5})\\) )?by (?:(\\d{1,5}) )?(\\S+)(.*)");
    private static final Pattern HAS_TLSA = Pattern.compile(NAME + " has TLSA record (.+)");
    private static final Pattern EXCHANGER = Pattern.compile("(\\d{1,5})\\s+([A-Za-z0-9_.-]{1,254})(?:\\s.*)?");
    private static final Pattern HOST_FAILED =
            Pattern.compile("Host " + NAME + " not found: \\d+\\((SERVFAIL|REFUSED)\\).*");
    private static final Pattern NO_SUCH_HOST = Pattern.compile("Host " + NAME + " not found: 3\\(NXDOMAIN\\).*");
    private static final Pattern HAS_NONE = Pattern.compile(NAME + " has no (A|AAAA|MX|TLSA|TXT) record.*");
    private static final Pattern COUNTED = Pattern.compile(";; flags:.*\\bANSWER: 0\\b.*");
    private static final Pattern STATUS = Pattern.compile(".*\\b(?:status|rcode): ([A-Z]+)\\b.*");
    /// `delv` gives its reason in words (`lib/dns/validator.c`, `bin/delv/delv.c`), `unbound-host` in brackets.
    private static final Pattern NOT_RESOLVED = Pattern.compile(";; resolution failed: (.+)");
    private static final Pattern BOGUS =
            Pattern.compile("(?:Host )?" + NAME + " (?:has |is |mail is |not found).*\\(BOGUS\\b.*");
    private static final Pattern TIMED_OUT = Pattern.compile(";; (?:connection timed out|communications error).*");
    private static final Pattern STS_ID = Pattern.compile(".*v=STSv1\\s*;\\s*id=([A-Za-z0-9]{1,32})\\b.*");
    private static final Pattern POLICY_START = Pattern.compile("\\s*version\\s*:\\s*STSv1\\s*");
    private static final Pattern POLICY_FIELD = Pattern.compile("\\s*(?:mode|mx|max_age)\\s*:\\s*\\S.*");
    private static final Pattern SECURE = Pattern.compile("(?i)\\(secure\\)|\\bAD ?= ?1\\b|;.*\\bAD flag\\b");
    private static final Pattern INSECURE = Pattern.compile("(?i)\\(insecure\\b|\\bAD ?= ?0\\b");
    private static final Pattern FLAGS = Pattern.compile(";; flags:([a-z ]*);.*");
    private static final Pattern SUFFIX = Pattern.compile("\\s+\\((?:in)?secure\\b.*|\\s*;.*");

    private final List<Stated<MxRecord>> mx = new ArrayList<>();
    private final List<Stated<TlsaRecord>> tlsa = new ArrayList<>();
    private final List<Stated<String>> stsIds = new ArrayList<>();
    private final List<Stated<Failure>> failures = new ArrayList<>();
    private final List<Stated<StsPolicyReading>> policies = new ArrayList<>();
    private final StringBuilder policy = new StringBuilder();
    private final List<Stated<String>> empty = new ArrayList<>();
    private long policyLine;
    /// The command whose answer is awaited, where it prints nothing else.
    private Optional<Stated<String>> asked = Optional.empty();
    /// The status of an answer that holds nothing, until it repeats the question.
    private String emptyStatus = "";
    private boolean noAnswers;
    private String askedName = "";
    private String askedType = "";
    private boolean authenticated;
    private long failedLine;

    /// Takes a line.
    ///
    /// @param number from 1
    public void take(long number, String given) {
        String line = given.length() > LONGEST ? given.substring(0, LONGEST) : given;
        awaitAnswer(number, line);
        if (isFull() || takesPolicy(number, line) || takesContext(number, line)) {
            return;
        }
        Matcher record = RECORD.matcher(line);
        Matcher handled = HANDLED.matcher(line.strip());
        Matcher hasTlsa = HAS_TLSA.matcher(line.strip());
        Matcher failed = HOST_FAILED.matcher(line.strip());
        Matcher status = STATUS.matcher(line);
        if (isBogus(number, line.strip())) {
            return;
        }
        if (record.matches()) {
            state(number, line, record.group(1), record.group(2).toUpperCase(Locale.ROOT), record.group(3));
        } else if (handled.matches()) {
            String preference = Optional.ofNullable(handled.group(2))
                    .or(() -> Optional.ofNullable(handled.group(3)))
                    .orElse("0");
            state(number, line, handled.group(1), "MX", preference + " " + handled.group(4));
        } else if (hasTlsa.matches()) {
            state(number, line, hasTlsa.group(1), "TLSA", hasTlsa.group(2));
        } else if (failed.matches()) {
            fail(number, line, failed.group(1), failed.group(2));
        } else if (hasNothing(number, line.strip())) {
            return;
        } else if (status.matches()) {
            failedLine = number;
            emptyStatus = status.group(1);
            fail(number, line, askedName, status.group(1));
        } else if (TIMED_OUT.matcher(line).matches()) {
            fail(number, line, askedName, "TIMEOUT");
        } else if (!askedType.isEmpty() && !line.startsWith(";")) {
            state(number, line, askedName, askedType, line.strip());
        }
    }

    /// `dig +short` answers with nothing where there is nothing: the next command or prompt follows at once.
    private void awaitAnswer(long number, String line) {
        Matcher command = COMMAND.matcher(line);
        if (command.matches() || PROMPT.matcher(line).matches()) {
            asked.ifPresent(empty::add);
            String type = command.matches() ? last(TYPE, command.group(1)).toUpperCase(Locale.ROOT) : "";
            asked = command.matches() && command.group(1).contains("+short")
                    ? Optional.of(stated(
                            number, line, Names.of(last(ASKED_NAME, command.group(1))), type.isEmpty() ? "A" : type))
                    : Optional.empty();
        } else {
            asked = Optional.empty();
        }
    }

    /// The answer is there and no proof of it.
    private boolean isBogus(long number, String line) {
        Matcher bogus = BOGUS.matcher(line);
        Matcher failed = NOT_RESOLVED.matcher(line);
        if (bogus.matches()) {
            fail(number, line, bogus.group(1), "SERVFAIL");
        } else if (failed.matches() && !failed.group(1).startsWith("ncache")) {
            fail(number, line, askedName, failed.group(1).contains("timed out") ? "TIMEOUT" : "SERVFAIL");
        }
        return bogus.matches() || failed.matches();
    }

    /// `host` says so in words.
    private boolean hasNothing(long number, String line) {
        Matcher noHost = NO_SUCH_HOST.matcher(line);
        Matcher none = HAS_NONE.matcher(line);
        if (noHost.matches()) {
            empty.add(stated(number, line, Names.of(noHost.group(1)), "ANY"));
        } else if (none.matches()) {
            empty.add(stated(number, line, Names.of(none.group(1)), none.group(2)));
        }
        return noHost.matches() || none.matches();
    }

    /// dig counts the answers between the status and the question.
    private void nameEmpty(long number, String line) {
        if (emptyStatus.equals("NXDOMAIN")) {
            empty.add(stated(number, line, askedName, "ANY"));
        } else if (emptyStatus.equals("NOERROR") && noAnswers) {
            empty.add(stated(number, line, askedName, askedType));
        }
        emptyStatus = "";
        noAnswers = false;
    }

    private boolean isFull() {
        return mx.size() + tlsa.size() + stsIds.size() + failures.size() + policies.size() + empty.size() >= MOST;
    }

    private boolean takesPolicy(long number, String line) {
        if (POLICY_START.matcher(line).matches()) {
            endPolicy();
            policyLine = number;
            policy.append(line.strip()).append('\n');
            return true;
        }
        if (policy.isEmpty()) {
            return false;
        }
        if (POLICY_FIELD.matcher(line).matches() && policy.length() < (64 << 10)) {
            policy.append(line.strip()).append('\n');
            return true;
        }
        endPolicy();
        return false;
    }

    private void endPolicy() {
        if (!policy.isEmpty()) {
            policies.add(new Stated<>(
                    policyLine,
                    policy.toString().lines().findFirst().orElse(""),
                    "",
                    Stated.Security.UNSTATED,
                    StsPolicyReading.of(policy.toString())));
            policy.setLength(0);
        }
    }

    /// A command, a question section or flags: they say what the lines after them are about.
    private boolean takesContext(long number, String line) {
        Matcher command = COMMAND.matcher(line);
        if (command.matches()) {
            askedType = last(TYPE, command.group(1)).toUpperCase(Locale.ROOT);
            askedName = Names.of(last(ASKED_NAME, command.group(1)));
            authenticated = false;
            return true;
        }
        Matcher question = QUESTION.matcher(line);
        if (question.matches()) {
            askedName = Names.of(question.group(1));
            askedType = question.group(2);
            nameFailure();
            nameEmpty(number, line);
            return true;
        }
        Matcher flags = FLAGS.matcher(line);
        if (flags.matches()) {
            noAnswers = COUNTED.matcher(line).matches();
            authenticated = List.of(flags.group(1).strip().split(" +")).contains("ad");
            return true;
        }
        return false;
    }

    /// dig tells the status before it repeats the question.
    private void nameFailure() {
        if (failedLine > 0 && !failures.isEmpty() && failures.getLast().line() == failedLine) {
            Stated<Failure> nameless = failures.removeLast();
            failures.add(
                    new Stated<>(nameless.line(), nameless.text(), askedName, nameless.security(), nameless.value()));
        }
        failedLine = 0;
    }

    private static String last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .reduce((_, next) -> next)
                .orElse("");
    }

    private void state(long number, String line, String owner, String type, String data) {
        String name = Names.of(owner);
        switch (type) {
            case "MX" -> {
                Matcher exchanger = EXCHANGER.matcher(data.strip());
                if (exchanger.matches()) {
                    mx.add(stated(
                            number,
                            line,
                            name,
                            new MxRecord(Integer.parseInt(exchanger.group(1)), Names.of(exchanger.group(2)))));
                }
            }
            case "TLSA" ->
                TlsaRecord.parse(SUFFIX.matcher(data).replaceFirst(""))
                        .ifPresent(record -> tlsa.add(stated(number, line, name, record)));
            case "TXT" -> {
                Matcher id = STS_ID.matcher(data);
                if (id.matches()) {
                    stsIds.add(stated(number, line, name, id.group(1)));
                }
            }
            default -> {}
        }
    }

    private void fail(long number, String line, String owner, String code) {
        Optional<Failure> failure = switch (code) {
            case "SERVFAIL" -> Optional.of(Failure.SERVER_FAILURE);
            case "REFUSED" -> Optional.of(Failure.REFUSED);
            case "TIMEOUT" -> Optional.of(Failure.TIMED_OUT);
            default -> Optional.empty();
        };
        failure.ifPresent(why -> failures.add(stated(number, line, Names.of(owner), why)));
    }

    private <T> Stated<T> stated(long number, String line, String owner, T value) {
        Stated.Security security = SECURE.matcher(line).find() || authenticated
                ? Stated.Security.SECURE
                : INSECURE.matcher(line).find() ? Stated.Security.INSECURE : Stated.Security.UNSTATED;
        return new Stated<>(number, line.strip(), owner, security, value);
    }

    /// What the lines taken so far state.
    public DnsText text() {
        endPolicy();
        return new DnsText(mx, tlsa, stsIds, failures, policies, empty);
    }
}
