package postern.diagnosis.cause.cipher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.answer.Removal;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.diagnosis.cause.negotiation.LoggedCipherList;
import postern.evidence.Evidence;
import postern.evidence.Given;
import postern.evidence.Problem;
import postern.maillog.TlsSession;
import postern.openssl.CipherSelection;
import postern.openssl.ErrorCategory;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.tls.CipherSuite;
import postern.tls.Handshake;
import postern.tls.Outcome;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;

/// An exclusion list, an own cipher list or a grade leaves nothing that the sender has.
///
/// Which setting is to blame is found by leaving each out and asking what changes.
public final class CipherListTooStrict implements Cause {
    private static final String EXCLUSIONS = "smtpd_tls_exclude_ciphers";

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return DeliveryCiphers.tooFew(this, facts);
        }
        List<Finding> dovecot = DovecotCiphers.examine(this, facts);
        if (!dovecot.isEmpty()) {
            return dovecot;
        }
        Optional<TlsService> service = facts.mailService();
        List<SenderTraffic> failing = facts.realSenders().stream()
                .filter(sender -> failure(sender).isPresent())
                .toList();
        if (CertificateTypeExcluded.applies(facts)) {
            return List.of();
        }
        if (failing.isEmpty()) {
            return byWords(facts);
        }
        return service.isEmpty()
                ? byLog(facts, failing)
                : culprit(facts, service.get()).stream()
                        .map(setting -> finding(facts, setting, failing))
                        .toList();
    }

    /// A client's own words, or lines that name no host, where the settings leave less than TLS 1.0 clients have.
    private List<Finding> byWords(Facts facts) {
        List<Citation> said =
                Disagreement.isTheComplaint(facts) ? Disagreement.lines(Disagreement.About.NO_SUITE, facts) : List.of();
        Certainty certainty =
                Disagreement.isPlain(Disagreement.About.NO_SUITE, facts) ? Certainty.LIKELY : Certainty.POSSIBLE;
        return facts.mailService().filter(_ -> !said.isEmpty()).stream()
                .flatMap(service -> culprit(facts, service).stream())
                .flatMap(setting -> Findings.cause(
                        this,
                        facts,
                        certainty,
                        Map.of(
                                "parameter",
                                setting.name(),
                                "value",
                                setting.value(),
                                "peers",
                                Phrase.of("value.some-senders")),
                        Stream.concat(Stream.of(facts.citation(setting)), said.stream())
                                .toList(),
                        List.of(Removal.of(setting), Change.command("postfix reload")))
                        .stream())
                .toList();
    }

    /// Without the settings, the list that the log prints.
    private List<Finding> byLog(Facts facts, List<SenderTraffic> failing) {
        Optional<LoggedCipherList> logged = LoggedCipherList.in(facts);
        Optional<String> culprit =
                logged.flatMap(list -> list.culprit(facts.platform().platform().openssl()));
        return culprit.stream()
                .flatMap(word -> Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of("parameter", EXCLUSIONS, "value", word, "peers", names(failing)),
                        Stream.concat(
                                        Stream.of(logged.orElseThrow().citation()),
                                        failing.stream()
                                                .flatMap(sender -> failure(sender).map(facts::citation).stream()))
                                .toList(),
                        List.of(
                                Change.mainCf(EXCLUSIONS, logged.orElseThrow().exclusionsWithout(word)),
                                Change.command("postfix reload")))
                        .stream())
                .toList();
    }

    private static CharSequence names(List<SenderTraffic> failing) {
        return Phrase.list(failing.stream().map(SenderTraffic::name).toList());
    }

    private Finding finding(Facts facts, Setting setting, List<SenderTraffic> failing) {
        List<Citation> evidence = new ArrayList<>();
        evidence.add(facts.citation(setting));
        failing.forEach(sender -> failure(sender).ifPresent(session -> evidence.add(facts.citation(session))));
        return new Finding(
                id(),
                Role.CAUSE,
                certainty(facts, failing),
                facts.direction(),
                Map.of("parameter", setting.name(), "value", setting.value(), "peers", names(failing)),
                evidence,
                List.of(Removal.of(setting), Change.command("postfix reload")));
    }

    private static Optional<TlsSession> failure(SenderTraffic sender) {
        return sender.failure(error -> error.category() == ErrorCategory.NO_COMMON_CIPHER);
    }

    /// The written setting whose absence gives back the most suites; none if no absence gives back any.
    private static Optional<Setting> culprit(Facts facts, TlsService service) {
        if (!service.isOn()) {
            return Optional.empty();
        }
        int now = suites(service);
        record Gain(Setting setting, int suites) {
            // An own list of suites is never called for (postconf(5)), exclusions seldom, a grade often.
            int blame() {
                return setting.name().endsWith("_cipherlist")
                        ? 2
                        : setting.name().contains("_exclude_") ? 1 : 0;
            }
        }
        return service.ciphers().settings().stream()
                .filter(setting -> !setting.isDefault())
                .map(setting -> new Gain(setting, suitesWithout(facts, service, setting) - now))
                .filter(gain -> gain.suites() > 0)
                .max(Comparator.comparingInt(Gain::blame).thenComparingInt(Gain::suites))
                .map(Gain::setting);
    }

    private static int suitesWithout(Facts facts, TlsService service, Setting setting) {
        return without(facts.evidence(), service, setting)
                .flatMap(changed -> Facts.of(changed).mailService())
                .map(CipherListTooStrict::suites)
                .orElse(0);
    }

    private static Optional<Evidence> without(Evidence evidence, TlsService service, Setting setting) {
        return "master.cf".equals(setting.file())
                ? evidence.masterCf()
                        .map(given -> evidence.withMasterCf(new Given<>(
                                given.source(), given.content().without(service.name(), "inet", setting.name()))))
                : evidence.mainCf()
                        .map(given -> evidence.withMainCf(
                                new Given<>(given.source(), given.content().without(setting.name()))));
    }

    private static int suites(TlsService service) {
        return ordinary(service.cipherSelection());
    }

    /// Whether a selection holds what every TLS 1.2 implementation must have (RFC 5246 section 9).
    public static boolean leavesMandatory(Optional<CipherSelection> chosen) {
        return chosen.filter(CipherSelection.Selected.class::isInstance)
                .filter(selection -> ((CipherSelection.Selected) selection)
                        .usable().stream().anyMatch(suite -> suite.opensslName().equals("AES128-SHA")))
                .isPresent();
    }

    /// How many ordinary suites a selection leaves.
    static int ordinary(Optional<CipherSelection> chosen) {
        return chosen.filter(CipherSelection.Selected.class::isInstance)
                .map(selection -> (int) ((CipherSelection.Selected) selection)
                        .usable().stream()
                                .filter(CipherListTooStrict::isOrdinary)
                                .count())
                .orElse(0);
    }

    /// What a mail server of any time may have nothing else than; weak and anonymous suites are not missed.
    private static boolean isOrdinary(CipherSuite suite) {
        return !suite.isAnonymous()
                && suite.bits() >= 128
                && !suite.encryption().startsWith("RC")
                && !suite.encryption().equals("3DES");
    }

    /// Proven if what a sender is known to offer and what the settings leave have nothing in common.
    private static Certainty certainty(Facts facts, List<SenderTraffic> failing) {
        return facts.predicted()
                        .filter(server -> failing.stream().anyMatch(sender -> isRefused(sender, server)))
                        .isPresent()
                ? Certainty.PROVEN
                : Certainty.LIKELY;
    }

    private static boolean isRefused(SenderTraffic sender, ServerTls server) {
        return Handshake.between(sender.offer(), server) instanceof Outcome.Refused(RefusalReason reason)
                && reason == RefusalReason.NO_SHARED_CIPHER;
    }
}
