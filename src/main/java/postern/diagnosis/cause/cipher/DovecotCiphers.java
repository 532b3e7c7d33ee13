package postern.diagnosis.cause.cipher;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.maillog.TlsSession;
import postern.openssl.CipherSelection;
import postern.openssl.CipherString;
import postern.openssl.ErrorCategory;

/// A written `ssl_cipher_list` of Dovecot at which mail programs fail. Without Diffie-Hellman parameters the last line
/// is the same, so that cause goes first.
final class DovecotCiphers {
    private DovecotCiphers() {}

    static List<Finding> examine(Cause cause, Facts facts) {
        List<SenderTraffic> failing = facts.realSenders().stream()
                .filter(sender -> failures(sender).findAny().isPresent() && sender.tls() == 0)
                .toList();
        List<Citation> said = failing.isEmpty() && Disagreement.isTheComplaint(facts)
                ? Disagreement.lines(Disagreement.About.NO_SUITE, facts)
                : List.of();
        if ((failing.isEmpty() && said.isEmpty())
                || !new DhParamsMissing().examine(facts).isEmpty()) {
            return List.of();
        }
        return facts.dovecot().stream()
                .flatMap(DovecotServer::settings)
                .filter(found -> found.setting().name().equals("ssl_cipher_list"))
                .reduce((_, last) -> last)
                .filter(found ->
                        !failing.isEmpty() || isNarrow(facts, found.setting().value()))
                .stream()
                .flatMap(found -> Findings.cause(
                        cause,
                        facts,
                        failing.size() > 1 ? Certainty.LIKELY : Certainty.POSSIBLE,
                        Map.of(
                                "parameter",
                                found.setting().name(),
                                "value",
                                found.setting().value(),
                                "peers",
                                failing.isEmpty()
                                        ? Phrase.of("value.some-senders")
                                        : Phrase.list(failing.stream()
                                                .map(SenderTraffic::name)
                                                .toList())),
                        Stream.of(
                                        Stream.of(found.citation()),
                                        failing.stream()
                                                .flatMap(DovecotCiphers::failures)
                                                .map(facts::citation),
                                        said.stream())
                                .flatMap(lines -> lines)
                                .toList(),
                        List.of(Change.dovecot("ssl_cipher_list", ""), Change.command("doveadm reload")))
                        .stream())
                .toList();
    }

    /// Whether nothing is left that a client of TLS 1.1 or older can use: their suites have SHA-1 or MD5 as MAC.
    private static boolean isNarrow(Facts facts, String list) {
        return CipherString.evaluate(list, facts.platform().platform().openssl())
                        instanceof CipherSelection.Selected selected
                && selected.usable().stream()
                        .noneMatch(suite -> suite.opensslName().endsWith("-SHA"));
    }

    private static Stream<TlsSession> failures(SenderTraffic sender) {
        return sender
                .failure(error -> error.category() == ErrorCategory.NO_COMMON_CIPHER)
                .filter(DovecotServer::isLogin)
                .stream();
    }
}
