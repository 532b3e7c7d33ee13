package postern.transcript;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// Reads client hellos out of the packet details that Wireshark and tshark print (`packet-tls-utils.c`): the
/// version of the hello, the list in its extension `supported_versions` (RFC 8446 section 4.2.1), and the
/// suites.
public final class ClientHelloReader {
    private static final int MOST = 20;
    private static final int LONGEST_LINE = 500;
    private static final Pattern HELLO = Pattern.compile("\\s*Handshake Protocol: Client Hello\\b.*");
    private static final Pattern OTHER = Pattern.compile("\\s*Handshake Protocol: .*|.*Record Layer: .*");
    private static final Pattern VERSION =
            Pattern.compile("[\\s>]*(?:Supported )?Version: .*\\(0x(0[23][0-9a-fA-F]{2})\\).*");
    private static final Pattern SUITE = Pattern.compile("[\\s>]*Cipher Suite: .*\\(0x([0-9a-fA-F]{4})\\).*");

    private ClientHelloReader() {}

    /// Whether a text looks like a capture of a hello.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        boolean suite = head.lines()
                .anyMatch(line ->
                        line.length() < LONGEST_LINE && SUITE.matcher(line).matches());
        return suite && head.contains("Client Hello");
    }

    /// All hellos of a text, in order, at most 20.
    ///
    /// @param source the file's name
    public static List<ClientHelloSeen> readAll(String source, String text) {
        List<Hello> hellos = new ArrayList<>();
        boolean inside = false;
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.length() > LONGEST_LINE) {
                continue;
            }
            if (HELLO.matcher(line).matches()) {
                inside = true;
                hellos.add(new Hello());
            } else if (OTHER.matcher(line).matches()) {
                inside = false;
            } else if (inside) {
                hellos.getLast().take(number, line);
            }
        }
        return hellos.stream()
                .filter(hello -> !hello.versions.isEmpty())
                .limit(MOST)
                .map(hello -> hello.seen(source))
                .toList();
    }

    private record Named(ProtocolVersion version, LogLine line) {}

    private static final class Hello {
        private final List<Named> versions = new ArrayList<>();
        private final List<CipherSuite> suites = new ArrayList<>();

        void take(long number, String line) {
            Matcher version = VERSION.matcher(line);
            if (version.matches()) {
                ProtocolVersion.coded(Integer.parseInt(version.group(1), 16))
                        .ifPresent(known -> versions.add(new Named(known, new LogLine(number, line.strip()))));
            }
            Matcher suite = SUITE.matcher(line);
            if (suite.matches()) {
                CipherSuite.coded(Integer.parseInt(suite.group(1), 16)).ifPresent(suites::add);
            }
        }

        ClientHelloSeen seen(String source) {
            Named newest =
                    versions.stream().max(Comparator.comparing(Named::version)).orElseThrow();
            return new ClientHelloSeen(source, newest.version(), suites, newest.line());
        }
    }
}
