package postern.diagnosis.cause.delivery;

import java.util.Optional;
import java.util.regex.Pattern;
import postern.diagnosis.Change;
import postern.diagnosis.Target;
import postern.postfix.Shell;

/// A file with TLS policies, and the commands that edit it.
///
/// @param type what `smtp_tls_policy_maps` calls it; empty if that is not known
/// @param path where it is
record PolicyFile(String type, String path) {
    private static final String USUAL = "/etc/postfix/tls_policy";
    /// A second file, where the usual one is asked later.
    private static final String OTHER = "/etc/postfix/tls_exceptions";
    private static final String TEXT = "texthash";
    private static final Pattern NAMED = Pattern.compile("(hash|btree|lmdb|cdb|dbm|texthash):(/[^\\s,]+)");

    /// Whether the first table that is asked is a file.
    static boolean isFirst(String maps) {
        return NAMED.matcher(maps).lookingAt();
    }

    /// The first file among the tables; the usual one if there is none.
    ///
    /// @param type the type of the usual one; empty if that is not known
    static PolicyFile inUse(String maps, String type) {
        var named = NAMED.matcher(maps);
        return named.find() ? new PolicyFile(named.group(1), named.group(2)) : new PolicyFile(type, USUAL);
    }

    /// A file of its own in front of tables: a file that is asked later stays there, since in front each of
    /// its entries would go before the answers of a service.
    static PolicyFile inFrontOf(String maps, String type) {
        return new PolicyFile(type, maps.contains(USUAL) ? OTHER : USUAL);
    }

    String table() {
        return type + ":" + path;
    }

    /// A line for a destination that the file does not have.
    Change adding(String destination, String policy) {
        return entry(
                destination, policy, "echo " + Shell.quoted(destination + " " + policy) + " >> " + Shell.word(path));
    }

    /// A line in place of the one that is there: of two for one destination the first counts (postmap(1)
    /// warns of a duplicate and leaves it out). An entry of several lines is left to an editor. What was
    /// there is kept in a copy.
    Change replacing(PolicyTable.Line there, String policy) {
        if (!there.whole()) {
            return new Change(
                    Target.TLS_POLICY,
                    Optional.empty(),
                    Optional.of(there.destination()),
                    Optional.of(policy),
                    build());
        }
        String line = there.destination() + " " + policy;
        String script = "s/^" + there.destination().replaceAll("[.\\[\\]*^$/\\\\]", "\\\\$0") + "[[:space:]].*/"
                + line.replaceAll("[/&\\\\]", "\\\\$0") + "/";
        return entry(there.destination(), policy, "sed -i.bak " + Shell.quoted(script) + " " + Shell.word(path));
    }

    /// What makes Postfix notice; nothing for an indexed file, which it watches.
    Optional<Change> reload() {
        return type.equals(TEXT) || type.isEmpty() ? Optional.of(Change.command("postfix reload")) : Optional.empty();
    }

    private Change entry(String destination, String policy, String edit) {
        return new Change(
                Target.TLS_POLICY,
                Optional.empty(),
                Optional.of(destination),
                Optional.of(policy),
                Optional.of(edit + build().map(command -> " && " + command).orElse("")));
    }

    /// `postmap` takes the usual type of the system where none is named.
    private Optional<String> build() {
        return type.equals(TEXT)
                ? Optional.empty()
                : Optional.of("postmap " + Shell.word(type.isEmpty() ? path : table()));
    }
}
