package postern.diagnosis.cause.clue;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.CertificateChain;
import postern.certificate.ChainCheck;
import postern.certificate.ChainFact;
import postern.certificate.TrustAnchors;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Phrase;
import postern.evidence.InputKind;
import postern.evidence.Problem;
import postern.maillog.Bounce;
import postern.maillog.LogLine;
import postern.openssl.ErrorCategory;
import postern.transcript.CertificateFile;
import postern.transcript.ServerState;

/// A chain somebody was shown, by a probe or in a pasted session, and what it shows.
///
/// @param chain    the certificates as sent
/// @param facts    what is noteworthy about them
/// @param citation where it was seen
public record ShownCertificates(CertificateChain chain, Set<ChainFact> facts, Citation citation) {

    /// Ports of mail programs, which all check certificates.
    private static final Pattern CLIENT_PORT =
            Pattern.compile("(?:\\S:|-p ?)(?:993|995|465|587|143|110|imaps?|pop3s?|submissions?|smtps)\\b");

    private static final Pattern TEST_COMMAND =
            Pattern.compile("\\b(?:s_client\\b.* -connect|gnutls-cli|testssl(?:\\.sh)?|sslscan|nmap|swaks) +\\S");

    /// Words of checkers that refuse a certificate.
    private static final Pattern CHECKER = Pattern.compile(
            "(?i)signed by an unknown certificate authority|cert validation error|certificate verify failed");

    /// How checkers say that they do not trust a certificate.
    public static final Pattern CHECKED = Pattern.compile("(?i)unknown certificate authority|self[- ]signed certificate"
            + "|certificate.{0,60}(?:not trusted|untrusted|(?:cannot|can't|can not) be trusted)");

    /// All chains in the evidence, those of probes first.
    public static List<ShownCertificates> in(Facts facts) {
        List<ShownCertificates> shown = new ArrayList<>();
        facts.evidence()
                .scans()
                .forEach(scan -> scan.chains()
                        .forEach(served -> shown.add(new ShownCertificates(
                                served.chain(),
                                served.assessment().facts(),
                                Facts.citation(scan, Phrase.of("seen.sends", names(served.chain())))))));
        facts.evidence().transcripts().stream()
                .filter(run -> !run.chain().certificates().isEmpty())
                .forEach(run -> shown.add(new ShownCertificates(
                        run.chain(),
                        assessed(run.chain(), facts),
                        new Citation(
                                run.source(), OptionalLong.empty(), Phrase.of("seen.chain", names(run.chain()))))));
        facts.serverStates()
                .forEach(state -> state.certificates().stream()
                        .filter(file -> file.parameter().startsWith("smtpd_")
                                && !file.chain().certificates().isEmpty())
                        .forEach(file -> shown.add(onDisk(state, file, facts))));
        return shown;
    }

    /// A file tells of its certificates, but not whether the server completes the chain from elsewhere
    /// (`smtpd_tls_CAfile`).
    private static ShownCertificates onDisk(ServerState state, CertificateFile file, Facts facts) {
        Set<ChainFact> seen = EnumSet.noneOf(ChainFact.class);
        seen.addAll(assessed(file.chain(), facts));
        seen.remove(ChainFact.INCOMPLETE);
        LogLine line = file.lines().getFirst();
        return new ShownCertificates(file.chain(), seen, Citation.line(state.source(), line.number(), line.text()));
    }

    private static Set<ChainFact> assessed(CertificateChain chain, Facts facts) {
        return ChainCheck.assess(
                        chain,
                        TrustAnchors.publicRoots(),
                        facts.day().atTime(12, 0).toInstant(ZoneOffset.UTC),
                        Optional.empty())
                .facts();
    }

    /// Whether somebody checks certificates: mail programs do, and whoever refused one did.
    public static boolean somebodyChecks(Facts facts) {
        return facts.evidence().problem().filter(Problem.CLIENTS::equals).isPresent()
                || facts.evidence().bounces().stream()
                        .anyMatch(bounce -> bounce.sendAs() || bounce.kind() == Bounce.Kind.CERTIFICATE_REJECTED)
                || facts.direction() == Problem.CLIENTS
                || StsPolicies.enforced(facts)
                || isTestedForClients(facts)
                || !ClientWords.any(facts).isEmpty()
                || refusals(facts).findAny().isPresent()
                || isWhatACheckerComplainsOf(facts)
                || !Logs.saying(CHECKER, facts).isEmpty();
    }

    /// Whether somebody looked at a port of mail programs, with a prompt before the command or without; or showed a
    /// complaint of a test and nothing else, not even the port.
    private static boolean isTestedForClients(Facts facts) {
        List<String> commands = commands(facts);
        boolean unexplained = commands.isEmpty()
                && facts.evidence().logs().isEmpty()
                && facts.evidence().bounces().isEmpty()
                && facts.evidence().transcripts().stream()
                        .anyMatch(run -> (!run.complaints().isEmpty()
                                        || run.lines().stream()
                                                .anyMatch(line -> line.text().contains("NOT ok")))
                                && run.lines().stream()
                                        .noneMatch(line -> line.text().startsWith("250 ")));
        return unexplained
                || commands.stream()
                        .anyMatch(command -> CLIENT_PORT.matcher(command).find());
    }

    /// Command lines of test tools that name a port.
    private static List<String> commands(Facts facts) {
        Stream<String> pasted = facts.evidence().texts().stream()
                .flatMap(text -> text.lines().stream())
                .map(LogLine::text)
                .filter(line -> TEST_COMMAND.matcher(line).find());
        return Stream.concat(facts.evidence().transcripts().stream().flatMap(run -> run.command().stream()), pasted)
                .toList();
    }

    /// Whether a checker's verdict, in any words, is all that was given beside the configuration.
    private static boolean isWhatACheckerComplainsOf(Facts facts) {
        return facts.evidence().logs().isEmpty()
                && facts.evidence().bounces().isEmpty()
                && facts.evidence().texts().stream()
                        .filter(text -> text.kind() == InputKind.UNKNOWN)
                        .flatMap(text -> text.lines().stream())
                        .anyMatch(line -> CHECKED.matcher(line.text()).find());
    }

    /// Log lines in which somebody refuses our certificate.
    public static Stream<Citation> refusals(Facts facts) {
        return facts.realSenders().stream()
                .flatMap(
                        sender -> sender.failure(error -> error.category() == ErrorCategory.PEER_REJECTS_CERT).stream())
                .map(facts::citation);
    }

    private static CharSequence names(CertificateChain chain) {
        return Phrase.or(
                chain.certificates().stream()
                        .map(certificate -> certificate.shortName())
                        .reduce((all, next) -> all + ", " + next),
                "seen.nothing");
    }
}
