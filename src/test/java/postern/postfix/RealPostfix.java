package postern.postfix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import postern.openssl.OpenSslError;

/// A Postfix of its own on loopback, with one smtpd service for each set of options. Needs root and an
/// installed Postfix.
public final class RealPostfix implements AutoCloseable {
    private static final Path POSTCONF = Path.of("/usr/sbin/postconf");
    private static final List<String> QUEUES = List.of(
            "active",
            "bounce",
            "corrupt",
            "defer",
            "deferred",
            "flush",
            "hold",
            "incoming",
            "saved",
            "trace",
            "private");

    private final Path directory;
    private final List<Integer> ports;

    private RealPostfix(Path directory, List<Integer> ports) {
        this.directory = directory;
        this.ports = ports;
    }

    /// Goes on only where the Postfix of a branch is installed and can be started.
    ///
    /// @return its release
    public static PostfixRelease assumeRelease(String branch) {
        Assumptions.assumeTrue(Files.isExecutable(POSTCONF), "no Postfix on this machine");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "Postfix only starts as root");
        PostfixRelease release = PostfixRelease.parse(run(POSTCONF.toString(), "-dh", "mail_version"))
                .orElseThrow();
        Assumptions.assumeTrue(release.in(branch), "the Postfix of this machine is not " + branch);
        return release;
    }

    public static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Starts it.
    ///
    /// @param directory a folder that the user postfix may enter
    public static RealPostfix start(Path directory, List<Map<String, String>> services) throws IOException {
        return start(directory, services, "", "");
    }

    /// Starts it with more than its smtpd services.
    ///
    /// @param directory a folder that the user postfix may enter
    /// @param mainCf    lines behind those of its main.cf
    /// @param masterCf  lines behind those of its master.cf
    public static RealPostfix start(Path directory, List<Map<String, String>> services, String mainCf, String masterCf)
            throws IOException {
        for (String queue : QUEUES) {
            Files.createDirectories(directory.resolve("queue").resolve(queue));
        }
        for (String folder : List.of("queue/public", "queue/maildrop", "queue/pid", "data")) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        run(
                "sh",
                "-c",
                "cd " + directory + "/queue && chown postfix " + String.join(" ", QUEUES)
                        + " ../data && chmod 700 " + String.join(" ", QUEUES) + " ../data"
                        + " && chown postfix:postdrop public maildrop && chmod 710 public && chmod 730 maildrop");
        List<Integer> ports = freePorts(services.size());
        Files.writeString(directory.resolve("main.cf"), """
                compatibility_level = 3.6
                myhostname = mail.example.com
                mynetworks = 127.0.0.0/8
                inet_protocols = ipv4
                inet_interfaces = 127.0.0.1
                smtpd_peername_lookup = no
                alias_maps =
                alias_database =
                local_recipient_maps =
                max_idle = 2s
                smtpd_tls_loglevel = 1
                smtpd_error_sleep_time = 0
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/mail.log
                maillog_file_prefixes = /tmp
                """.formatted(directory) + RandomService.COMMON + mainCf);
        String master = IntStream.range(0, services.size())
                .mapToObj(number ->
                        "127.0.0.1:%d inet n - n - - smtpd -o syslog_name=s%d\n".formatted(ports.get(number), number)
                                + RandomService.written(services.get(number)))
                .collect(Collectors.joining());
        Files.writeString(directory.resolve("master.cf"), master + """
                cleanup unix n - n - 0 cleanup
                rewrite unix - - n - - trivial-rewrite
                anvil unix - - n - 1 anvil
                tlsmgr unix - - n 1000? 1 tlsmgr
                postlog unix-dgram n - n - 1 postlogd
                """ + masterCf);
        for (String file : List.of("main.cf", "master.cf")) {
            Files.setLastModifiedTime(
                    directory.resolve(file), FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
        }
        run(run(POSTCONF.toString(), "-dh", "daemon_directory") + "/master", "-w", "-c", directory.toString());
        return new RealPostfix(directory, ports);
    }

    public int port(int service) {
        return ports.get(service);
    }

    /// What the service warned of, each warning once.
    String warnings(int service) {
        return lines().filter(line -> line.contains(" s" + service + "/"))
                .filter(line -> line.contains("warning: ") || line.contains("fatal: "))
                .map(line -> line.replaceFirst(".*?(warning|fatal): ", ""))
                .distinct()
                .map(line -> "\n    " + line)
                .collect(Collectors.joining());
    }

    /// The reasons of the library's errors that the service logged, in order. The log is written a little
    /// later than the connection closes.
    ///
    /// @param expected how many to wait for
    List<String> libraryErrors(int service, int expected) {
        List<String> reasons = List.of();
        for (int tries = 0; tries < 50; tries++) {
            reasons = lines().filter(
                            line -> line.contains(" s" + service + "/") && line.contains("TLS library problem"))
                    .flatMap(line -> OpenSslError.find(line).stream())
                    .map(OpenSslError::reason)
                    .toList();
            if (reasons.size() >= expected) {
                break;
            }
            pause();
        }
        return reasons;
    }

    /// Whether the service gives one of these warnings; Postfix stops at the first.
    boolean warns(int service, Collection<String> words) {
        for (int tries = 0; tries < 50; tries++) {
            String warnings = warnings(service);
            if (words.stream().anyMatch(warnings::contains)) {
                return true;
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<String> lines() {
        try {
            return Files.readString(directory.resolve("mail.log")).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        for (int number = 0; number < count; number++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        var ports = new ArrayList<Integer>();
        for (ServerSocket socket : sockets) {
            ports.add(socket.getLocalPort());
            socket.close();
        }
        return ports;
    }

    /// Ends the master; its daemons end with it.
    @Override
    public void close() throws IOException {
        String pid = Files.readString(directory.resolve("queue/pid/master.pid")).strip();
        run("sh", "-c", "kill -TERM " + pid + "; sleep 1; kill -TERM -" + pid + " 2>/dev/null; true");
    }
}
