package postern.diagnosis.cause.machinery;

import java.util.List;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.Given;
import postern.postfix.MasterCf;
import postern.postfix.TlsService;

/// A service of Postfix that master.cf lacks although the file seems to be whole and TLS is on.
final class MissingService {
    /// What every working master.cf has.
    private static final List<String> USUAL = List.of("cleanup", "qmgr", "bounce");

    private MissingService() {}

    /// The commented line, else the first line of the file; empty if the service is there.
    static List<Citation> tlsmgr(Facts facts) {
        return facts.services().stream().noneMatch(TlsService::isOn)
                ? List.of()
                : facts.evidence().masterCf().stream()
                        .filter(given -> lacks(given.content(), "tlsmgr"))
                        .map(given -> citation(given, "tlsmgr"))
                        .toList();
    }

    /// postscreen on port 25 hands connections with TLS to tlsproxy.
    static List<Citation> tlsproxy(Facts facts) {
        boolean on = facts.services().stream().anyMatch(TlsService::isOn)
                || facts.evidence().mainCf().stream()
                        .flatMap(given -> given.content().entries().stream())
                        .anyMatch(entry -> entry.name().matches("(?:smtpd|postscreen)_tls_security_level")
                                && entry.value().matches("may|encrypt"));
        return !on
                ? List.of()
                : facts.evidence().masterCf().stream()
                        .filter(given -> given.content().services().stream()
                                .anyMatch(service -> service.type().equals("inet")
                                        && service.command().equals("postscreen")))
                        .filter(given -> lacks(given.content(), "tlsproxy"))
                        .map(given -> citation(given, "tlsproxy"))
                        .toList();
    }

    /// An excerpt shows it only by the line that is a comment.
    private static boolean lacks(MasterCf master, String name) {
        boolean whole = USUAL.stream().allMatch(usual -> has(master, usual));
        boolean comment = master.text().lines().anyMatch(line -> line.matches("#\\s*" + name + "\\s.*"));
        return !has(master, name) && (whole || comment);
    }

    private static boolean has(MasterCf master, String name) {
        return master.services().stream().anyMatch(service -> service.name().equals(name));
    }

    private static Citation citation(Given<MasterCf> given, String name) {
        List<String> lines = given.content().text().lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).matches("#\\s*" + name + "\\s.*")) {
                return Citation.line(given.source(), at + 1, lines.get(at).strip());
            }
        }
        return Citation.of(given.source(), name);
    }
}
