package postern.check;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.dns.MailDomain;
import postern.dns.MailHost;
import postern.dns.Resolver;
import postern.probe.Endpoint;
import postern.probe.Service;

/// The endpoints to look at, and why others are left out.
///
/// @param endpoints each address of each host, in the order senders try them, at most 24
/// @param left      those that are not looked at
public record Targets(List<Endpoint> endpoints, List<LeftOut> left) {
    private static final int MOST_ENDPOINTS = 24;

    public Targets {
        endpoints = List.copyOf(endpoints);
        left = List.copyOf(left);
    }

    /// An endpoint that is not looked at.
    ///
    /// @param why the key of the sentence that says why
    record LeftOut(Endpoint endpoint, String why) {}

    /// Why the others are left out, a sentence each, in the language that is spoken now.
    public List<String> leftOut() {
        return left.stream()
                .map(each -> Sentences.of(each.why(), each.endpoint()))
                .toList();
    }

    /// Nothing to look at.
    static Targets none() {
        return new Targets(List.of(), List.of());
    }

    /// These and others.
    Targets and(Targets others) {
        return new Targets(
                Stream.concat(endpoints.stream(), others.endpoints.stream()).toList(),
                Stream.concat(left.stream(), others.left.stream()).toList());
    }

    /// Every address of every MX host of a domain.
    public static Targets of(MailDomain domain) {
        return limited(
                domain.route().hosts().stream().flatMap(Targets::endpoints).toList());
    }

    /// Every address of a host. What is an address already, or does not resolve, stays as it is.
    ///
    /// @param resolver whom to ask; empty for the system, which also knows its own hosts file
    public static Targets of(Endpoint endpoint, Optional<Resolver> resolver) {
        if (endpoint.serverName().isEmpty() || endpoint.address().isPresent()) {
            return new Targets(List.of(endpoint), List.of());
        }
        List<InetAddress> addresses = resolver.map(asked -> Stream.concat(
                                asked.ipv4(endpoint.host()).records().stream(),
                                asked.ipv6(endpoint.host()).records().stream())
                        .toList())
                .orElseGet(() -> systemAddresses(endpoint.host()));
        return addresses.isEmpty()
                ? new Targets(List.of(endpoint), List.of())
                : limited(addresses.stream().distinct().map(endpoint::at).toList());
    }

    private static Stream<Endpoint> endpoints(MailHost host) {
        Service service = Service.SMTP;
        return host.addresses().stream().map(address -> new Endpoint(host.name(), service.port(), service).at(address));
    }

    private static List<InetAddress> systemAddresses(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    /// Without IPv6 of our own nothing can be said about the server's; that is told, and not tried.
    private static Targets limited(List<Endpoint> all) {
        boolean ipv6 = hasIpv6();
        List<Endpoint> reachable =
                all.stream().filter(endpoint -> ipv6 || !needsIpv6(endpoint)).toList();
        List<LeftOut> left = new ArrayList<>();
        all.stream()
                .filter(endpoint -> !reachable.contains(endpoint))
                .forEach(endpoint -> left.add(new LeftOut(endpoint, "left-out.ipv6")));
        reachable.stream().skip(MOST_ENDPOINTS).forEach(endpoint -> left.add(new LeftOut(endpoint, "left-out.many")));
        return new Targets(reachable.stream().limit(MOST_ENDPOINTS).toList(), left);
    }

    private static boolean needsIpv6(Endpoint endpoint) {
        return endpoint.address()
                .filter(address -> address instanceof Inet6Address && !address.isLoopbackAddress())
                .isPresent();
    }

    /// Whether this machine has an IPv6 address that others can answer to.
    private static boolean hasIpv6() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(address -> address instanceof Inet6Address
                            && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress());
        } catch (SocketException _) {
            return true;
        }
    }
}
