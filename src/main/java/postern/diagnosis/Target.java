package postern.diagnosis;

import java.util.Arrays;
import java.util.Optional;

/// Where a change is to be made.
public enum Target {
    MAIN_CF("main.cf"),
    MASTER_CF("master.cf"),
    DOVECOT_CONF("dovecot.conf"),
    TLS_POLICY("tls_policy"),
    OPENSSL_CNF("openssl.cnf"),
    /// A certificate, key, map or another program's configuration.
    FILE("file"),
    /// Something to run, install or upgrade.
    COMMAND("command"),
    DNS("dns"),
    NETWORK("network"),
    /// The other mail server and its owner.
    PEER("peer"),
    /// A mail program or application.
    CLIENT("client");

    private final String id;

    Target(String id) {
        this.id = id;
    }

    /// The stable word used in JSON.
    public String id() {
        return id;
    }

    /// Finds a target by its word.
    public static Optional<Target> named(String id) {
        return Arrays.stream(values()).filter(target -> target.id.equals(id)).findFirst();
    }
}
