package postern.diagnosis.cause.protocol;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.diagnosis.cause.negotiation.HandshakeWords;
import postern.diagnosis.cause.negotiation.VersionRefused;
import postern.evidence.Problem;
import postern.openssl.OpenSslBuild;
import postern.openssl.OpenSslError;
import postern.postfix.PlatformGuess;
import postern.tls.ProtocolVersion;

/// Our library has no TLS 1.2, which came with OpenSSL 1.0.1 (its file CHANGES), and somebody refuses what it has.
/// Where the library is only assumed, nothing is said of a server, and of a client only what its own log lines show.
public final class TlsLibraryTooOld implements Cause {
    private static final Pattern OLD_FUNCTION = Pattern.compile("SSL(?:23|3)_[A-Z_]+");

    @Override
    public List<Finding> examine(Facts facts) {
        OpenSslBuild library = facts.platform().platform().openssl();
        boolean outbound = facts.direction() == Problem.OUTBOUND;
        boolean known = outbound
                ? TlsVersionsOffered.libraryIsOld(facts)
                : facts.platform().opensslBasis() != PlatformGuess.Basis.ASSUMED;
        return Findings.cause(
                this,
                facts,
                known ? Certainty.LIKELY : Certainty.POSSIBLE,
                Map.of("release", known ? library.release().toString() : Phrase.of("value.before-tls12")),
                outbound ? delivering(facts) : accepting(facts, library),
                List.of(Change.command("upgrade openssl and postfix to releases with TLS 1.2")));
    }

    private static List<Citation> delivering(Facts facts) {
        boolean old = TlsVersionsOffered.libraryIsOld(facts) || TlsVersionsOffered.libraryMayBeOld(facts);
        return old && TlsVersionsOffered.ceiling(facts).isEmpty() ? TlsVersionsOffered.refused(facts) : List.of();
    }

    /// A server whose functions are named as before 1.0.2 got alert 70: with TLS 1.2 it would have chosen that.
    private static boolean isOfOldServer(String line) {
        return OpenSslError.find(line)
                .filter(error -> error.function().isPresent()
                        && OLD_FUNCTION.matcher(error.function().get()).matches())
                .isPresent();
    }

    /// A client's library refuses the version that the server chose, and it is not the policy of that library's system.
    private static boolean isSaidByClient(Facts facts, String line) {
        return HandshakeWords.of(line)
                        .filter(words -> words.about() == Disagreement.About.SERVER_TOO_OLD)
                        .isPresent()
                && facts.evidence().mainCf().isEmpty()
                && new OpensslPolicyFloor().examine(facts).isEmpty();
    }

    private static List<Citation> accepting(Facts facts, OpenSslBuild library) {
        boolean known = facts.platform().opensslBasis() != PlatformGuess.Basis.ASSUMED;
        if (!known && ProtocolCeilingTooLow.ceiling(facts).isEmpty()) {
            return Disagreement.lines(Disagreement.About.SERVER_TOO_OLD, facts).stream()
                    .filter(line -> isOfOldServer(line.text()) || isSaidByClient(facts, line.text()))
                    .toList();
        }
        if (!known || library.versions().contains(ProtocolVersion.TLSV1_2)) {
            return List.of();
        }
        List<Citation> refused = VersionRefused.ofServer(facts);
        return refused.isEmpty()
                ? refused
                : Stream.concat(Stream.of(Citation.of("openssl", library.name())), refused.stream())
                        .toList();
    }
}
