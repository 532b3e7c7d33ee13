package postern.postfix;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The lowest release a configuration was written for, by what it uses.
///
/// @param release  the first that understands it
/// @param evidence the setting that shows it
record ReleaseFloor(PostfixRelease release, String evidence) {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(?:\\.\\d+)?");
    private static final Pattern BRANCH = Pattern.compile("\\d+\\.\\d+");

    /// Empty if nothing in the configuration tells.
    static Optional<ReleaseFloor> of(MainCf mainCf) {
        return mainCf.entries().stream()
                .flatMap(entry -> Stream.concat(introduced(entry).stream(), syntax(entry).stream())
                        .map(release -> new ReleaseFloor(release, entry.name() + " = " + entry.value())))
                .max(Comparator.comparing(ReleaseFloor::release));
    }

    /// The oldest branch that has the parameter; a back-port to a branch counts as that branch.
    private static Optional<PostfixRelease> introduced(MainCf.Entry entry) {
        return Parameters.named(entry.name())
                .filter(parameter -> !parameter.introduced().contains("earlier"))
                .flatMap(parameter -> {
                    Matcher matcher = VERSION.matcher(parameter.introduced());
                    return matcher.find() ? PostfixRelease.parse(matcher.group()) : Optional.empty();
                });
    }

    private static Optional<PostfixRelease> syntax(MainCf.Entry entry) {
        String value = entry.value();
        if (entry.name().equals("compatibility_level") && BRANCH.matcher(value).matches()) {
            return PostfixRelease.parse(value).filter(level -> level.atLeast(3, 6));
        }
        if (entry.name().endsWith("_protocols") && (value.contains(">=") || value.contains("<="))) {
            return Optional.of(PostfixRelease.of(3, 6, 0));
        }
        return value.contains("<level") || value.contains(">=level")
                ? Optional.of(PostfixRelease.of(3, 6, 0))
                : Optional.empty();
    }
}
