package postern.sender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.openssl.CipherSelection;
import postern.openssl.CipherString;
import postern.openssl.SecurityLevel;
import postern.tls.CipherSuite;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// A running `openssl s_server` on loopback.
final class RealServer implements AutoCloseable {
    private static final Pattern ACCEPTS = Pattern.compile("ACCEPT \\S+:(\\d+)");

    /// The longest it may take to start, in seconds.
    private static final int PATIENCE = 10;

    private final Process process;
    private final int port;

    private RealServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts the server and waits until it listens.
    ///
    /// @param folder holds the keys, certificates and primes, and takes what the server says
    static RealServer start(Options options, Path folder) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "server", ".txt");
        // Its input stays open: s_server ends with it.
        Process process = RealOpenSsl.command(options.command())
                .directory(folder.toFile())
                .redirectOutput(said.toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (System.nanoTime() < end && process.isAlive()) {
            String text = Files.readString(said);
            Matcher accepts = ACCEPTS.matcher(text);
            // It goes on with parameters of its own where it cannot load those it is told.
            if (accepts.find() && !text.contains("Unable to load")) {
                return new RealServer(process, Integer.parseInt(accepts.group(1)));
            }
            Thread.sleep(10);
        }
        process.destroyForcibly();
        throw new IllegalStateException(options + " does not listen: " + Files.readString(said));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /// What the server is told, for example `keys=rsa2048 max=TLSv1.2 cipher=AES128-SHA:@SECLEVEL=0 dh=1024
    /// serverpref`.
    /// Keys have their certificate in a file of the same name; `dh` is the length of the prime in bits.
    record Options(Map<String, String> options) {
        static Options of(String text) {
            Map<String, String> options = new LinkedHashMap<>();
            for (String word : text.strip().split("\\s+", -1)) {
                String[] sides = word.split("=", 2);
                options.put(sides[0], sides.length == 2 ? sides[1] : "");
            }
            return new Options(options);
        }

        private Optional<String> option(String name) {
            return Optional.ofNullable(options.get(name));
        }

        private Stream<String> list(String name, String separator) {
            return option(name).stream().flatMap(value -> Arrays.stream(value.split(separator, -1)));
        }

        List<String> command() {
            List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0"));
            List<String> keys = list("keys", ",").toList();
            for (String key : keys) {
                String which = key.equals(keys.getFirst()) ? "" : "d";
                command.addAll(List.of("-" + which + "cert", key + ".pem", "-" + which + "key", key + ".key"));
            }
            command.addAll(List.of("-min_protocol", option("min").orElse("TLSv1")));
            command.addAll(List.of("-max_protocol", option("max").orElse("TLSv1.3")));
            for (String name : List.of("cipher", "ciphersuites", "groups", "sigalgs")) {
                option(name).ifPresent(value -> command.addAll(List.of("-" + name, value)));
            }
            option("dh").ifPresent(bits -> command.addAll(List.of("-dhparam", "dh" + bits + ".pem")));
            option("serverpref").ifPresent(_ -> command.add("-serverpref"));
            return command;
        }

        /// What Postern makes of it.
        ServerTls predicted() {
            var selected = (CipherSelection.Selected)
                    CipherString.evaluate(option("cipher").orElse("DEFAULT"), RealOpenSsl.BUILD);
            SecurityLevel level = SecurityLevel.of(selected.securityLevel(), RealOpenSsl.BUILD.release());
            SuiteOrder order = options.containsKey("serverpref") ? SuiteOrder.SERVER : SuiteOrder.CLIENT;
            Map<ProtocolVersion, VersionSupport> support = new EnumMap<>(ProtocolVersion.class);
            for (ProtocolVersion version : ProtocolVersion.values()) {
                support.put(
                        version,
                        isOn(version) && level.allows(version)
                                ? new VersionSupport.Accepted(Known.all(suites(selected)), order)
                                : new VersionSupport.Refused("off"));
            }
            List<KeyType> keys = list("keys", ",")
                    .map(key -> key.startsWith("rsa") ? KeyType.RSA : KeyType.EC)
                    .toList();
            List<NamedGroup> groups = list("groups", ":")
                    .flatMap(name -> Arrays.stream(NamedGroup.values())
                            .filter(group -> group.toString().equals(name)))
                    .toList();
            return new ServerTls(
                    support,
                    Known.all(keys),
                    groups.isEmpty() ? Known.nothing() : Known.all(groups),
                    option("dh").map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty()),
                    options.containsKey("sigalgs")
                            ? Known.all(list("sigalgs", ":")
                                    .map(RealOpenSsl::scheme)
                                    .toList())
                            : level.signatureSchemes());
        }

        private boolean isOn(ProtocolVersion version) {
            return version.compareTo(ProtocolVersion.named(option("min").orElse("TLSv1"))
                                    .orElseThrow())
                            >= 0
                    && version.compareTo(ProtocolVersion.named(option("max").orElse("TLSv1.3"))
                                    .orElseThrow())
                            <= 0;
        }

        private List<CipherSuite> suites(CipherSelection.Selected selected) {
            List<CipherSuite> tls13 = list("ciphersuites", ":")
                    .flatMap(name -> CipherSuite.named(name).stream())
                    .toList();
            return tls13.isEmpty()
                    ? selected.usable()
                    : Stream.concat(
                                    tls13.stream(),
                                    selected.usable().stream()
                                            .filter(suite -> !suite.usableIn(ProtocolVersion.TLSV1_3)))
                            .toList();
        }

        @Override
        public String toString() {
            return options.toString();
        }
    }
}
