package postern.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.CertificateDetails;
import postern.certificate.Consequences;
import postern.certificate.Reaction;
import postern.certificate.Verifier;
import postern.probe.Concern;
import postern.probe.Scan;
import postern.probe.SenderTrial;
import postern.probe.ServedChain;
import postern.probe.Stage;
import postern.report.Block.Cell;
import postern.report.Block.Fact;
import postern.report.Block.Facts;
import postern.report.Block.Paragraph;
import postern.report.Block.Subheading;
import postern.report.Block.Table;
import postern.tls.CipherSuite;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// What the probes saw, for those who want to check.
final class Scans {
    private final ReportText text;
    private final ProbeText probe;

    private Scans(ReportText text) {
        this.text = text;
        this.probe = new ProbeText(text);
    }

    static Section section(Report report, ReportText text) {
        var scans = new Scans(text);
        return new Section(
                "scan",
                text.get("scan.title"),
                report.scans().stream().flatMap(scans::blocks).toList());
    }

    private Stream<Block> blocks(Scan scan) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Subheading(probe.of(scan.endpoint())));
        blocks.add(facts(scan));
        Concern.of(scan).forEach(concern -> blocks.add(new Paragraph(probe.of(concern))));
        if (!scan.stages().isEmpty()) {
            blocks.add(stages(scan));
        }
        if (!scan.server().versions().isEmpty()) {
            blocks.add(versions(scan));
        }
        scan.chains().forEach(chain -> {
            blocks.add(new Subheading(chain.sni()
                    .map(name -> text.get("chain.title.sni", name))
                    .orElseGet(() -> text.get("chain.title"))));
            blocks.add(new ChainPicture(text).of(chain));
            blocks.add(certificates(chain));
            blocks.add(new Paragraph(assessment(chain)));
        });
        if (scan.isThorough()) {
            blocks.add(new Subheading(text.get("traits.title")));
            blocks.add(new Facts(new TraitsText(text).facts(scan.traits())));
        }
        List<SenderTrial> played = scan.senders().stream()
                .filter(trial -> trial.basis() == SenderTrial.Basis.SIMULATED)
                .toList();
        if (!played.isEmpty()) {
            blocks.add(new Subheading(text.get("senders.title")));
            blocks.add(new TraitsText(text).senders(played));
        }
        return blocks.stream();
    }

    private Facts facts(Scan scan) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(text.get("scan.starttls"), probe.of(scan.startTls())));
        List<NamedGroup> groups = scan.server().groups().items();
        if (!groups.isEmpty()) {
            facts.add(new Fact(
                    text.get("scan.groups"),
                    groups.stream().map(NamedGroup::toString).collect(Collectors.joining(", "))));
        }
        scan.server()
                .dhBits()
                .ifPresent(bits ->
                        facts.add(new Fact(text.get("scan.dh"), text.get("scan.dh.bits", Integer.toString(bits)))));
        facts.add(new Fact(
                text.get("scan.effort"), text.get("scan.effort.count", scan.connections(), seconds(scan.took()))));
        return new Facts(facts);
    }

    private Table stages(Scan scan) {
        return new Table(
                List.of(text.get("scan.head.step"), text.get("scan.head.result"), text.get("scan.head.said")),
                List.of(18, 24, 58),
                scan.stages().stream().map(this::row).toList());
    }

    private List<Cell> row(Stage stage) {
        Tone tone = stage.trouble().isEmpty() ? Tone.GOOD : Tone.BAD;
        return List.of(
                Cell.of(probe.of(stage.step())),
                new Cell(
                        tone,
                        probe.of(stage),
                        text.get("scan.millis", stage.took().toMillis())),
                Cell.of("", String.join("; ", stage.said().lines().toList())));
    }

    private Table versions(Scan scan) {
        return new Table(
                List.of(text.get("scan.head.version"), text.get("scan.head.answer"), text.get("scan.head.suites")),
                List.of(12, 22, 66),
                scan.server().versions().entrySet().stream().map(this::row).toList());
    }

    private List<Cell> row(Map.Entry<ProtocolVersion, VersionSupport> version) {
        Cell name = Cell.of(version.getKey().toString());
        return switch (version.getValue()) {
            case VersionSupport.Accepted(var suites, var order) ->
                List.of(
                        name,
                        new Cell(Tone.GOOD, text.get("version.accepted"), probe.of(order)),
                        Cell.of("", suites(suites.items(), suites.complete())));
            case VersionSupport.Refused(String why) ->
                List.of(name, new Cell(Tone.PLAIN, text.get("version.refused"), ""), Cell.of("", why));
            case VersionSupport.Unknown(String why) ->
                List.of(name, new Cell(Tone.OPEN, text.get("version.unknown"), ""), Cell.of("", why));
        };
    }

    private String suites(List<CipherSuite> suites, boolean complete) {
        String names = suites.stream().map(CipherSuite::opensslName).collect(Collectors.joining(", "));
        return complete ? names : text.get("scan.suites.some", names);
    }

    private Table certificates(ServedChain chain) {
        List<Certificate> certificates = chain.chain().certificates();
        return new Table(
                List.of(
                        text.get("chain.head.certificate"),
                        text.get("chain.head.issuer"),
                        text.get("chain.head.until")),
                List.of(42, 36, 22),
                IntStream.range(0, certificates.size())
                        .mapToObj(index -> row(index, certificates.get(index)))
                        .toList());
    }

    private List<Cell> row(int index, Certificate certificate) {
        Optional<CertificateDetails> details = certificate.details();
        return List.of(
                Cell.of(
                        text.get("chain.member", Integer.toString(index), Printable.clipped(certificate.shortName())),
                        Printable.clipped(certificate.subject())),
                Cell.of("", Printable.clipped(certificate.issuer())),
                Cell.of(
                        details.map(known -> text.date(known.notAfter()))
                                .orElseGet(() -> text.get("chain.until.unknown")),
                        details.map(this::key).orElse("")));
    }

    private String key(CertificateDetails details) {
        return text.get(
                "chain.key", details.keyType(), Integer.toString(details.keyBits()), details.signatureAlgorithm());
    }

    private String assessment(ServedChain chain) {
        Stream<String> facts = chain.assessment().facts().stream().sorted().map(probe::of);
        return Stream.of(
                        Stream.of(
                                probe.of(chain.assessment().trust()),
                                probe.nameMatches(chain.assessment().nameMatches())),
                        chain.assessment().missingIssuer().stream().map(issuer -> text.get("chain.missing", issuer)),
                        facts,
                        reaction(chain, Reaction.REFUSES, "chain.refused"),
                        reaction(chain, Reaction.SOME_REFUSE, "chain.some-refuse"))
                .flatMap(sentences -> sentences)
                .collect(text.sentences());
    }

    private Stream<String> reaction(ServedChain chain, Reaction reaction, String key) {
        String who = Arrays.stream(Verifier.values())
                .filter(verifier -> Consequences.of(chain.assessment(), verifier) == reaction)
                .map(verifier -> text.get("verifier." + verifier.id()))
                .collect(Collectors.joining("; "));
        return who.isEmpty() ? Stream.of() : Stream.of(text.get(key, who));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
    }
}
