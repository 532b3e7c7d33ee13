package postern.probe;

import java.util.function.Supplier;
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;

/// Whose order of preference decides is one setting for all versions up to TLS 1.2 in mail servers
/// (`tls_preempt_cipherlist` in Postfix), so it is asked once for them. TLS 1.3 has suites of its own and is
/// asked by itself.
final class PreferenceMemory {
    private SuiteOrder remembered = SuiteOrder.UNKNOWN;

    SuiteOrder order(ProtocolVersion version, Supplier<SuiteOrder> question) {
        return version == ProtocolVersion.TLSV1_3 ? question.get() : once(question);
    }

    private synchronized SuiteOrder once(Supplier<SuiteOrder> question) {
        if (remembered == SuiteOrder.UNKNOWN) {
            remembered = question.get();
        }
        return remembered;
    }
}
