package postern.diagnosis.cause.delivery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.postfix.Setting;

/// Our side has none of the ways to log in that a relay offers, though TLS is up: they are filtered out, forbidden, or
/// the library's modules for them are not installed (SASL_README, "Postfix SMTP client policy").
///
/// @param evidence the lines
/// @param fix      what to change
public record SaslMechanisms(List<Citation> evidence, List<Change> fix) {
    private static final Pattern NOTHING_FITS = Pattern.compile("No worthy mechs found|no mechanism available");

    /// Before TLS, a relay that offers no AUTH yet looks the same.
    private static final Pattern WITH_TLS = Pattern.compile("/smtp\\[\\d+]: .*TLS connection established to");

    private static final String FILTER = "smtp_sasl_mechanism_filter";
    private static final String OPTIONS = "smtp_sasl_security_options";
    private static final String WITHIN_TLS = "smtp_sasl_tls_security_options";

    private static final String ENABLED = "smtp_sasl_auth_enable";

    /// What keeps PLAIN and LOGIN out, the only mechanisms of most relays; in Postfix's default for its client.
    private static final Pattern NO_PLAIN = Pattern.compile("\\bnoplaintext\\b");

    /// The list is copied.
    public SaslMechanisms {
        evidence = List.copyOf(evidence);
        fix = List.copyOf(fix);
    }

    /// Empty if nobody says so, or if it may be said before TLS was up.
    public static Optional<SaslMechanisms> in(Facts facts) {
        List<Citation> said = Outgoing.saying(NOTHING_FITS, facts);
        if (said.isEmpty() || Outgoing.saying(WITH_TLS, facts).isEmpty()) {
            return Optional.empty();
        }
        Optional<Setting> filter = Outgoing.written(facts, FILTER);
        Optional<Setting> within = Outgoing.written(facts, WITHIN_TLS).or(() -> Outgoing.written(facts, OPTIONS));
        Optional<Setting> forbidding =
                within.filter(setting -> NO_PLAIN.matcher(setting.value()).find());
        boolean byDefault = within.isEmpty() && Outgoing.written(facts, ENABLED).isPresent();
        Stream<Change> options = byDefault
                ? Stream.of(Change.mainCf(OPTIONS, "noanonymous"))
                : forbidding.stream().map(_ -> Change.mainCf(WITHIN_TLS, "noanonymous"));
        return Optional.of(new SaslMechanisms(
                Stream.concat(
                                Stream.of(filter, forbidding)
                                        .flatMap(Optional::stream)
                                        .map(facts::citation),
                                said.stream())
                        .toList(),
                Stream.of(
                                filter.map(_ -> Change.mainCf(FILTER, "")).stream(),
                                options,
                                filter.isEmpty() && forbidding.isEmpty() && !byDefault
                                        ? modules(facts)
                                        : Stream.<Change>empty(),
                                Stream.of(Change.command("postfix reload")))
                        .flatMap(changes -> changes)
                        .toList()));
    }

    /// The package that holds PLAIN and LOGIN: of Red Hat, Alpine, Debian and Ubuntu.
    private static Stream<Change> modules(Facts facts) {
        return switch (facts.platform().distribution().name()) {
            case "Red Hat Enterprise Linux", "Fedora" -> Stream.of(Change.command("dnf install cyrus-sasl-plain"));
            case "Alpine" -> Stream.of(Change.command("apk add cyrus-sasl-login"));
            default -> Stream.of(Change.command("apt-get install libsasl2-modules"), Change.at(Target.COMMAND));
        };
    }
}
