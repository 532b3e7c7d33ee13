package postern.maillog.session;

import postern.maillog.Peer;

/// Which machines belong to the same sender.
final class SenderDomain {
    private static final int LONGEST_SECOND_LEVEL = 3;

    private SenderDomain() {}

    /// The part of a verified host name that an organisation registers: the last two labels, or three under
    /// country domains that sell the third (`co.uk`, `com.br`). The address where there is no name.
    static String of(Peer peer) {
        if (!peer.isNamed()) {
            return peer.address();
        }
        String name = peer.name();
        int top = name.lastIndexOf('.');
        int second = name.lastIndexOf('.', top - 1);
        if (second < 0) {
            return name;
        }
        boolean sellsThird = name.length() - top - 1 == 2 && top - second - 1 <= LONGEST_SECOND_LEVEL;
        return name.substring((sellsThird ? name.lastIndexOf('.', second - 1) : second) + 1);
    }
}
