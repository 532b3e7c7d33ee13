package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.evidence.Problem;
import postern.postfix.Shell;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.remedy.Edit;
import postern.remedy.PeerForecast;
import postern.remedy.Remedy;
import postern.report.Block.Listing;
import postern.report.Block.Paragraph;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;

/// How to see that the change works.
public final class Verification {
    /// Tries all that is deferred at once (postqueue(1)).
    private static final String FLUSH = "postqueue -f";

    private Verification() {}

    /// All commands that show whether the changes work, in order, and that make use of them.
    public static List<String> commands(Report report) {
        return Stream.of(
                        settings(report.remedy()).stream(),
                        tests(report).stream(),
                        isDelivery(report) && isWaiting(report) ? Stream.of(FLUSH) : Stream.<String>of())
                .flatMap(commands -> commands)
                .toList();
    }

    private static boolean isDelivery(Report report) {
        return report.direction() == Problem.OUTBOUND;
    }

    private static boolean isWaiting(Report report) {
        return report.supplement().stuck().stream().anyMatch(mail -> !mail.returned());
    }

    static Section section(Report report, ReportText text) {
        List<Block> blocks = new ArrayList<>();
        Remedy remedy = report.remedy();
        if (!remedy.edits().isEmpty()) {
            List<String> settings = settings(remedy);
            if (!settings.isEmpty()) {
                blocks.add(new Listing(text.get("verify.settings"), settings));
            }
            List<String> tests = tests(report);
            if (!tests.isEmpty()) {
                blocks.add(new Listing(text.get("verify.server"), tests));
            }
            report.peers().stream()
                    .flatMap(peer ->
                            newVersion(peer).stream().map(version -> text.get("verify.log", text.name(peer), version)))
                    .limit(3)
                    .forEach(sentence -> blocks.add(new Paragraph(sentence)));
        }
        if (isDelivery(report)) {
            StuckText.sentences(report.supplement().stuck(), text)
                    .forEach(sentence -> blocks.add(new Paragraph(sentence)));
        }
        if (isDelivery(report) && isWaiting(report)) {
            blocks.add(new Listing(text.get("verify.queue"), List.of(FLUSH)));
        }
        return new Section("verify", text.get("verify.title"), blocks);
    }

    /// What shows the settings of main.cf, and services with their options: `postconf -M` since Postfix 2.9, with a
    /// slash in the name since 2.11 (postconf(1)).
    static List<String> settings(Remedy remedy) {
        String names = remedy.edits().stream()
                .filter(edit -> edit.place() instanceof Edit.Place.Main)
                .map(edit -> " " + Shell.word(edit.parameter()))
                .collect(Collectors.joining());
        Stream<String> services = remedy.edits().stream()
                .flatMap(edit -> edit.place() instanceof Edit.Place.Service service
                                && !service.type().isEmpty()
                                && remedy.release().atLeast(2, 11)
                        ? Stream.of("postconf -Mf " + Shell.word(service.label()))
                        : Stream.of());
        return Stream.concat(names.isEmpty() ? Stream.of() : Stream.of("postconf" + names), services)
                .distinct()
                .toList();
    }

    /// One look with Postern, and one with OpenSSL for each version that becomes usable.
    private static List<String> tests(Report report) {
        List<ProtocolVersion> versions = report.peers().stream()
                .flatMap(peer -> newVersion(peer).stream())
                .distinct()
                .sorted()
                .toList();
        return report.scans().stream()
                .map(Scan::endpoint)
                .distinct()
                .flatMap(endpoint -> Stream.concat(
                        Stream.of("postern scan " + Shell.word(endpoint.toString()) + " --service "
                                + endpoint.service().id()),
                        versions.stream().flatMap(version -> sClient(endpoint, version))))
                .toList();
    }

    /// The version a peer uses after the change and cannot use now.
    private static Optional<ProtocolVersion> newVersion(PeerForecast peer) {
        return peer.now().outcome() instanceof Outcome.Refused
                        && peer.after().outcome() instanceof Outcome.Agreed agreed
                ? Optional.of(agreed.version())
                : Optional.empty();
    }

    /// A command on two lines, so that it fits on paper.
    private static Stream<String> sClient(Endpoint endpoint, ProtocolVersion version) {
        String start = switch (endpoint.service()) {
            case SMTP, SUBMISSION -> " -starttls smtp";
            case IMAP -> " -starttls imap";
            case POP3 -> " -starttls pop3";
            case SMTPS, IMAPS, POP3S -> "";
        };
        String connect = "openssl s_client -connect " + Shell.word(endpoint.toString()) + start + " \\";
        return option(version).stream().flatMap(option -> Stream.of(connect, "   " + option + " </dev/null"));
    }

    /// OpenSSL has an option for each version it may still know (openssl-s_client(1)). Old versions also need
    /// a lower security level since OpenSSL 3.0.
    private static Optional<String> option(ProtocolVersion version) {
        return switch (version) {
            case SSLV2, SSLV3 -> Optional.empty();
            case TLSV1 -> Optional.of(" -tls1 -cipher DEFAULT@SECLEVEL=0");
            case TLSV1_1 -> Optional.of(" -tls1_1 -cipher DEFAULT@SECLEVEL=0");
            case TLSV1_2 -> Optional.of(" -tls1_2");
            case TLSV1_3 -> Optional.of(" -tls1_3");
        };
    }
}
