package postern.diagnosis.cause;

import java.util.List;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// The path as sent ends in an expired root; current software finds another.
public final class ChainExpiredRoot implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return ExpiredInChain.examine(this, facts, ChainFact.ROOT_EXPIRED, depth -> depth >= 2);
    }
}
