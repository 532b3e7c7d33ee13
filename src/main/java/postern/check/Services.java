package postern.check;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;
import postern.evidence.InputKind;
import postern.postfix.MasterCf;

/// Which services there are settings of, before a check is run.
public final class Services {
    private static final Set<InputKind> HOLDING = EnumSet.of(InputKind.MASTER_CF, InputKind.MIXED, InputKind.COLLECTED);

    private Services() {}

    /// The names of the services, as `submission/inet`, in their order; empty if no master.cf is among the
    /// inputs.
    public static Optional<List<String>> in(List<Input> inputs) {
        List<Input> holding = inputs.stream().filter(Services::mayHold).toList();
        return EvidenceReader.read(holding, Optional.empty())
                .masterCf()
                .map(given -> given.content().services().stream()
                        .map(Services::name)
                        .distinct()
                        .toList());
    }

    private static String name(MasterCf.Service service) {
        return service.name() + "/" + service.type();
    }

    private static boolean mayHold(Input input) {
        try {
            return HOLDING.contains(EvidenceReader.recognise(input));
        } catch (IOException _) {
            // The check itself tells that it cannot be read.
            return false;
        }
    }
}
