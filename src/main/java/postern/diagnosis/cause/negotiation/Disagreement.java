package postern.diagnosis.cause.negotiation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.SenderTraffic;
import postern.evidence.InputKind;
import postern.evidence.Problem;
import postern.maillog.LogEvent;
import postern.maillog.LogLine;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;
import postern.openssl.Alert;
import postern.openssl.ErrorCategory;
import postern.openssl.ErrorSide;
import postern.openssl.OpenSslError;
import postern.transcript.TestRun;

/// What a client and a server could not agree on, whoever tells of it: a log of ours, the other side's bounce, a mail
/// program, a test.
///
/// @param about    what it was about
/// @param teller   the side whose software wrote the line
/// @param alone    whether it is known only by an alert that has other reasons too (`handshake_failure`)
/// @param citation the line
public record Disagreement(About about, ErrorSide teller, boolean alone, Citation citation) {

    /// What two sides can disagree about.
    public enum About {
        /// The server refuses the versions of the client.
        CLIENT_TOO_OLD,
        /// The client refuses the version of the server.
        SERVER_TOO_OLD,
        /// No suite in common.
        NO_SUITE,
        /// The client refuses the server's Diffie-Hellman prime.
        SHORT_PRIME
    }

    private static final Pattern SERVER = Pattern.compile(
            "smtpd\\[|smtpd: |-login\\b|\\btlsproxy\\[|\\bSSL_accept\\b|statem_srvr\\.c|s(?:3|23)_srvr\\.c");
    private static final Pattern CLIENT = Pattern.compile(
            "/smtp\\[|/lmtp\\[|\\bSSL_connect\\b|posttls-finger|statem_clnt\\.c|s(?:3|23)_clnt\\.c|ssl_choose_client_version");
    /// A test that is limited on purpose proves nothing about the complaint.
    private static final Pattern LIMITED =
            Pattern.compile("\\s-(?:tls1(?:_[123])?|no_tls1(?:_[123])?|ssl[23]|cipher|ciphersuites|groups|curves)\\b");

    private record All(List<Disagreement> list) {}

    /// Everything told about the traffic in question; mail of scanners and of mail servers that get in is left
    /// out. Behind one address are many mail programs.
    static List<Disagreement> in(Facts facts) {
        return facts.once(All.class, all -> new All(read(all).toList())).list();
    }

    /// The lines about one thing, those that say it plainly first.
    public static List<Citation> lines(About about, Facts facts) {
        return Stream.concat(
                        in(facts).stream().filter(it -> it.about == about && !it.alone),
                        in(facts).stream().filter(it -> it.about == about && it.alone))
                .map(Disagreement::citation)
                .distinct()
                .toList();
    }

    /// Whether one thing is said plainly, not by an alert alone.
    public static boolean isPlain(About about, Facts facts) {
        return in(facts).stream().anyMatch(it -> it.about == about && !it.alone);
    }

    private static Stream<Disagreement> read(Facts facts) {
        ErrorSide ours = facts.direction() == Problem.OUTBOUND ? ErrorSide.CLIENT : ErrorSide.SERVER;
        Stream<Disagreement> logged = facts.evidence().logs().stream()
                .flatMap(log -> lines(facts, log)
                        .flatMap(line -> of(line.text(), side(line.text()).orElse(ours), cite(log.source(), line))
                                .filter(it -> it.teller == ours)
                                .stream()));
        Stream<Disagreement> tested = facts.evidence().transcripts().stream()
                .filter(run -> !isLimited(run))
                .flatMap(run -> run.lines().stream()
                        .flatMap(line -> of(line.text(), ErrorSide.CLIENT, cite(run.source(), line)).stream()));
        Stream<Disagreement> bounced = facts.evidence().bounces().stream()
                .flatMap(bounce -> bounce.lines().stream().flatMap(line -> told(bounce.source(), line)));
        Stream<Disagreement> pasted = facts.evidence().texts().stream()
                .filter(text -> text.kind() == InputKind.UNKNOWN)
                .flatMap(text -> text.lines().stream().flatMap(line -> told(text.source(), line)));
        return Stream.of(logged, bounced, pasted, tested).flatMap(found -> found);
    }

    static boolean isLimited(TestRun run) {
        return run.command().filter(it -> LIMITED.matcher(it).find()).isPresent();
    }

    /// What others show is written by a client, if it does not look like a server's.
    private static Stream<Disagreement> told(String source, LogLine line) {
        return of(line.text(), side(line.text()).orElse(ErrorSide.CLIENT), cite(source, line)).stream();
    }

    private static Stream<LogLine> lines(Facts facts, MailLog log) {
        Set<LogLine> others = new HashSet<>();
        log.peers().stream()
                .filter(peer -> facts.direction() != Problem.OUTBOUND)
                .filter(peer -> (peer.tls() > 0 && facts.direction() != Problem.CLIENTS)
                        || facts.realSenders().stream()
                                .noneMatch(sender -> sender.peers().contains(peer)))
                .flatMap(peer -> peer.samples().stream())
                .forEach(session -> others.addAll(session.lines()));
        return Stream.of(
                        log.peers().stream()
                                .flatMap(peer -> peer.samples().stream())
                                .flatMap(session -> session.lines().stream()),
                        log.events().stream().map(LogEvent::line),
                        log.strange().stream())
                .flatMap(all -> all)
                .filter(line -> !others.contains(line))
                .distinct();
    }

    private static Citation cite(String source, LogLine line) {
        return Citation.line(source, line.number(), line.text());
    }

    private static Optional<ErrorSide> side(String line) {
        if (SERVER.matcher(line).find()) {
            return Optional.of(ErrorSide.SERVER);
        }
        return CLIENT.matcher(line).find() ? Optional.of(ErrorSide.CLIENT) : Optional.empty();
    }

    private static Optional<Disagreement> of(String line, ErrorSide teller, Citation citation) {
        return OpenSslError.find(line)
                .flatMap(error -> about(error, teller)
                        .map(about ->
                                new Disagreement(about, teller, isAlert(error) && about == About.NO_SUITE, citation)))
                .or(() -> HandshakeWords.of(line)
                        .map(said -> new Disagreement(said.about(), ErrorSide.CLIENT, said.alone(), citation)));
    }

    private static boolean isAlert(OpenSslError error) {
        return error.known()
                .filter(reason -> reason.receivedAlert().isPresent())
                .isPresent();
    }

    private static Optional<About> about(OpenSslError error, ErrorSide teller) {
        boolean server = error.raisedBy().orElse(teller) == ErrorSide.SERVER;
        if (isAlert(error)) {
            return switch (error.alert().map(Alert::number).orElse(0)) {
                case 70 -> Optional.of(server ? About.SERVER_TOO_OLD : About.CLIENT_TOO_OLD);
                case 40, 71 -> server ? Optional.empty() : Optional.of(About.NO_SUITE);
                default -> Optional.empty();
            };
        }
        if (error.reason().equals("dh key too small")) {
            return Optional.of(About.SHORT_PRIME);
        }
        if (error.category() == ErrorCategory.NO_COMMON_CIPHER) {
            return Optional.of(About.NO_SUITE);
        }
        boolean version = VersionRefused.isSaidBy(error) && (server || !isAmbiguous(error));
        return version ? Optional.of(server ? About.CLIENT_TOO_OLD : About.SERVER_TOO_OLD) : Optional.empty();
    }

    /// What a client also says when an answer is no TLS at all.
    private static boolean isAmbiguous(OpenSslError error) {
        return error.reason().equals("unknown protocol") || error.reason().equals("wrong version number");
    }

    /// Whether nothing but failures is shown and they are all about one thing: then that is the complaint. Who
    /// tries one version and suite after the other is a scanner, and so may be any host without a name that
    /// meets port 25.
    public static boolean isTheComplaint(Facts facts) {
        long subjects = in(facts).stream().map(Disagreement::about).distinct().count();
        boolean stranger = facts.direction() == Problem.INBOUND
                && facts.senders().stream()
                        .flatMap(sender -> sender.peers().stream())
                        .map(PeerTotals::peer)
                        .anyMatch(peer -> !peer.isNamed() && !peer.address().isEmpty());
        long established =
                facts.senders().stream().mapToLong(SenderTraffic::tls).sum();
        return subjects < 2 && !stranger && established == 0;
    }
}
