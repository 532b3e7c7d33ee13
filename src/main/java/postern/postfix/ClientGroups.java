package postern.postfix;

import java.util.List;
import postern.openssl.OpenSslRelease;
import postern.tls.Known;
import postern.tls.NamedGroup;

/// What the SMTP client offers for the key exchange.
final class ClientGroups {
    private static final OpenSslRelease CURVES_SINCE = new OpenSslRelease(1, 0, 0, "");
    private static final OpenSslRelease LIST_SINCE = new OpenSslRelease(1, 0, 2, "");
    private static final OpenSslRelease SHORT_DEFAULT_SINCE = new OpenSslRelease(1, 1, 0, "");

    private ClientGroups() {}

    /// The list of `tls_eecdh_auto_curves` from 3.2 on with OpenSSL 1.0.2, else the library's own: all its
    /// curves before 1.1.0, of which only the usual ones are named here (Postfix `src/tls/tls_client.c`).
    static Known<NamedGroup> of(Settings settings, Platform platform) {
        if (!platform.has(CURVES_SINCE)) {
            return Known.all(List.of());
        }
        if (settings.release().atLeast(3, 2) && platform.has(LIST_SINCE)) {
            List<NamedGroup> groups = GroupNames.list(
                    settings.get("tls_eecdh_auto_curves").value() + " "
                            + settings.get("tls_ffdhe_auto_groups").value(),
                    platform);
            if (!groups.isEmpty()) {
                return Known.all(groups);
            }
        }
        List<NamedGroup> own = GroupNames.libraryDefault(platform);
        return platform.has(SHORT_DEFAULT_SINCE) ? Known.all(own) : Known.some(own);
    }
}
