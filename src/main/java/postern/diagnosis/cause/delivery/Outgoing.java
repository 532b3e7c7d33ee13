package postern.diagnosis.cause.delivery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Given;
import postern.evidence.Problem;
import postern.postfix.CertificateBundle;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.PostfixRelease;
import postern.postfix.Setting;
import postern.postfix.TlsClient;

/// Mail that goes out: where to, by which settings, and what the log says about it.
public final class Outgoing {
    /// Postfix `src/smtp/smtp_tls_policy.c` names the next hop in its warnings.
    private static final Pattern NEXT_HOP = Pattern.compile(
            "next-hop destination \"([^\"\\s]{1,255})\"|TLS policy lookup(?: error)? for ([^/\\s]{1,255})/|lookup error for \"([^\"\\s]{1,255})\"");
    private static final Pattern WAITING =
            Pattern.compile("to=<[^@>]{1,200}@([^>\\s]{1,255})>.{0,400}status=(?:deferred|bounced)");
    private static final Pattern RELAY = Pattern.compile("relay=([^\\[,\\s]+)\\[[^\\]]*\\]:(\\d+)");
    private static final Pattern HELD_BACK =
            Pattern.compile("relay=([^\\[,\\s]+)\\[.{0,400}status=(?:deferred|bounced)");
    private static final Pattern MX_HOP = Pattern.compile("SSL_connect error to ([^\\[\\s]+)\\[");
    /// `posttls-finger` logs as the SMTP client does.
    private static final Pattern TESTED = Pattern.compile("TLS connection established to ([^\\[\\s]+)\\[");

    private Outgoing() {}

    /// What is worked out once.
    private record Client(Optional<TlsClient> usual) {}

    private record Destination(Optional<String> name) {}

    /// Lines about mail going out in which a pattern is found; none for complaints about other traffic.
    public static List<Citation> saying(Pattern pattern, Facts facts) {
        return facts.direction() == Problem.OUTBOUND ? Logs.saying(pattern, facts) : List.of();
    }

    /// The delivering side as it treats the destination; empty without main.cf.
    public static Optional<TlsClient> client(Facts facts) {
        return facts.once(
                        Client.class,
                        all -> new Client(client(all, destination(all).orElse(""), "smtp")))
                .usual();
    }

    /// The delivering side as one transport of master.cf treats a next hop.
    public static Optional<TlsClient> client(Facts facts, String nextHop, String transport) {
        return facts.evidence().mainCf().map(given -> {
            @Nullable
            MasterCf masterCf = facts.evidence().masterCf().map(Given::content).orElse(null);
            return TlsClient.to(
                    nextHop,
                    transport,
                    given.content(),
                    masterCf,
                    PolicyTable.given(facts).orElse(null),
                    facts.platform().platform());
        });
    }

    /// A setting of the delivering side as it was written; empty where it was not.
    public static Optional<Setting> written(Facts facts, String name) {
        return client(facts)
                .map(client -> client.settings().get(name))
                .filter(setting -> !setting.isDefault() && !setting.isEmpty());
    }

    /// The next hop of the mail that waits, as the TLS policy table would name it (TLS_README, "TLS policy
    /// table"): the relay as it is written, else the domain.
    public static Optional<String> destination(Facts facts) {
        return facts.once(Destination.class, all -> new Destination(findDestination(all)))
                .name();
    }

    private static Optional<String> findDestination(Facts facts) {
        Optional<String> relay = facts.evidence()
                .mainCf()
                .flatMap(given -> given.content().entry("relayhost"))
                .map(MainCf.Entry::value)
                .filter(value -> !value.isBlank())
                .map(value -> value.split("[\\s,]+", 2)[0]);
        return relay.or(() -> named(NEXT_HOP, facts))
                .or(() -> named(WAITING, facts))
                .or(() -> facts.evidence().bounces().stream()
                        .flatMap(bounce -> bounce.destination().stream())
                        .findFirst());
    }

    /// The port of the host mail waits for: by the log, else by `relayhost`.
    public static Optional<Integer> port(Facts facts) {
        return Logs.saying(RELAY, facts).stream()
                .map(Citation::text)
                .filter(text -> text.contains("status=deferred") || text.contains("status=bounced"))
                .flatMap(text -> RELAY.matcher(text).results())
                .map(found -> Integer.parseInt(found.group(2).length() > 5 ? "0" : found.group(2)))
                .findFirst();
    }

    /// The host whose handshake failed.
    public static Optional<String> host(Facts facts) {
        return named(MX_HOP, facts)
                .or(() -> named(HELD_BACK, facts))
                .or(() -> named(RELAY, facts))
                .or(() -> named(TESTED, facts));
    }

    /// The release of Postfix that is in charge.
    public static PostfixRelease release(Facts facts) {
        return facts.platform().platform().postfix();
    }

    /// The system's file with all public roots.
    public static String certificateBundle(Facts facts) {
        MainCf mainCf = facts.evidence().mainCf().map(Given::content).orElseGet(() -> MainCf.parse(""));
        return CertificateBundle.of(mainCf, facts.platform()).file();
    }

    private static Optional<String> named(Pattern pattern, Facts facts) {
        return Logs.saying(pattern, facts).stream()
                .map(line -> pattern.matcher(line.text()))
                .filter(Matcher::find)
                .flatMap(Outgoing::groups)
                .findFirst();
    }

    private static Stream<String> groups(Matcher found) {
        return found.toMatchResult().groupCount() == 0
                ? Stream.of(found.group())
                : Stream.iterate(1, group -> group <= found.groupCount(), group -> group + 1)
                        .map(found::group)
                        .filter(text -> text != null)
                        .limit(1);
    }
}
