package postern.app.step.files;

import java.util.List;

/// Systems that mail servers run on, as far as it matters for where the log is.
enum MailSystem {
    DEBIAN("Debian, Ubuntu", "sudo tail -n 20000 /var/log/mail.log"),
    RED_HAT("Red Hat, Alma, Rocky, Fedora", "sudo tail -n 20000 /var/log/maillog"),
    JOURNAL("systemd journal", "sudo journalctl -u 'postfix*' -n 20000 --no-pager"),
    SUSE("SUSE", "sudo tail -n 20000 /var/log/mail"),
    FREEBSD("FreeBSD, OpenBSD", "doas tail -n 20000 /var/log/maillog"),
    MAILCOW("mailcow", "docker compose logs --no-color --tail 20000 postfix-mailcow");

    private final String label;
    private final String log;

    MailSystem(String label, String log) {
        this.label = label;
        this.log = log;
    }

    /// A way to get something.
    ///
    /// @param id      what it is, as the word used in message keys
    /// @param command what to run for it; empty where that is told in words
    record Way(String id, String command) {}

    /// What can be given, with the command for each, weightiest first.
    ///
    /// @param server host and port of the server to be tested
    List<Way> ways(String server) {
        String shell = this == MAILCOW ? "docker compose exec postfix-mailcow " : "";
        return List.of(
                new Way("settings", shell + "postconf -n"),
                new Way("services", shell + "postconf -Mf"),
                new Way("log", log),
                new Way("test", "openssl s_client -connect " + server + " -starttls smtp -showcerts < /dev/null"),
                new Way("bounce", ""));
    }

    /// A product's name, the same in every language.
    @Override
    public String toString() {
        return label;
    }
}
