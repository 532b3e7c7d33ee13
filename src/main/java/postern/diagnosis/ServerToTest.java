package postern.diagnosis;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.maillog.Peer;
import postern.maillog.PeerTotals;
import postern.maillog.TlsSession;
import postern.postfix.MainCf;

/// The server that a test has to go to, as far as the evidence names it: where mail goes out, the one that it is not
/// delivered to, else our own.
///
/// @param host its name or address, or the word `HOST`
/// @param port its port, 1 to 65535
record ServerToTest(String host, int port) {
    /// A name that can stand in a command as it is and may be looked up.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}\\.[A-Za-z]{2,63}");
    /// An IPv4 address, or an IPv6 address as the tests take it.
    private static final Pattern ADDRESS = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");
    /// How `relayhost` names its port (postconf(5)).
    private static final Pattern RELAY = Pattern.compile("\\[?([^\\]\\s:]{1,253})]?:(\\d{1,5}|submissions?|smtps?)");

    private static final String ANY = "HOST";
    private static final int SMTP = 25;
    private static final int SUBMISSIONS = 465;
    private static final int SUBMISSION = 587;
    private static final int IMAPS = 993;

    /// The server that the complaint is about.
    static ServerToTest of(Facts facts) {
        return switch (facts.direction()) {
            case OUTBOUND -> receiver(facts);
            case INBOUND -> new ServerToTest(own(facts), SMTP);
            case CLIENTS -> new ServerToTest(own(facts), service(facts));
        };
    }

    /// The command that looks at it with Postern.
    String scan() {
        return "postern scan " + host + (port == SMTP ? "" : ":" + port);
    }

    /// The command that tests it with OpenSSL.
    String sClient() {
        boolean wrapped = port == SUBMISSIONS || port == IMAPS;
        return "openssl s_client -connect " + host + ":" + port + (wrapped ? "" : " -starttls smtp")
                + " -showcerts </dev/null";
    }

    private static ServerToTest receiver(Facts facts) {
        Optional<String> relay = facts.evidence()
                .mainCf()
                .flatMap(given -> given.content().entry("relayhost"))
                .map(MainCf.Entry::value);
        Optional<PeerTotals> failed = facts.receivers().stream()
                .flatMap(receiver -> receiver.peers().stream())
                .filter(peer -> peer.tls() == 0 && !peer.peer().isLoopback())
                .filter(peer -> host(peer.peer()).isPresent())
                .findFirst();
        String host = failed.flatMap(peer -> host(peer.peer()))
                .or(() -> relay.flatMap(ServerToTest::relayName))
                .orElse(ANY);
        return new ServerToTest(
                host,
                failed.flatMap(ServerToTest::loggedPort)
                        .or(() -> relay.flatMap(ServerToTest::relayPort))
                        .orElse(SMTP));
    }

    /// The SMTP client writes the port behind the peer, `mx.example.net[192.0.2.1]:25` (`src/smtp/smtp_session.c`).
    private static Optional<Integer> loggedPort(PeerTotals peer) {
        Pattern behind = Pattern.compile(Pattern.quote(peer.peer() + ":") + "(\\d{1,5})\\b");
        return peer.samples().stream()
                .flatMap(session -> session.lines().stream())
                .flatMap(line -> behind.matcher(line.text()).results())
                .map(found -> port(found.group(1)))
                .findFirst();
    }

    private static Optional<Integer> relayPort(String relay) {
        return Optional.of(RELAY.matcher(relay)).filter(Matcher::matches).map(found -> port(found.group(2)));
    }

    private static Optional<String> relayName(String relay) {
        String name = relay.replaceAll("[\\[\\]]|:[^:]*$", "");
        return Optional.of(name).filter(it -> NAME.matcher(it).matches());
    }

    private static int port(String written) {
        return switch (written) {
            case "submission" -> SUBMISSION;
            case "submissions", "smtps" -> SUBMISSIONS;
            case "smtp" -> SMTP;
            default ->
                Optional.of(Integer.valueOf(written))
                        .filter(port -> port > 0 && port <= 0xFFFF)
                        .orElse(SMTP);
        };
    }

    private static Optional<String> host(Peer peer) {
        return Stream.of(peer.name(), peer.address())
                .filter(text ->
                        NAME.matcher(text).matches() || ADDRESS.matcher(text).matches())
                .findFirst();
    }

    private static String own(Facts facts) {
        return facts.evidence()
                .mainCf()
                .flatMap(given -> given.content().entry("myhostname"))
                .map(MainCf.Entry::value)
                .filter(name -> NAME.matcher(name).matches())
                .orElse(ANY);
    }

    /// Where mail programs fail by the log; else where they usually connect.
    private static int service(Facts facts) {
        OptionalInt seen = facts.realSenders().stream()
                .flatMap(SenderTraffic::sessions)
                .filter(session -> !DovecotServer.isLogin(session))
                .map(TlsSession::service)
                .mapToInt(service ->
                        service.contains("submissions") || service.contains("smtps") ? SUBMISSIONS : SUBMISSION)
                .findFirst();
        return seen.orElse(facts.dovecot().isPresent() ? IMAPS : SUBMISSION);
    }
}
