package postern.diagnosis.cause.cipher;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postern.diagnosis.Change;
import postern.diagnosis.DovecotServer;
import postern.dovecot.DovecotBranch;
import postern.dovecot.TlsSetting;

/// New Diffie-Hellman parameters for Dovecot. Since 2.3.3 it does without any, as long as ECDHE is there
/// (`src/lib-ssl-iostream/iostream-openssl-context.c`).
final class DhFile {
    private static final String PATH = "/etc/dovecot/dh.pem";

    private static final Pattern SIZED = Pattern.compile("(?<front>.*/[^/0-9]*)(?:512|768|1024|1536)(?<end>[^/0-9]*)");

    private DhFile() {}

    /// Beside the file that is too short, where its name tells how long it is.
    private static String path(DovecotServer dovecot) {
        return TlsSetting.DH.in(dovecot.branch()).flatMap(dovecot::setting).stream()
                .map(setting -> setting.value().replaceFirst("^<\\s*", ""))
                .filter(path -> path.startsWith("/") && SIZED.matcher(path).matches())
                .map(path -> SIZED.matcher(path).replaceFirst("${front}2048${end}"))
                .findFirst()
                .orElse(PATH);
    }

    /// Up to 2.2 Dovecot makes the parameters itself and is told only their length.
    static List<Change> made(DovecotServer dovecot) {
        List<Change> changes = new ArrayList<>();
        if (dovecot.branch() == DovecotBranch.UP_TO_2_2) {
            changes.add(Change.dovecot("ssl_dh_parameters_length", "2048"));
        } else {
            String path = path(dovecot);
            changes.add(Change.command("openssl dhparam -out " + path + " 2048"));
            changes.addAll(dovecot.change(TlsSetting.DH, TlsSetting.file(path, dovecot.branch())));
        }
        changes.add(Change.command("doveadm reload"));
        return changes;
    }
}
