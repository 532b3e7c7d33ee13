package postern.diagnosis.cause.chain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.dovecot.TlsSetting;
import postern.evidence.Problem;

/// A served certificate that is past its time although a newer one exists, or that ends before the one in the very file
/// that the daemon is told to load.
///
/// @param served  what a mail port shows
/// @param renewal the newer one
/// @param files   the files that the daemons are told to load, as far as known
public record Outdated(ServedCertificate served, Renewal renewal, List<String> files) {
    /// Names in the paths that ACME clients write to.
    public static final String ACME = ".*(?:letsencrypt|certbot|acme|dehydrated|lego|/live/).*";

    private static final Pattern SNI_MAP =
            Pattern.compile("^\\s*[.\\w*-]+\\s+/\\S+\\.(?:pem|key)[\\s,]+/\\S+\\.(?:pem|crt|cer)\\s*$");

    private static final Pattern ASKED = Pattern.compile("-servername\\s+([A-Za-z0-9.-]+)");

    /// The files are copied.
    public Outdated {
        files = List.copyOf(files);
    }

    /// The first that the evidence shows; empty for mail that goes out, and where nothing newer is known.
    public static Optional<Outdated> in(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return Optional.empty();
        }
        Stream<ServedCertificate> served = Stream.of(
                        ServedCertificate.byMail(facts).stream()
                                .filter(it -> !it.end().isAfter(facts.day())),
                        ServedCertificate.byAlert(facts),
                        ServedCertificate.byWords(facts))
                .flatMap(found -> found);
        List<String> files = files(facts);
        return served.flatMap(it -> renewal(facts, files).map(renewal -> new Outdated(it, renewal, files)).stream())
                .findFirst()
                .or(() -> unloaded(facts, files));
    }

    /// The one in a file that the daemons load, else the first.
    private static Optional<Renewal> renewal(Facts facts, List<String> files) {
        List<Renewal> all = Renewal.after(facts.day(), facts).toList();
        return all.stream()
                .filter(renewal -> isLoaded(renewal, files))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /// A certificate that is still good, though not the one in the file.
    private static Optional<Outdated> unloaded(Facts facts, List<String> files) {
        return ServedCertificate.byMail(facts).stream()
                .flatMap(served -> Renewal.after(served.end(), facts)
                        .filter(renewal -> isLoaded(renewal, files))
                        .map(renewal -> new Outdated(served, renewal, files)))
                .findFirst();
    }

    private static boolean isLoaded(Renewal renewal, List<String> files) {
        return renewal.file().filter(files::contains).isPresent();
    }

    /// Certificates that the settings name, as paths.
    public static List<String> files(Facts facts) {
        Stream<String> postfix = facts.mailService().stream()
                .flatMap(service -> service.certificates().certificates().stream())
                .map(setting -> setting.value());
        Stream<String> dovecot = facts.dovecot().stream()
                .flatMap(server -> TlsSetting.CERTIFICATE.in(server.branch()).flatMap(server::setting).stream())
                .map(setting -> setting.value().replaceFirst("^<\\s*", ""));
        return Stream.of(postfix, dovecot, sniMap(facts))
                .flatMap(paths -> paths)
                .filter(path -> !path.isEmpty())
                .toList();
    }

    /// The source of a map as `tls_server_sni_maps` names it: a name, then files with keys and certificates.
    private static Stream<String> sniMap(Facts facts) {
        return Logs.saying(SNI_MAP, facts).stream()
                .flatMap(line ->
                        Arrays.stream(line.text().strip().split("[\\s,]+")).skip(1));
    }

    /// Whether the daemons are told to load another file than the renewed one. A file that an ACME client does not
    /// write to is a copy, if the renewed one is not said to be that very file.
    public boolean isCopy() {
        boolean same = isLoaded(renewal, files);
        boolean other = renewal.file().filter(file -> !files.contains(file)).isPresent();
        return !files.isEmpty() && !same && (other || files.stream().noneMatch(path -> path.matches(ACME)));
    }

    /// The line of the SNI map for the name that was asked for, where it names another file than the renewed
    /// one: then that line decides, whatever the other settings name (postconf(5), `tls_server_sni_maps`).
    public Optional<Citation> mapLine(Facts facts) {
        var asked = ASKED.matcher(served.command());
        return asked.find() && !isLoaded(renewal, files)
                ? Logs.saying(SNI_MAP, facts).stream()
                        .filter(line -> line.text().strip().startsWith(asked.group(1) + " "))
                        .findFirst()
                : Optional.empty();
    }

    /// What shows the old one, then what shows the newer.
    public List<Citation> citations() {
        return List.of(served.citation(), renewal.citation());
    }
}
