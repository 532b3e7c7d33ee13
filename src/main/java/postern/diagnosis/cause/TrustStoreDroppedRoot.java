package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;

/// The system's own bundle is in use and no longer holds the root that the receiver's chain leads to.
public final class TrustStoreDroppedRoot implements Cause {
    /// The receiver sends no intermediate; no trust store helps with that.
    private static final Pattern LEAF_ALONE = Pattern.compile("num=21:");

    @Override
    public List<Finding> examine(Facts facts) {
        return ClientTrust.setting(facts, "smtp_tls_CAfile").stream()
                .filter(ClientTrust::isSystemBundle)
                .flatMap(setting -> Findings.cause(
                        this,
                        facts,
                        Certainty.POSSIBLE,
                        Map.of("file", setting.value()),
                        ClientTrust.failures(facts).stream()
                                .filter(line -> !LEAF_ALONE.matcher(line.text()).find())
                                .toList(),
                        Stream.concat(Stream.of(Change.at(Target.FILE)), PolicyTable.change(facts, "encrypt").stream())
                                .toList())
                        .stream())
                .toList();
    }
}
