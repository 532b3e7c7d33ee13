package postern.probe;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.certificate.CertificateParser;
import postern.certificate.ChainCheck;
import postern.certificate.MalformedCertificateException;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Gathers what the parts of a scan find, from any thread.
final class ScanRecord {
    private static final String UNREADABLE = "CN=(unreadable)";

    private final Endpoint endpoint;
    private final ScanOptions options;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<ProtocolVersion, VersionSupport> versions = new EnumMap<>(ProtocolVersion.class);
    private final Set<NamedGroup> groups = new LinkedHashSet<>();
    /// By what was sent, so that each chain is looked over once: nearly every answer brings one. That of the first
    /// conversation stands first.
    private final SequencedMap<List<ByteBuffer>, ServedChain> chains = new LinkedHashMap<>();
    private final Set<BigInteger> primes = new LinkedHashSet<>();
    private Traits traits = Traits.notAsked();
    private List<SenderTrial> senders = List.of();
    private OptionalInt dhBits = OptionalInt.empty();
    private StartTls startTls = StartTls.UNKNOWN;

    ScanRecord(Endpoint endpoint, ScanOptions options) {
        this.endpoint = endpoint;
        this.options = options;
    }

    synchronized void add(Stage stage) {
        stages.add(stage);
    }

    synchronized void set(StartTls judged) {
        startTls = judged;
    }

    /// STARTTLS that was accepted and then not followed by TLS, whatever was asked, is broken.
    private StartTls judged() {
        boolean handshakeFailed = stages.stream()
                .filter(stage -> stage.step() == Step.HANDSHAKE)
                .anyMatch(stage -> stage.trouble().isPresent());
        Set<String> notTls = Set.of(new Trouble.NotTls().id(), new Trouble.Closed().id());
        boolean neverTls = !versions.isEmpty()
                && judgedVersions().values().stream()
                        .allMatch(support ->
                                support instanceof VersionSupport.Unknown(String why) && notTls.contains(why));
        return startTls == StartTls.OFFERED && handshakeFailed && neverTls ? StartTls.BROKEN : startTls;
    }

    /// A server that hangs up on one hello refuses that version; one that hangs up on every hello, without a
    /// single TLS answer, says nothing about versions.
    private Map<ProtocolVersion, VersionSupport> judgedVersions() {
        String closed = new Trouble.Closed().id();
        boolean answered = versions.values().stream()
                .anyMatch(support -> support instanceof VersionSupport.Accepted
                        || (support instanceof VersionSupport.Refused(String why) && !why.equals(closed)));
        if (answered) {
            return versions;
        }
        var judged = new EnumMap<>(versions);
        judged.replaceAll((_, support) ->
                support instanceof VersionSupport.Refused(String why) ? new VersionSupport.Unknown(why) : support);
        return judged;
    }

    /// What the first conversation agreed on. It offers every version from TLS 1.0 on, and a server takes the newest
    /// that it speaks (RFC 8446 section 4.2.1), until its own scan of the version shows better.
    synchronized void add(ServerFlight agreed) {
        versions.putIfAbsent(
                agreed.version(), new VersionSupport.Accepted(Known.some(List.of(agreed.suite())), SuiteOrder.UNKNOWN));
        if (agreed.version() != ProtocolVersion.TLSV1_3) {
            versions.putIfAbsent(ProtocolVersion.TLSV1_3, new VersionSupport.Refused("chose " + agreed.version()));
        }
        chain(agreed.certificates());
        List<ByteBuffer> first =
                agreed.certificates().stream().map(ByteBuffer::wrap).toList();
        Optional.ofNullable(chains.get(first)).ifPresent(served -> chains.putFirst(first, served));
    }

    /// What a version's own scan shows; where it could not, what the first conversation showed stays.
    synchronized void add(ProtocolVersion version, VersionScan.Found found) {
        boolean knownBetter = found.support() instanceof VersionSupport.Unknown && versions.containsKey(version);
        if (!knownBetter) {
            versions.put(version, found.support());
        }
        for (ServerFlight flight : found.flights()) {
            flight.group().ifPresent(groups::add);
            flight.prime().ifPresent(primes::add);
            if (!flight.suite().isAnonymous()) {
                flight.dhBits().ifPresent(this::shorter);
            }
            chain(flight.certificates());
        }
    }

    /// Only what certificates vouch for: anonymous suites may use a prime of their own.
    private void shorter(int bits) {
        dhBits = OptionalInt.of(Math.min(bits, dhBits.orElse(bits)));
    }

    synchronized Scan scan(int connections, Duration took) {
        List<KeyType> keys = chains.values().stream()
                .flatMap(served -> served.chain().keyType().stream())
                .distinct()
                .toList();
        return new Scan(
                endpoint,
                connections,
                took,
                stages,
                judged(),
                new ServerTls(
                        judgedVersions(),
                        keys.isEmpty() ? Known.nothing() : Known.all(keys),
                        traits.groups().known().map(Known::all).orElseGet(() -> Known.some(List.copyOf(groups))),
                        dhBits),
                List.copyOf(chains.values()),
                traits,
                senders);
    }

    private void chain(List<byte[]> certificates) {
        List<ByteBuffer> sent = certificates.stream().map(ByteBuffer::wrap).toList();
        if (!chains.containsKey(sent)) {
            served(certificates, endpoint.serverName()).ifPresent(served -> chains.put(sent, served));
        }
    }

    /// A chain looked over; empty if nothing was sent.
    Optional<ServedChain> served(List<byte[]> certificates, Optional<String> serverName) {
        if (certificates.isEmpty()) {
            return Optional.empty();
        }
        CertificateChain chain = new CertificateChain(
                certificates.stream().map(ScanRecord::parsed).toList());
        return Optional.of(new ServedChain(
                serverName,
                chain,
                ChainCheck.assess(chain, options.anchors(), options.at(), Optional.of(endpoint.host()))));
    }

    /// The Diffie-Hellman primes seen.
    synchronized Set<BigInteger> primes() {
        return Set.copyOf(primes);
    }

    synchronized void set(List<SenderTrial> trials) {
        senders = List.copyOf(trials);
    }

    synchronized boolean hasNoSenders() {
        return senders.isEmpty();
    }

    synchronized void set(Traits found) {
        traits = found;
    }

    synchronized void add(Sslv2.Answer answer) {
        versions.put(ProtocolVersion.SSLV2, answer.support());
        chain(answer.certificates());
    }

    /// A certificate that cannot be read still stands in the chain, so that nothing looks missing that was sent.
    private static Certificate parsed(byte[] der) {
        try {
            return CertificateParser.der(der);
        } catch (MalformedCertificateException _) {
            return new Certificate(UNREADABLE, "", Optional.empty());
        }
    }
}
