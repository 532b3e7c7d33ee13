package postern.diagnosis.cause.negotiation;

import postern.diagnosis.Facts;
import postern.postfix.ProtocolList;

/// The widest protocol list that is still sensible between mail servers, as the release writes it: Postfix 3.6
/// introduced bounds.
public final class WidestProtocols {
    private WidestProtocols() {}

    /// The value of a list of protocols, for the release at hand.
    public static String of(Facts facts) {
        boolean bounds = facts.platform().platform().protocolParser() == ProtocolList.Parser.BOUNDS;
        return bounds ? ">=TLSv1" : "!SSLv2, !SSLv3";
    }
}
