package postern.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// Asks the `openssl verify` of this machine.
final class OpenSslVerify {
    private static final Pattern ERROR = Pattern.compile("(?m)^error (\\d+) at \\d+ depth lookup");

    private OpenSslVerify() {}

    /// Skips the test where there is no OpenSSL 3.0, whose numbers these are.
    static void assumePresent() {
        try {
            String version = run(List.of("openssl", "version"));
            Assumptions.assumeTrue(version.startsWith("OpenSSL 3.0."), version);
        } catch (IOException e) {
            Assumptions.abort("There is no openssl on this machine: " + e.getMessage());
        }
    }

    /// The numbers of what it finds wrong, as a demanding client would; empty if nothing.
    static Set<Integer> errors(DescribedChain chain, String asked, Path folder) throws IOException {
        List<Certificate> sent = chain.sent().certificates();
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "verify",
                "-purpose",
                "sslserver",
                "-auth_level",
                "2",
                "-no-CApath",
                "-no-CAstore",
                "-attime",
                Long.toString(Authority.AT.getEpochSecond()),
                asked.matches("[0-9.]+|.*:.*") ? "-verify_ip" : "-verify_hostname",
                asked,
                "-CAfile",
                write(folder.resolve("anchors.pem"), chain.anchors())));
        if (sent.size() > 1) {
            command.addAll(List.of("-untrusted", write(folder.resolve("untrusted.pem"), sent.subList(1, sent.size()))));
        }
        command.add(write(folder.resolve("server.pem"), sent.subList(0, 1)));
        String said = run(command);
        Set<Integer> errors = new TreeSet<>();
        ERROR.matcher(said)
                .results()
                .map(match -> Integer.parseInt(match.group(1)))
                .forEach(errors::add);
        if (errors.isEmpty() && !said.strip().endsWith(": OK")) {
            throw new IllegalStateException(said);
        }
        return errors;
    }

    private static String write(Path file, List<Certificate> certificates) throws IOException {
        var text = new StringBuilder();
        for (Certificate certificate : certificates) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(
                                    certificate.details().orElseThrow().source().getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(file, text).toString();
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
