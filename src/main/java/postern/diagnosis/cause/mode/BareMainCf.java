package postern.diagnosis.cause.mode;

import java.util.List;
import postern.diagnosis.Facts;
import postern.evidence.Evidence;
import postern.evidence.PastedText;
import postern.postfix.MainCf;

/// A main.cf that has general settings and no line about TLS, with nothing else shown: whoever asks about TLS would
/// not leave just those lines out.
final class BareMainCf {
    /// Settings that have nothing to do with TLS, as packages and installers write them.
    private static final List<String> GENERAL = List.of(
            "biff",
            "append_dot_mydomain",
            "readme_directory",
            "alias_maps",
            "alias_database",
            "mynetworks",
            "mailbox_size_limit",
            "recipient_delimiter",
            "inet_interfaces",
            "inet_protocols",
            "mydestination",
            "myhostname",
            "myorigin",
            "command_directory",
            "daemon_directory",
            "queue_directory",
            "mail_owner",
            "setgid_group",
            "smtpd_banner");

    private static final int SEVERAL = 5;

    private BareMainCf() {}

    /// Whether it is all that was given.
    static boolean is(Facts facts) {
        Evidence evidence = facts.evidence();
        boolean alone = evidence.masterCf().isEmpty()
                && evidence.logs().isEmpty()
                && evidence.bounces().isEmpty()
                && evidence.transcripts().isEmpty()
                && evidence.dialogues().isEmpty()
                && evidence.given().size() == 1
                && evidence.texts().stream().allMatch(BareMainCf::isComment)
                && evidence.observations().isEmpty()
                && evidence.scans().isEmpty()
                && evidence.domain().isEmpty();
        return alone && evidence.problem().isPresent() && isBare(evidence);
    }

    private static boolean isComment(PastedText text) {
        return text.lines().stream().allMatch(line -> line.text().startsWith("#"));
    }

    private static boolean isBare(Evidence evidence) {
        List<String> names = evidence.mainCf().stream()
                .flatMap(given -> given.content().entries().stream())
                .map(MainCf.Entry::name)
                .distinct()
                .toList();
        return names.stream().noneMatch(name -> name.contains("tls"))
                && names.stream().filter(GENERAL::contains).count() >= SEVERAL;
    }
}
