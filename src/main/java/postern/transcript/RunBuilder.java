package postern.transcript;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.maillog.LogLine;
import postern.openssl.OpenSslError;
import postern.probe.StartTls;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// What one run of a tool has shown so far.
final class RunBuilder {
    private static final int MOST = 60;
    private static final int MOST_SUITES = 500;

    private final String source;
    private final Tool tool;
    private final @Nullable String command;
    private final List<Certificate> chain = new ArrayList<>();
    private final List<VerifyComplaint> complaints = new ArrayList<>();
    private final List<OpenSslError> errors = new ArrayList<>();
    private final List<LogLine> lines = new ArrayList<>();
    private final Map<ProtocolVersion, Boolean> versions = new EnumMap<>(ProtocolVersion.class);
    private final Map<ProtocolVersion, List<CipherSuite>> suites = new EnumMap<>(ProtocolVersion.class);
    private final Map<ProtocolVersion, SuiteOrder> orders = new EnumMap<>(ProtocolVersion.class);
    private @Nullable Certificate leaf;
    private @Nullable ProtocolVersion version;
    private @Nullable CipherSuite suite;
    private StartTls startTls = StartTls.UNKNOWN;
    private boolean connected;
    private boolean suitesComplete;

    RunBuilder(String source, Tool tool, @Nullable String command) {
        this.source = source;
        this.tool = tool;
        this.command = command;
    }

    /// `TLSv1.2`, `TLS 1.2`, `TLSv1_2`, `TLS1.2`, `TLSv1.0` by one name.
    static Optional<ProtocolVersion> version(String written) {
        String name = written.replace('_', '.').replaceAll("(?i)^TLS ?v?", "TLSv");
        return ProtocolVersion.named(name.equalsIgnoreCase("TLSv1.0") ? "TLSv1" : name);
    }

    /// A line worth quoting.
    boolean quote(LogLine line) {
        if (lines.size() < MOST) {
            lines.add(new LogLine(line.number(), line.text().strip()));
        }
        return true;
    }

    void startTls(StartTls state) {
        startTls = state;
    }

    void certificate(String subject, String issuer) {
        if (chain.size() < MOST) {
            chain.add(new Certificate(subject, issuer, Optional.empty()));
        }
        connected = true;
    }

    int certificates() {
        return chain.size();
    }

    /// The server's own certificate, shown without the rest.
    void leaf(String subject, String issuer) {
        leaf = new Certificate(subject, issuer, Optional.empty());
        connected = true;
    }

    /// @param depth place in the path, -1 if the tool does not tell
    void complain(int code, int depth, LogLine line) {
        boolean known = complaints.stream().anyMatch(it -> it.code() == code && it.depth() == depth);
        if (!known && complaints.size() < MOST) {
            complaints.add(
                    new VerifyComplaint(code, depth, line.number(), line.text().strip()));
        }
    }

    void error(String text) {
        if (text.contains("error:") && errors.size() < MOST) {
            OpenSslError.find(text).ifPresent(errors::add);
        }
    }

    void agreed(String versionName, String suiteName) {
        connected = true;
        version = version(versionName).orElse(null);
        suite = CipherSuite.named(suiteName).orElse(null);
        startTls = StartTls.OFFERED;
        if (version != null) {
            speaks(version, true);
            if (suite != null) {
                accepts(version, suite);
            }
        }
    }

    void speaks(ProtocolVersion about, boolean does) {
        connected = true;
        versions.put(about, does);
    }

    void accepts(ProtocolVersion in, CipherSuite accepted) {
        List<CipherSuite> known = suites.computeIfAbsent(in, _ -> new ArrayList<>());
        if (known.size() < MOST_SUITES && !known.contains(accepted)) {
            known.add(accepted);
        }
    }

    void order(ProtocolVersion in, SuiteOrder order) {
        orders.put(in, order);
    }

    boolean knows(ProtocolVersion about) {
        return versions.containsKey(about);
    }

    /// The suites shown are all there are.
    void allSuitesShown() {
        suitesComplete = true;
    }

    /// Whether it is known what the server did.
    boolean tellsOfServer() {
        return connected || startTls != StartTls.UNKNOWN || !complaints.isEmpty();
    }

    boolean isEmpty() {
        return !tellsOfServer() && lines.isEmpty();
    }

    TestRun run() {
        return new TestRun(
                source,
                tool,
                Optional.ofNullable(command),
                connected,
                startTls,
                new CertificateChain(chain),
                Optional.ofNullable(leaf),
                complaints,
                Optional.ofNullable(version),
                Optional.ofNullable(suite),
                server(versions, suites, orders, suitesComplete),
                errors,
                lines);
    }

    private static ServerTls server(
            Map<ProtocolVersion, Boolean> versions,
            Map<ProtocolVersion, List<CipherSuite>> suites,
            Map<ProtocolVersion, SuiteOrder> orders,
            boolean complete) {
        Map<ProtocolVersion, VersionSupport> supported = new EnumMap<>(ProtocolVersion.class);
        versions.forEach((version, spoken) -> {
            List<CipherSuite> known = suites.getOrDefault(version, List.of());
            supported.put(
                    version,
                    spoken
                            ? new VersionSupport.Accepted(
                                    complete && !known.isEmpty() ? Known.all(known) : Known.some(known),
                                    orders.getOrDefault(version, SuiteOrder.UNKNOWN))
                            : new VersionSupport.Refused("a test tool says so"));
        });
        return new ServerTls(supported, Known.nothing(), Known.nothing(), OptionalInt.empty());
    }

    /// A server of which one handshake is known.
    static ServerTls server(Optional<ProtocolVersion> version, Optional<CipherSuite> suite) {
        return server(
                version.map(it -> Map.of(it, true)).orElse(Map.of()),
                version.flatMap(it -> suite.map(one -> Map.of(it, List.of(one))))
                        .orElse(Map.of()),
                Map.of(),
                false);
    }
}
