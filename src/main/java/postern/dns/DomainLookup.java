package postern.dns;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import postern.tls.Answer;

/// Looks up everything that is published about mail to a domain.
public final class DomainLookup {
    private static final int SMTP_PORT = 25;
    private static final int HTTPS_PORT = 443;
    private static final int MOST_HOSTS = 20;
    private static final int MOST_ADDRESSES = 8;
    /// RFC 8461 section 3.3 suggests a minute; nobody waits that long for an answer on a screen.
    private static final Duration POLICY_DEADLINE = Duration.ofSeconds(10);

    private final Resolver resolver;
    private final PolicyHost policyHost;
    private final BooleanSupplier cancelled;

    DomainLookup(Resolver resolver, PolicyHost policyHost, BooleanSupplier cancelled) {
        this.resolver = resolver;
        this.policyHost = policyHost;
        this.cancelled = cancelled;
    }

    /// Looks a domain up. Never throws for anything the network does.
    ///
    /// @param cancelled asked before each question; once it says true, the rest stays unknown
    public static MailDomain of(String domain, Resolver resolver, BooleanSupplier cancelled) {
        try {
            var policyHost = new PolicyHost(SSLContext.getDefault(), HTTPS_PORT, POLICY_DEADLINE);
            return new DomainLookup(resolver, policyHost, cancelled).look(domain);
        } catch (NoSuchAlgorithmException e) {
            // Every Java has TLS.
            throw new IllegalStateException(e);
        }
    }

    MailDomain look(String domain) {
        String name = Names.of(domain);
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> validating =
                    tasks.submit(() -> cancelled.getAsBoolean() ? Answer.UNKNOWN : resolver.validates());
            Future<MailRoute> route = tasks.submit(() -> route(name, tasks, validating));
            Future<MtaSts> mtaSts = tasks.submit(() -> mtaSts(name));
            Future<TlsReporting> reporting = tasks.submit(() -> TlsReporting.of(texts("_smtp._tls." + name)));
            return new MailDomain(name, got(validating), got(route), got(mtaSts), got(reporting));
        }
    }

    private MailRoute route(String domain, ExecutorService tasks, Future<Answer> validating) {
        if (cancelled.getAsBoolean()) {
            return new MailRoute.Unknown(Failure.NOT_ASKED, "");
        }
        return switch (resolver.mailExchangers(domain)) {
            case Lookup.Found<MxRecord>(var records, var _, boolean authenticated) ->
                records.stream().allMatch(MxRecord::isNull)
                        ? new MailRoute.NullMx()
                        : exchangers(records, authenticated, tasks, validating);
            case Lookup.NoSuchName<MxRecord> _ -> new MailRoute.Nowhere(false);
            case Lookup.NoData<MxRecord> _ -> implicit(domain, validating);
            case Lookup.Failed<MxRecord>(Failure why, String detail) -> new MailRoute.Unknown(why, detail);
        };
    }

    private MailRoute exchangers(
            List<MxRecord> records, boolean authenticated, ExecutorService tasks, Future<Answer> validating) {
        List<Future<MailHost>> hosts = new ArrayList<>();
        records.stream()
                .limit(MOST_HOSTS)
                .forEach(record -> hosts.add(
                        tasks.submit(() -> host(record.host(), OptionalInt.of(record.preference()), validating))));
        return new MailRoute.Exchangers(
                hosts.stream().map(DomainLookup::got).toList(),
                Math.max(0, records.size() - MOST_HOSTS),
                authenticated);
    }

    private MailRoute implicit(String domain, Future<Answer> validating) {
        MailHost host = host(domain, OptionalInt.empty(), validating);
        return host.hasNoAddress() ? new MailRoute.Nowhere(true) : new MailRoute.Implicit(host);
    }

    private MailHost host(String name, OptionalInt preference, Future<Answer> validating) {
        if (name.isEmpty() || cancelled.getAsBoolean()) {
            return new MailHost(name, preference, notAsked(), notAsked(), notAsked(), List.of());
        }
        Lookup<InetAddress> ipv4 = resolver.ipv4(name);
        Lookup<InetAddress> ipv6 = resolver.ipv6(name);
        List<HostAddress> reverse = Stream.concat(ipv4.records().stream(), ipv6.records().stream())
                .distinct()
                .limit(MOST_ADDRESSES)
                .map(this::reverse)
                .toList();
        Lookup<InetAddress> addresses = ipv4.aliases().isEmpty() ? ipv6 : ipv4;
        return new MailHost(name, preference, ipv4, ipv6, tlsa(name, addresses, validating), reverse);
    }

    /// The records at the end of the aliases come first where all aliases are secure, then those of the name itself
    /// (RFC 7672 sections 2.1.3 and 2.2.2). Senders put off mail where the first question fails. A resolver
    /// that does not validate leaves open what is secure; then what is there counts.
    private Lookup<TlsaRecord> tlsa(String name, Lookup<InetAddress> addresses, Future<Answer> validating) {
        if (cancelled.getAsBoolean()) {
            return notAsked();
        }
        if (!addresses.aliases().isEmpty()) {
            boolean open = got(validating) != Answer.YES;
            if (open || addresses.authenticated()) {
                Lookup<TlsaRecord> expanded = resolver.tlsa(addresses.aliases().getLast(), SMTP_PORT);
                boolean usable = expanded instanceof Lookup.Found<TlsaRecord> && (open || expanded.authenticated());
                if (usable || expanded.failure().isPresent()) {
                    return expanded;
                }
            }
        }
        return resolver.tlsa(name, SMTP_PORT);
    }

    private HostAddress reverse(InetAddress address) {
        if (cancelled.getAsBoolean()) {
            return new HostAddress(address, notAsked(), Answer.UNKNOWN);
        }
        Lookup<String> names = resolver.names(address);
        if (names.failure().isPresent()) {
            return new HostAddress(address, names, Answer.UNKNOWN);
        }
        boolean unknown = false;
        for (String name : names.records().stream().limit(3).toList()) {
            Lookup<InetAddress> forward = address.getAddress().length == 4 ? resolver.ipv4(name) : resolver.ipv6(name);
            if (forward.records().contains(address)) {
                return new HostAddress(address, names, Answer.YES);
            }
            unknown |= forward.failure().isPresent();
        }
        return new HostAddress(address, names, unknown ? Answer.UNKNOWN : Answer.NO);
    }

    private MtaSts mtaSts(String domain) {
        return MtaSts.of(texts("_mta-sts." + domain), () -> policy(domain));
    }

    private PolicyFetch policy(String domain) {
        String host = "mta-sts." + domain;
        Lookup<InetAddress> ipv4 = resolver.ipv4(host);
        Lookup<InetAddress> ipv6 = resolver.ipv6(host);
        List<InetAddress> addresses =
                Stream.concat(ipv4.records().stream(), ipv6.records().stream()).toList();
        if (cancelled.getAsBoolean()) {
            return new PolicyFetch.Unknown(Failure.NOT_ASKED);
        }
        return addresses.isEmpty()
                ? ipv4.failure()
                        .or(ipv6::failure)
                        .<PolicyFetch>map(PolicyFetch.Unknown::new)
                        .orElseGet(PolicyFetch.NoHost::new)
                : policyHost.fetch(host, addresses);
    }

    private Lookup<String> texts(String name) {
        return cancelled.getAsBoolean() ? notAsked() : resolver.texts(name);
    }

    private static <T> Lookup<T> notAsked() {
        return new Lookup.Failed<>(Failure.NOT_ASKED, "");
    }

    private static <T> T got(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException _) {
                    // Every question has a deadline of its own, so this ends soon.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
