package postern.diagnosis.cause.cipher;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.answer.Removal;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.evidence.Given;
import postern.postfix.Setting;
import postern.postfix.TlsClient;

/// Our deliveries offer so few suites that the peer finds none: alert 40, or no suite of ours is left at all.
final class DeliveryCiphers {
    private static final Pattern REFUSED =
            Pattern.compile("alert handshake failure|no ciphers available|alert insufficient security");
    private static final Pattern CONNECTING = Pattern.compile("SSL_connect error to ");

    private DeliveryCiphers() {}

    /// The written exclusion, list or grade, in that order.
    static List<Finding> tooFew(Cause cause, Facts facts) {
        List<Citation> refused = Stream.concat(
                        Outgoing.saying(CONNECTING, facts).isEmpty()
                                ? Stream.empty()
                                : Outgoing.saying(REFUSED, facts).stream(),
                        Disagreement.lines(Disagreement.About.NO_SUITE, facts).stream())
                .distinct()
                .toList();
        Optional<Setting> culprit = Outgoing.client(facts).stream()
                .flatMap(client -> client.ciphers().settings().stream()
                        .filter(setting -> !setting.isDefault() && !setting.isEmpty())
                        .filter(setting -> !"tls_policy".equals(setting.file()))
                        .filter(setting -> takesAway(facts, client, setting)))
                .findFirst();
        return culprit.filter(_ -> !refused.isEmpty()).stream()
                .flatMap(setting -> Findings.cause(
                        cause,
                        facts,
                        Certainty.LIKELY,
                        Map.of(
                                "parameter", setting.name(),
                                "value", setting.value(),
                                "peers", Outgoing.host(facts).orElse("?")),
                        Stream.concat(Stream.of(facts.citation(setting)), refused.stream())
                                .toList(),
                        List.of(Removal.of(setting), Change.command("postfix reload")))
                        .stream())
                .toList();
    }

    /// Whether leaving the setting out gives back suites that a peer of today may have nothing else than: weak and
    /// anonymous ones are not missed.
    private static boolean takesAway(Facts facts, TlsClient client, Setting setting) {
        int now = CipherListTooStrict.ordinary(client.cipherSelection());
        return without(facts, setting)
                .filter(other -> CipherListTooStrict.ordinary(other.cipherSelection()) > now)
                .isPresent();
    }

    private static Optional<TlsClient> without(Facts facts, Setting setting) {
        return facts.evidence()
                .mainCf()
                .map(given -> TlsClient.to(
                        Outgoing.destination(facts).orElse(""),
                        "smtp",
                        given.content().without(setting.name()),
                        "master.cf".equals(setting.file())
                                ? null
                                : facts.evidence()
                                        .masterCf()
                                        .map(Given::content)
                                        .orElse(null),
                        PolicyTable.given(facts).orElse(null),
                        facts.platform().platform()));
    }
}
