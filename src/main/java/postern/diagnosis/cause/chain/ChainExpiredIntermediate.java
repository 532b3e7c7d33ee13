package postern.diagnosis.cause.chain;

import java.util.List;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// The server's own certificate is in date, one on the way to the root is not.
public final class ChainExpiredIntermediate implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return ExpiredInChain.examine(this, facts, ChainFact.INTERMEDIATE_EXPIRED, depth -> depth == 1);
    }
}
