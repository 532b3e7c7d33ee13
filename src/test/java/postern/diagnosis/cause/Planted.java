package postern.diagnosis.cause;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import postern.evidence.Problem;
import postern.postfix.MainCf;
import postern.postfix.PostfixRelease;

/// A fault of `planted-faults.txt` and the healthy server it is planted into.
///
/// @param causes    the ids that name it, best first
/// @param direction which traffic complains
/// @param lines     what changes, as `kind: text`
record Planted(List<String> causes, Problem direction, List<String> lines) {
    private static final String CERTIFICATE_34 = "smtpd_tls_chain_files = /etc/ssl/private/mail.pem\n";
    private static final String CERTIFICATE =
            "smtpd_tls_cert_file = /etc/ssl/certs/mail.pem\nsmtpd_tls_key_file = /etc/ssl/private/mail.key\n";
    private static final String MAIN_CF = """
            myhostname = mail.example.com
            mydestination = example.com
            smtpd_tls_security_level = may
            smtp_tls_security_level = may
            smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
            smtp_tls_policy_maps = hash:/etc/postfix/tls_policy
            smtpd_tls_loglevel = 1
            smtp_tls_loglevel = 1
            """;
    private static final String MASTER_CF = """
            smtp       inet n - n - - smtpd
            submission inet n - n - - smtpd
              -o smtpd_tls_security_level=encrypt
              -o smtpd_sasl_auth_enable=yes
            tlsmgr     unix - - n 1000? 1 tlsmgr
            smtp       unix - - $chroot - - smtp
            filter     unix - - n - 2 smtp
            127.0.0.1:10025 inet n - n - - smtpd
            """;
    private static final String HEALTHY_LOG = """
            postfix/smtpd: connect from mail.example.org[192.0.2.9]
            postfix/smtpd: Anonymous TLS connection established from mail.example.org[192.0.2.9]: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)
            postfix/smtpd: 4QSx0k3vQfz0aA: client=mail.example.org[192.0.2.9]
            postfix/smtpd: disconnect from mail.example.org[192.0.2.9] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7
            postfix/smtp: Trusted TLS connection established to mx.example.org[203.0.113.8]:25: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)
            postfix/smtp: 4QSx0k3vQfz1bB: to=<a@example.org>, relay=mx.example.org[203.0.113.8]:25, delay=1.2, delays=0.2/0.05/0.4/0.55, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued)
            """;
    private static final String WAITING = "postfix/smtp: 4QSx0k3vQfz2hC: to=<pal@example.net>, relay=$relay, delay=2.2,"
            + " delays=0.3/0.02/1.9/0, dsn=4.7.5, status=deferred ($why)";

    /// The faults of the file.
    static List<Planted> all() {
        List<Planted> found = new ArrayList<>();
        for (String block : read().replaceAll("(?m)^#.*\\n", "").strip().split("\n\\s*\n", -1)) {
            List<String> lines = block.lines().toList();
            String[] head = lines.getFirst().replaceFirst("fault: ", "").split(" ", -1);
            List<String> causes = new ArrayList<>(List.of(head[0]));
            lines.stream()
                    .filter(it -> it.startsWith("or: "))
                    .map(it -> it.substring(4))
                    .forEach(causes::add);
            found.add(new Planted(causes, Problem.named(head[1]).orElseThrow(), lines.subList(1, lines.size())));
        }
        return found;
    }

    /// The server without any fault.
    static Planted nothing(Problem direction) {
        return new Planted(List.of(), direction, List.of());
    }

    /// This and another fault of the same traffic in one server.
    Planted with(Planted other) {
        List<String> both = new ArrayList<>(lines);
        both.addAll(other.lines);
        return new Planted(causes, direction, both);
    }

    /// Whether this release can have it.
    boolean fits(PostfixRelease release) {
        return of("since").stream().allMatch(since -> release.compareTo(release(since)) >= 0)
                && of("until").stream().allMatch(until -> release.compareTo(release(until)) <= 0);
    }

    /// The settings it plants.
    List<String> settings() {
        return of("main").stream().map(line -> line.split(" ", 2)[0]).toList();
    }

    /// The case folder a user would open.
    Clue clue(PostfixRelease release, String openssl) {
        LocalDate day = of("day").stream().map(LocalDate::parse).findFirst().orElse(Clue.DAY_2024);
        Clue clue = Clue.on(day).about(direction).running(release.toString(), openssl);
        clue.with("main.cf", mainCf(release).text());
        clue.with("master.cf", MASTER_CF.replace("$chroot", of("chroot").isEmpty() ? "n" : "y"));
        clue.with("mail.log", log());
        texts().forEach(clue::with);
        return clue;
    }

    private MainCf mainCf(PostfixRelease release) {
        MainCf mainCf = MainCf.parse(MAIN_CF
                + (release.atLeast(3, 4) ? CERTIFICATE_34 : CERTIFICATE)
                + (release.atLeast(2, 11) ? "smtp_dns_support_level = dnssec\n" : ""));
        for (String line : of("main")) {
            String[] parts = line.split("\\s*=\\s*", 2);
            mainCf = parts[1].isBlank() ? mainCf.without(parts[0]) : mainCf.with(parts[0], parts[1]);
        }
        return mainCf;
    }

    private String log() {
        String relay = of("main").stream().anyMatch(line -> line.startsWith("relayhost"))
                ? "relay.example.org[203.0.113.9]:587"
                : "$mx:25";
        StringBuilder log = new StringBuilder();
        int[] second = {0};
        List<String> messages = new ArrayList<>(HEALTHY_LOG.lines().toList());
        for (String line : lines) {
            if (line.startsWith("log: ")) {
                messages.add(line.substring(5));
            } else if (line.startsWith("wait: ")) {
                messages.add(WAITING.replace("$relay", relay).replace("$why", line.substring(6)));
            }
        }
        messages.forEach(message -> log.append("May  2 10:%02d:%02d mail ".formatted(second[0] / 60, second[0]++ % 60))
                .append(message.replaceFirst(": ", "[71]: ")
                        .replace("$mx", "mx.example.net[203.0.113.7]")
                        .replace("$peer", "mail.example.net[192.0.2.7]"))
                .append('\n'));
        return log.toString();
    }

    /// Lines of pasted texts, by file name.
    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : lines) {
            String name = line.split(":", 2)[0];
            if (name.endsWith(".txt") || name.equals("tls_policy")) {
                texts.merge(name, line.substring(name.length() + 2) + "\n", String::concat);
            }
        }
        return texts;
    }

    private List<String> of(String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind + ":"))
                .map(line -> line.substring(kind.length() + 1).strip())
                .toList();
    }

    private static PostfixRelease release(String text) {
        return PostfixRelease.parse(text).orElseThrow();
    }

    private static String read() {
        try (var stream = Objects.requireNonNull(Planted.class.getResourceAsStream("planted-faults.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return (causes.isEmpty() ? "nothing" : causes.getFirst()) + " " + direction.id();
    }
}
