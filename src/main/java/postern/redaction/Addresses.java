package postern.redaction;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Stand-ins for addresses. Addresses of one network stay in one network, private ones private, and an IPv4 address
/// keeps its last number, so that a network's own address remains one.
final class Addresses {
    private final StandIns standIns;

    Addresses(StandIns standIns) {
        this.standIns = standIns;
    }

    /// An address of four numbers, or the text as it is if it is none or is nobody's.
    String ipv4(String text) {
        return number(text.split("\\.", -1)).map(address -> ipv4(text, address)).orElse(text);
    }

    private static Optional<int[]> number(String[] parts) {
        int[] numbers = new int[4];
        for (int at = 0; at < 4; at++) {
            int number = Integer.parseInt(parts[at]);
            if (number > 255) {
                return Optional.empty();
            }
            numbers[at] = number;
        }
        return Optional.of(numbers);
    }

    private String ipv4(String text, int[] numbers) {
        if (isNobodys(numbers)) {
            return text;
        }
        String network = numbers[0] + "." + numbers[1] + "." + numbers[2];
        boolean inside = isPrivate(numbers);
        String standIn = networks(inside, network);
        return standIns.of(
                StandIn.Kind.ADDRESS,
                "ipv4",
                String.join(".", network, "" + numbers[3]),
                text,
                _ -> standIn + "." + numbers[3]);
    }

    private final java.util.Map<String, String> networks = new java.util.HashMap<>();

    /// Private ones go to a corner of 10/8, others to the network for benchmarks (RFC 2544) and, when that is full, to
    /// reserved ones.
    private String networks(boolean inside, String network) {
        int next = networks.size();
        return networks.computeIfAbsent(
                network,
                _ -> inside
                        ? "10." + (200 + next / 256 % 56) + "." + next % 256
                        : next < 512
                                ? "198." + (18 + next / 256) + "." + next % 256
                                : (240 + next / 65536 % 15) + "." + next / 256 % 256 + "." + next % 256);
    }

    /// This host, loopback, documentation (RFC 5737), benchmarks (RFC 2544), multicast and above.
    private static boolean isNobodys(int[] a) {
        int start = a[0] << 16 | a[1] << 8 | a[2];
        return a[0] == 0
                || a[0] == 127
                || a[0] >= 224
                || start == 0xc00002
                || start == 0xc63364
                || start == 0xcb0071
                || (a[0] == 198 && (a[1] & 0xfe) == 18);
    }

    /// RFC 1918, RFC 6598 and RFC 3927.
    private static boolean isPrivate(int[] a) {
        return a[0] == 10
                || (a[0] == 172 && (a[1] & 0xf0) == 16)
                || (a[0] == 192 && a[1] == 168)
                || (a[0] == 169 && a[1] == 254)
                || (a[0] == 100 && (a[1] & 0xc0) == 64);
    }

    /// An IPv6 address, or the text as it is if it is none or is nobody's.
    String ipv6(String text) {
        try {
            byte[] bytes = InetAddress.ofLiteral(text).getAddress();
            if (bytes.length == 4) {
                String start = text.substring(0, text.lastIndexOf(':') + 1);
                return start + ipv4(text.substring(start.length()));
            }
            return isNobodys(bytes) ? text : ipv6(text, bytes);
        } catch (IllegalArgumentException _) {
            return text.endsWith(":") && !text.endsWith("::") ? ipv6(text.substring(0, text.length() - 1)) + ":" : text;
        }
    }

    private String ipv6(String text, byte[] bytes) {
        HexFormat hex = HexFormat.of();
        String network = hex.formatHex(bytes, 0, 8);
        boolean ownNetwork = (bytes[0] & 0xfe) == 0xfc;
        boolean link = (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80;
        int next = networks.size();
        String standIn = link
                ? "fe80:"
                : networks.computeIfAbsent(
                        network, _ -> (ownNetwork ? "fd00:0:0:" : "2001:db8:ffff:") + Integer.toHexString(next));
        boolean isNetwork = Arrays.equals(bytes, 8, 16, new byte[8], 0, 8);
        return standIns.of(
                StandIn.Kind.ADDRESS,
                "ipv6",
                hex.formatHex(bytes),
                text,
                number -> standIn + (isNetwork ? "::" : (link ? ":" : "::") + Integer.toHexString(number)));
    }

    /// Unspecified, loopback, documentation (RFC 3849), multicast.
    private static boolean isNobodys(byte[] bytes) {
        boolean low = Arrays.equals(bytes, 0, 15, new byte[15], 0, 15);
        boolean documentation = HexFormat.of().formatHex(bytes, 0, 4).equals("20010db8");
        return low || documentation || (bytes[0] & 0xff) == 0xff;
    }

    /// An address spelt backwards below `in-addr.arpa` or `ip6.arpa` (RFC 1035 section 3.5, RFC 3596 section 2.5);
    /// empty if it is not a whole one.
    Optional<String> reversed(String name) {
        if (name.matches("(?:\\d{1,3}\\.){4}in-addr\\.arpa")) {
            String[] parts = name.split("\\.", -1);
            String mapped = ipv4(String.join(".", parts[3], parts[2], parts[1], parts[0]));
            String[] back = mapped.split("\\.", -1);
            return Optional.of(String.join(".", back[3], back[2], back[1], back[0], "in-addr.arpa"));
        }
        if (name.matches("(?:[0-9a-f]\\.){32}ip6\\.arpa")) {
            String digits = new StringBuilder(name.substring(0, 64).replace(".", ""))
                    .reverse()
                    .toString();
            String mapped = ipv6(digits.replaceAll("(.{4})(?=.)", "$1:"));
            return Optional.of(spelt(mapped));
        }
        return Optional.empty();
    }

    private static String spelt(String address) {
        try {
            String digits =
                    HexFormat.of().formatHex(InetAddress.getByName(address).getAddress());
            return new StringBuilder(digits).reverse().toString().replaceAll("(.)", "$1.") + "ip6.arpa";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("A literal is not looked up.", e);
        }
    }
}
