package postern.report;

import java.util.List;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.tls.ProtocolVersion;

/// That settings given after a change are not in effect, in words.
///
/// @param against where the server does not do what they say
public record NotInEffect(Comparison.Contradiction against, ReportText text) {

    /// In a few words.
    public String title() {
        return text.get("verdict.not-in-effect");
    }

    /// What shows it, what to do, and what holds until then.
    ///
    /// @param otherwise what would be said without the change; empty if nothing is wrong without it
    public String before(String otherwise) {
        return Stream.of(
                        text.get(
                                "verdict.not-in-effect.said",
                                place(against.setting()),
                                versions(against.said()),
                                against.server().toString(),
                                versions(against.done())),
                        text.get("verdict.not-in-effect.todo"),
                        otherwise.isEmpty() ? "" : text.get("verdict.not-in-effect.until", otherwise))
                .filter(sentence -> !sentence.isEmpty())
                .collect(text.sentences());
    }

    private String place(Citation setting) {
        String source = setting.line().isPresent()
                ? setting.source() + ":" + setting.line().getAsLong()
                : setting.source();
        return text.get(
                "verdict.not-in-effect.setting",
                text.findings().evidence(setting).text(),
                source);
    }

    private String versions(List<ProtocolVersion> versions) {
        return versions.isEmpty()
                ? text.get("verdict.not-in-effect.no-tls")
                : text.list(versions.stream().map(ProtocolVersion::toString).toList());
    }
}
