package postern.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.certificate.CertificateDetails;
import postern.probe.Traits.NameAnswer;
import postern.probe.Traits.NameEffect;

/// What other server names, or none, do to the chain that is sent.
final class ServerNames {
    /// A name nobody has (RFC 6761 section 6.4).
    private static final String NONSENSE = "no-such-name.invalid";

    private final GoodHellos hellos;
    private final ScanRecord record;
    private final Questions questions;

    ServerNames(GoodHellos hellos, ScanRecord record, Questions questions) {
        this.hellos = hellos;
        this.record = record;
        this.questions = questions;
    }

    Observed<List<NameAnswer>> answers() {
        List<ServedChain> chains = hellos.seen().chains();
        if (chains.isEmpty()) {
            return Obstacle.NO_CERTIFICATE.unknown();
        }
        Optional<String> asked = questions.serverName();
        Optional<String> other = asked.isPresent() ? Optional.empty() : certifiedName(chains.getFirst());
        List<Optional<String>> names = new ArrayList<>();
        if (!other.equals(asked)) {
            names.add(other);
        }
        names.add(Optional.of(NONSENSE));
        List<NameAnswer> answers = new ArrayList<>();
        for (Optional<String> name : names) {
            switch (answer(name)) {
                case Observed.Seen<NameAnswer>(NameAnswer answer) -> answers.add(answer);
                case Observed.Unknown<NameAnswer>(String why) -> {
                    return new Observed.Unknown<>(why);
                }
            }
        }
        return new Observed.Seen<>(List.copyOf(answers));
    }

    /// A name that the certificate carries, to ask for where only an address was given.
    private static Optional<String> certifiedName(ServedChain served) {
        return served.chain().leaf().flatMap(leaf -> leaf.details()).map(CertificateDetails::names).stream()
                .flatMap(List::stream)
                .filter(name -> name.matches("[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)+"))
                .findFirst();
    }

    private Observed<NameAnswer> answer(Optional<String> name) {
        try {
            return record.served(questions.ask(hellos.first(name), true).certificates(), name)
                    .map(chain -> compared(name, chain))
                    .<Observed<NameAnswer>>map(Observed.Seen::new)
                    .orElseGet(Obstacle.NO_CERTIFICATE::unknown);
        } catch (TroubleException e) {
            return e.isRefusal()
                    ? new Observed.Seen<>(new NameAnswer(name, NameEffect.REFUSED, Optional.empty()))
                    : new Observed.Unknown<>(e.trouble().id());
        }
    }

    private NameAnswer compared(Optional<String> name, ServedChain served) {
        boolean same =
                hellos.seen().chains().stream().anyMatch(known -> known.chain().equals(served.chain()));
        return same
                ? new NameAnswer(name, NameEffect.SAME_CHAIN, Optional.empty())
                : new NameAnswer(name, NameEffect.OTHER_CHAIN, Optional.of(served));
    }
}
