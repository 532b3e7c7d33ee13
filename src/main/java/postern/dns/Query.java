package postern.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;
import postern.tls.Answer;

/// Asks one question of recursive resolvers and understands the answer. Whatever comes back, it ends within the
/// time of its tries and never throws.
final class Query {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    /// Flag day 2020: what passes everywhere in one piece; more comes over TCP.
    private static final int UDP_PAYLOAD = 1232;

    private static final int MOST_ALIASES = 8;
    private static final int MOST_RECORDS = 100;
    private static final int MOST_SERVERS = 2;
    /// The codes of RFC 8914 that speak of DNSSEC.
    private static final int FIRST_DNSSEC_CODE = ExtendedErrorCodeOption.DNSSEC_BOGUS;

    private static final int LAST_DNSSEC_CODE = ExtendedErrorCodeOption.NSEC_MISSING;

    private final List<InetSocketAddress> servers;

    Query(List<InetSocketAddress> servers) {
        this.servers = servers.stream().limit(MOST_SERVERS).toList();
    }

    Lookup<Record> ask(Name name, int type) {
        List<String> aliases = new ArrayList<>();
        boolean authenticated = true;
        Name current = name;
        while (true) {
            Message answer;
            try {
                answer = send(current, type, false);
            } catch (IOException e) {
                return failed(e);
            }
            Optional<Lookup.Failed<Record>> failure = failure(answer, current, type);
            if (failure.isPresent()) {
                return failure.get();
            }
            authenticated &= answer.getHeader().getFlag(Flags.AD);
            Optional<Name> end = follow(answer, current, aliases);
            if (end.isEmpty()) {
                return new Lookup.Failed<>(Failure.ALIAS_LOOP, String.join(" > ", aliases));
            }
            List<Record> records = records(answer, end.get(), type);
            if (!records.isEmpty()) {
                return new Lookup.Found<>(records, aliases, authenticated);
            }
            if (answer.getRcode() == Rcode.NXDOMAIN) {
                return new Lookup.NoSuchName<>(aliases, authenticated);
            }
            if (end.get().equals(current)) {
                return new Lookup.NoData<>(aliases, authenticated);
            }
            // A resolver usually follows aliases itself; where it did not, the end is asked about.
            current = end.get();
        }
    }

    /// Goes along the aliases of an answer; empty if they go on for too long.
    private static Optional<Name> follow(Message answer, Name start, List<String> aliases) {
        Name current = start;
        while (true) {
            Name here = current;
            Optional<Name> next = answer.getSection(Section.ANSWER).stream()
                    .filter(record ->
                            record instanceof CNAMERecord && record.getName().equals(here))
                    .map(record -> ((CNAMERecord) record).getTarget())
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.of(current);
            }
            current = next.get();
            aliases.add(Names.of(current.toString()));
            if (aliases.size() > MOST_ALIASES) {
                return Optional.empty();
            }
        }
    }

    private static List<Record> records(Message answer, Name owner, int type) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type
                        && record.getDClass() == DClass.IN
                        && record.getName().equals(owner))
                .limit(MOST_RECORDS)
                .toList();
    }

    private Optional<Lookup.Failed<Record>> failure(Message answer, Name name, int type) {
        int code = answer.getRcode();
        if (code == Rcode.NOERROR || code == Rcode.NXDOMAIN) {
            if (answer.getHeader().getFlag(Flags.TC)) {
                return Optional.of(new Lookup.Failed<>(Failure.MALFORMED, "truncated"));
            }
            boolean referral = code == Rcode.NOERROR
                    && answer.getSection(Section.ANSWER).isEmpty()
                    && !answer.getHeader().getFlag(Flags.RA)
                    && !answer.getHeader().getFlag(Flags.AA);
            return referral
                    ? Optional.of(new Lookup.Failed<>(Failure.REFUSED, "does not resolve for others"))
                    : Optional.empty();
        }
        String detail =
                Rcode.string(code) + extended(answer).map(text -> ", " + text).orElse("");
        return Optional.of(
                switch (code) {
                    case Rcode.SERVFAIL ->
                        new Lookup.Failed<>(
                                saysBogus(answer) || answersOnlyUnchecked(name, type)
                                        ? Failure.BOGUS
                                        : Failure.SERVER_FAILURE,
                                detail);
                    case Rcode.FORMERR, Rcode.NOTIMP -> new Lookup.Failed<>(Failure.MALFORMED, detail);
                    default -> new Lookup.Failed<>(Failure.REFUSED, detail);
                });
    }

    private static Optional<ExtendedErrorCodeOption> extendedError(Message answer) {
        return Optional.ofNullable(answer.getOPT()).stream()
                .flatMap(options -> options.getOptions().stream())
                .filter(ExtendedErrorCodeOption.class::isInstance)
                .map(ExtendedErrorCodeOption.class::cast)
                .findFirst();
    }

    private static Optional<String> extended(Message answer) {
        return extendedError(answer).map(option -> {
            String text = option.getText() == null ? "" : " " + option.getText();
            return Names.shown(ExtendedErrorCodeOption.text(option.getErrorCode()) + text);
        });
    }

    private static boolean saysBogus(Message answer) {
        return extendedError(answer)
                .filter(option ->
                        option.getErrorCode() >= FIRST_DNSSEC_CODE && option.getErrorCode() <= LAST_DNSSEC_CODE)
                .isPresent();
    }

    /// Whether the same question has an answer once DNSSEC checking is switched off, and still none with it: a failure
    /// that has passed meanwhile says nothing about signatures.
    private boolean answersOnlyUnchecked(Name name, int type) {
        try {
            int unchecked = send(name, type, true).getRcode();
            return (unchecked == Rcode.NOERROR || unchecked == Rcode.NXDOMAIN)
                    && send(name, type, false).getRcode() == Rcode.SERVFAIL;
        } catch (IOException _) {
            return false;
        }
    }

    private Message send(Name name, int type, boolean checkingDisabled) throws IOException {
        IOException last = new IOException("no resolver is configured");
        for (InetSocketAddress server : servers) {
            try {
                var resolver = new SimpleResolver(server);
                resolver.setTimeout(TIMEOUT);
                resolver.setEDNS(0, UDP_PAYLOAD, ExtendedFlags.DO, List.of());
                Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
                if (checkingDisabled) {
                    question.getHeader().setFlag(Flags.CD);
                }
                return resolver.send(question);
            } catch (IOException e) {
                last = e;
            } catch (RuntimeException e) {
                // dnsjava reports some malformed contents by unchecked exceptions.
                last = new WireParseException("unreadable answer", e);
            }
        }
        throw last;
    }

    private static Lookup<Record> failed(IOException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        Failure failure = switch (root) {
            case SocketTimeoutException _ -> Failure.TIMED_OUT;
            case java.util.concurrent.TimeoutException _ -> Failure.TIMED_OUT;
            case WireParseException _ -> Failure.MALFORMED;
            default -> e instanceof WireParseException ? Failure.MALFORMED : Failure.UNREACHABLE;
        };
        String message = root.getMessage();
        return new Lookup.Failed<>(failure, message == null ? "" : Names.shown(message));
    }

    /// Whether an answer about the root zone, which is signed, is vouched for.
    Answer validates() {
        Lookup<Record> root = ask(Name.root, Type.NS);
        return root.failure().isPresent() ? Answer.UNKNOWN : root.authenticated() ? Answer.YES : Answer.NO;
    }
}
