package postern.diagnosis.cause;

import java.util.ArrayList;
import java.util.List;
import postern.diagnosis.Change;
import postern.diagnosis.DovecotServer;
import postern.dovecot.DovecotBranch;
import postern.dovecot.TlsSetting;

/// New Diffie-Hellman parameters for Dovecot. Since 2.3.3 it does without any, as long as ECDHE is there
/// (`src/lib-ssl-iostream/iostream-openssl-context.c`).
final class DhFile {
    private static final String PATH = "/etc/dovecot/dh.pem";

    private DhFile() {}

    /// Up to 2.2 Dovecot makes the parameters itself and is told only their length.
    static List<Change> made(DovecotServer dovecot) {
        List<Change> changes = new ArrayList<>();
        if (dovecot.branch() == DovecotBranch.UP_TO_2_2) {
            changes.add(Change.dovecot("ssl_dh_parameters_length", "2048"));
        } else {
            changes.add(Change.command("openssl dhparam -out " + PATH + " 2048"));
            changes.addAll(dovecot.change(TlsSetting.DH, TlsSetting.file(PATH, dovecot.branch())));
        }
        changes.add(Change.command("doveadm reload"));
        return changes;
    }
}
