package postern.diagnosis.cause.elsewhere;

import java.util.List;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;

/// Addresses that belong to a web proxy, which passes on web ports only: a mail host whose name leads there cannot be
/// reached (Cloudflare, "IP Ranges", and "Proxy status": mail records have to be DNS only).
public final class WebProxy {
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.:])(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\w.])");
    /// The provider's networks of the newer family begin so.
    private static final Pattern NEWER =
            Pattern.compile("(?i)\\[(?:2400:cb00|2606:4700|2803:f800|2405:b500|2405:8100|2a06:98c[0-7]|2c0f:f248):");

    private static final List<Network> NETWORKS = List.of(
            Network.of("173.245.48.0", 20),
            Network.of("103.21.244.0", 22),
            Network.of("103.22.200.0", 22),
            Network.of("103.31.4.0", 22),
            Network.of("141.101.64.0", 18),
            Network.of("108.162.192.0", 18),
            Network.of("190.93.240.0", 20),
            Network.of("188.114.96.0", 20),
            Network.of("197.234.240.0", 22),
            Network.of("198.41.128.0", 17),
            Network.of("162.158.0.0", 15),
            Network.of("104.16.0.0", 12),
            Network.of("172.64.0.0", 13),
            Network.of("131.0.72.0", 22));

    private WebProxy() {}

    /// Whether one of the lines names such an address.
    public static boolean isNamedIn(List<Citation> lines) {
        return lines.stream()
                .map(Citation::text)
                .anyMatch(text -> NEWER.matcher(text).find()
                        || ADDRESS.matcher(text)
                                .results()
                                .anyMatch(
                                        found -> NETWORKS.stream().anyMatch(network -> network.holds(found.group(1)))));
    }

    private record Network(long base, int bits) {
        static Network of(String base, int bits) {
            return new Network(number(base), bits);
        }

        boolean holds(String address) {
            return number(address) >> (32 - bits) == base >> (32 - bits);
        }

        private static long number(String address) {
            long number = 0;
            for (String part : address.split("\\.", -1)) {
                number = number * 256 + Integer.parseInt(part);
            }
            return number;
        }
    }
}
