package postern.redaction;

import java.net.IDN;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postern.dns.RegisteredDomain;

/// Stand-ins for names of hosts and domains. Each label has its own, so that what lies below a domain still does, and a
/// short name is that of the host it belongs to. Labels that say what a host is for stay.
final class Names {
    /// How files end that are met where names are; several ends may follow one another.
    private static final Set<String> FILE_ENDS = Set.of(
            "bak",
            "bundle",
            "cer",
            "cert",
            "chain",
            "cnf",
            "conf",
            "cr",
            "crt",
            "csr",
            "db",
            "der",
            "ec",
            "fullchain",
            "gz",
            "html",
            "json",
            "key",
            "lmdb",
            "lock",
            "log",
            "map",
            "old",
            "orig",
            "p12",
            "pem",
            "pfx",
            "pid",
            "pub",
            "rsa",
            "service",
            "socket",
            "sock",
            "sql",
            "txt",
            "xml",
            "yaml",
            "yml",
            "zip");
    /// Ends of files that are also top-level domains: those of files where the name is a file's.
    private static final Set<String> DOUBTFUL_ENDS = Set.of("cf", "md", "pl", "pm", "py", "rs", "sh", "so");
    private static final Set<String> FILES = Set.of("main.cf", "master.cf", "dynamicmaps.cf", "main.cf.proto");

    /// Words that logs and settings use; as the name of a domain they are not looked for elsewhere.
    private static final Set<String> COMMON_WORDS = Set.of(
            "address",
            "amavis",
            "cipher",
            "ciphers",
            "client",
            "command",
            "connect",
            "debian",
            "delivery",
            "dovecot",
            "encrypt",
            "exchange",
            "failed",
            "gateway",
            "google",
            "hosting",
            "library",
            "linux",
            "local",
            "mailbox",
            "mailer",
            "mailserver",
            "message",
            "network",
            "office",
            "openssl",
            "outlook",
            "policy",
            "postfix",
            "private",
            "problem",
            "protocol",
            "public",
            "queue",
            "relay",
            "remote",
            "secure",
            "security",
            "sender",
            "server",
            "service",
            "session",
            "status",
            "system",
            "transport",
            "trusted",
            "ubuntu",
            "unknown",
            "unused",
            "verify",
            "version",
            "virtual",
            "warning",
            "webmail");
    private static final int SHORTEST_WORD = 5;

    private final StandIns standIns;
    private final Addresses addresses;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    Names(StandIns standIns, Addresses addresses) {
        this.standIns = standIns;
        this.addresses = addresses;
    }

    /// What stands for a name of several labels, or the name itself if it is none or is nobody's.
    ///
    /// @param inPath whether a slash stands before it
    String of(String text, boolean inPath) {
        String known = this.known.get(text);
        if (known == null) {
            known = standIn(text, inPath);
            if (!inPath) {
                this.known.put(text, known);
            }
        }
        return known;
    }

    private String standIn(String text, boolean inPath) {
        List<String> labels = new ArrayList<>(List.of(text.split("\\.", -1)));
        String lower = text.toLowerCase(Locale.ROOT);
        if (FILES.contains(lower)) {
            return text;
        }
        int ends = 0;
        while (ends < labels.size()
                && isFileEnd(labels.get(labels.size() - 1 - ends), inPath || lower.startsWith("lib"))) {
            ends++;
        }
        List<String> name = labels.subList(0, labels.size() - ends);
        if (name.size() < 2 || isMixedCase(name.getLast())) {
            return text;
        }
        String end = ends == 0 ? "" : "." + String.join(".", labels.subList(labels.size() - ends, labels.size()));
        String written = String.join(".", name);
        String standIn = host(ascii(written), written);
        boolean capitals = written.equals(written.toUpperCase(Locale.ROOT)) && !written.equals(lower);
        return (capitals ? standIn.toUpperCase(Locale.ROOT) : standIn) + end;
    }

    private static boolean isFileEnd(String label, boolean isFile) {
        String lower = label.toLowerCase(Locale.ROOT);
        return FILE_ENDS.contains(lower) || (isFile && DOUBTFUL_ENDS.contains(lower));
    }

    /// `System.Net.Mail` is a name in a program.
    private static boolean isMixedCase(String label) {
        return !label.equals(label.toLowerCase(Locale.ROOT)) && !label.equals(label.toUpperCase(Locale.ROOT));
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    /// @param name lower case, in ASCII
    private String host(String name, String written) {
        List<String> labels = List.of(name.split("\\.", -1));
        if (labels.getLast().equals("arpa")) {
            return addresses.reversed(name).orElse(written);
        }
        if (!Suffixes.ends(labels.getLast())) {
            return written;
        }
        Optional<String> tenant = PublicNames.tenantSuffix(name);
        if (tenant.isPresent()) {
            String before = name.substring(0, name.length() - tenant.get().length());
            return before.isEmpty() ? written : below(List.of(before.split("\\."))) + tenant.get();
        }
        if (PublicNames.keep(name)) {
            return written;
        }
        int registered = RegisteredDomain.labels(labels);
        List<String> before = labels.subList(0, labels.size() - registered);
        return below(before) + domain(labels.subList(labels.size() - registered, labels.size()), written);
    }

    private String below(List<String> labels) {
        var text = new StringBuilder();
        labels.forEach(label -> text.append(label(label)).append('.'));
        return text.toString();
    }

    private String domain(List<String> labels, String written) {
        String end = Suffixes.isOwn(labels.getLast()) ? labels.getLast() : "example";
        String[] shown = written.split("\\.", -1);
        String original = String.join(".", List.of(shown).subList(shown.length - labels.size(), shown.length));
        String standIn = standIns.of(
                StandIn.Kind.NAME,
                "domain",
                String.join(".", labels),
                original,
                number -> "domain" + number + "." + end);
        String word = labels.getFirst();
        if (word.length() >= SHORTEST_WORD && !COMMON_WORDS.contains(word) && !PublicNames.isRole(word)) {
            words.putIfAbsent(word, standIn.substring(0, standIn.indexOf('.')));
            words.putIfAbsent(shown[shown.length - labels.size()].toLowerCase(Locale.ROOT), words.get(word));
        }
        return standIn;
    }

    /// What stands for a host's own name, which may stand alone.
    String label(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        if (PublicNames.isRole(lower) || lower.equals("*")) {
            return label;
        }
        String standIn = standIns.of(StandIn.Kind.NAME, "host", lower, label, number -> "host" + number);
        if (label.length() >= SHORTEST_WORD && lower.matches(".*[\\d-].*")) {
            words.putIfAbsent(lower, standIn);
        }
        return standIn;
    }

    /// What stands for a word that is part of a name met before, as a file's name or a greeting may hold it; empty for
    /// any other word.
    Optional<String> word(String word) {
        return words.isEmpty() ? Optional.empty() : Optional.ofNullable(words.get(word.toLowerCase(Locale.ROOT)));
    }
}
