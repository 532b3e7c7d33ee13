package postern.diagnosis.cause;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.dovecot.TlsSetting;
import postern.evidence.Problem;

/// A served certificate that is past its time although a newer one exists.
///
/// @param served  what a mail port shows
/// @param renewal the newer one
/// @param files   the files that the daemons are told to load, as far as known
record Outdated(ServedCertificate served, Renewal renewal, List<String> files) {
    /// Names in the paths that ACME clients write to.
    static final String ACME = ".*(?:letsencrypt|certbot|acme|dehydrated|lego|/live/).*";

    Outdated {
        files = List.copyOf(files);
    }

    static Optional<Outdated> in(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return Optional.empty();
        }
        Stream<ServedCertificate> served = Stream.of(
                        ServedCertificate.byMail(facts).stream()
                                .filter(it -> !it.end().isAfter(facts.day())),
                        ServedCertificate.byAlert(facts),
                        ServedCertificate.byWords(facts))
                .flatMap(found -> found);
        return served.flatMap(it ->
                        Renewal.after(facts.day(), facts)
                                .map(renewal -> new Outdated(it, renewal, files(facts)))
                                .stream())
                .findFirst();
    }

    /// Certificates that the settings name, as paths.
    static List<String> files(Facts facts) {
        Stream<String> postfix = facts.mailService().stream()
                .flatMap(service -> service.certificates().certificates().stream())
                .map(setting -> setting.value());
        Stream<String> dovecot = facts.dovecot().stream()
                .flatMap(server -> TlsSetting.CERTIFICATE.in(server.branch()).flatMap(server::setting).stream())
                .map(setting -> setting.value().replaceFirst("^<\\s*", ""));
        return Stream.concat(postfix, dovecot).filter(path -> !path.isEmpty()).toList();
    }

    /// Whether the daemons are told to load another file than the renewed one. A file that an ACME client does not
    /// write to is a copy, if the renewed one is not said to be that very file.
    boolean isCopy() {
        boolean same = renewal.file().filter(files::contains).isPresent();
        boolean other = renewal.file().filter(file -> !files.contains(file)).isPresent();
        return !files.isEmpty() && !same && (other || files.stream().noneMatch(path -> path.matches(ACME)));
    }

    List<Citation> citations() {
        return List.of(served.citation(), renewal.citation());
    }
}
