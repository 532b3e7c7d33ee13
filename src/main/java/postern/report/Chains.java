package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import postern.postfix.Shell;
import postern.remedy.RepairedChain;
import postern.report.Block.Listing;
import postern.report.Block.Paragraph;

/// Certificates put in order, with the steps that put them in place.
final class Chains {
    private static final String FILE = "chain.pem";

    private Chains() {}

    static Section section(Report report, ReportText text) {
        return new Section(
                "chains",
                text.get("chains.title"),
                report.chains().stream()
                        .filter(RepairedChain::isNeeded)
                        .flatMap(chain -> blocks(chain, text))
                        .toList());
    }

    private static Stream<Block> blocks(RepairedChain chain, ReportText text) {
        List<Block> blocks = new ArrayList<>();
        String faults = chain.mended().stream()
                .map(fact -> text.get("fact." + fact.id()))
                .collect(text.sentences());
        blocks.add(new Paragraph(text.get("chains.seen", chain.shownBy(), faults)));
        List<String> names = chain.certificates().stream()
                .map(certificate -> certificate.shortName())
                .toList();
        blocks.add(new Paragraph(text.get("chains.order", text.list(names))));
        chain.missing().ifPresent(issuer -> blocks.add(new Paragraph(text.get("chains.missing", issuer))));
        blocks.add(new Listing(text.get("chains.save", FILE), chain.pem()));
        blocks.add(new Listing(text.get("chains.test"), List.of("openssl verify -untrusted " + FILE + " " + FILE)));
        blocks.add(new Listing(
                text.get(chain.place().path().isPresent() ? "chains.install" : "chains.install.somewhere"),
                install(chain.place())));
        blocks.add(new Listing(text.get("chains.back"), back(chain.place())));
        return blocks.stream();
    }

    /// Copying onto a file keeps its owner and mode. A key in the file is kept, and stands first, as
    /// `smtpd_tls_chain_files` wants it (postconf(5)).
    static List<String> install(RepairedChain.Place place) {
        String file = file(place);
        String put = place.holdsKey()
                ? "openssl pkey -in " + file + ".before | cat - " + FILE + " > " + file
                : "cp " + FILE + " " + file;
        return List.of("cp -p " + file + " " + file + ".before", put, place.reload());
    }

    static List<String> back(RepairedChain.Place place) {
        return List.of("cp -p " + file(place) + ".before " + file(place), place.reload());
    }

    private static String file(RepairedChain.Place place) {
        return place.path().map(Shell::word).orElse("FILE");
    }
}
