package postern.app.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import postern.app.text.Texts;
import postern.probe.Scan;
import postern.probe.Stage;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// What a look at a server showed, line by line, so that a finding can point into it.
final class ProbeLines {
    private ProbeLines() {}

    static List<String> of(Scan scan, Texts texts) {
        List<String> lines = new ArrayList<>();
        for (Stage stage : scan.stages()) {
            String step = texts.pick("step", stage.step().id());
            String state = stage.trouble().map(trouble -> trouble.id()).orElseGet(() -> texts.pick("status", "done"));
            lines.add(texts.get("viewer.probe.step", step, state, stage.took().toMillis()));
            stage.said().lines().forEach(said -> lines.add("    " + said));
        }
        for (ProtocolVersion version : ProtocolVersion.values()) {
            VersionSupport support = scan.server().versions().get(version);
            if (support != null) {
                lines.add(version + " " + words(support, texts));
            }
        }
        scan.chains()
                .forEach(served -> served.chain().certificates().forEach(certificate -> {
                    lines.add(texts.get("viewer.probe.certificate", certificate.subject()));
                    lines.add("    " + texts.get("chain.issuer", certificate.issuer()));
                    certificate
                            .details()
                            .ifPresent(details -> lines.add("    " + details.notBefore() + " – " + details.notAfter()
                                    + "  SHA-256 " + details.sha256()));
                }));
        return lines;
    }

    private static String words(VersionSupport support, Texts texts) {
        return switch (support) {
            case VersionSupport.Accepted(var suites, var _) ->
                texts.pick("version", "yes") + ": "
                        + suites.items().stream().map(Object::toString).collect(Collectors.joining(" "));
            case VersionSupport.Refused(String why) -> texts.pick("version", "no") + ": " + why;
            case VersionSupport.Unknown(String why) -> texts.pick("version", "unknown") + ": " + why;
        };
    }
}
