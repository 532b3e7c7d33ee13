package postern.diagnosis;

import java.util.Optional;
import java.util.stream.Stream;
import postern.postfix.Parameter;
import postern.postfix.Parameters;
import postern.postfix.PostfixRelease;

/// Keeps proposals within what the release in charge knows: a setting it does not have yet, or no longer, is not
/// proposed; one it advises against is left empty; and a command is only given where its `postconf` has the option.
final class ReleaseCheck {
    private final PostfixRelease release;

    ReleaseCheck(PostfixRelease release) {
        this.release = release;
    }

    /// The finding with the changes that can be made.
    Finding fit(Finding finding) {
        return finding.with(finding.fix().stream().flatMap(this::fit).toList());
    }

    private Stream<Change> fit(Change change) {
        boolean ofPostfix = change.target() == Target.MAIN_CF || change.target() == Target.MASTER_CF;
        Optional<Parameter> parameter =
                change.parameter().filter(_ -> ofPostfix).flatMap(Parameters::named);
        boolean taken = change.value().filter(String::isEmpty).isPresent();
        if (parameter.isPresent() && !taken) {
            if (!parameter.get().knownIn(release) || parameter.get().removedIn(release)) {
                return Stream.empty();
            }
            if (parameter.get().deprecatedIn(release)) {
                return parameter.get().replacement().equals("leave unset") && change.target() == Target.MAIN_CF
                        ? Stream.of(Change.mainCf(parameter.get().name(), ""))
                        : Stream.empty();
            }
        }
        return Stream.of(isRunnable(change) ? change : withoutCommand(change));
    }

    /// `postconf -X` since Postfix 2.10, `postconf -P` since 2.11 (postconf(1)).
    private boolean isRunnable(Change change) {
        String command = change.command().orElse("");
        return !(command.startsWith("postconf -P") && !release.atLeast(2, 11))
                && !(command.startsWith("postconf -X") && !release.atLeast(2, 10));
    }

    private static Change withoutCommand(Change change) {
        return new Change(
                change.target(),
                change.service(),
                change.parameter(),
                change.value(),
                Optional.empty(),
                change.instead());
    }
}
