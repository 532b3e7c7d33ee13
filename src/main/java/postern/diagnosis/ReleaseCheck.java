package postern.diagnosis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.postfix.Parameter;
import postern.postfix.Parameters;
import postern.postfix.PostconfEdits;
import postern.postfix.PostfixRelease;

/// Keeps proposals within what the release in charge knows: a setting it does not have yet, or no longer, is not
/// proposed; one it advises against is left empty; and a command is only given where its `postconf` has the option.
final class ReleaseCheck {
    private static final Pattern OF_SERVICES = Pattern.compile("postconf -[MPF]");

    private static final Pattern LEVEL = Pattern.compile("(smtpd?)_tls_security_level");

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
                return beforeLevels(change).stream();
            }
            if (parameter.get().deprecatedIn(release)) {
                return parameter.get().replacement().equals("leave unset") && change.target() == Target.MAIN_CF
                        ? Stream.of(Change.mainCf(parameter.get().name(), ""))
                        : Stream.empty();
            }
        }
        return Stream.of(with(change, command(change, taken)));
    }

    /// Before Postfix 2.3 switches do what levels do since. A client that is told to enforce TLS checks names
    /// as well (`smtp_tls_enforce_peername`), so it is only told to use it.
    private Optional<Change> beforeLevels(Change change) {
        Matcher level = LEVEL.matcher(change.parameter().orElse(""));
        String value = change.value().orElse("none");
        if (release.atLeast(2, 3) || !level.matches() || value.equals("none")) {
            return Optional.empty();
        }
        boolean enforced = level.group(1).equals("smtpd") && !value.equals("may");
        String name = level.group(1) + (enforced ? "_enforce_tls" : "_use_tls");
        return Optional.of(
                change.target() == Target.MAIN_CF
                        ? Change.mainCf(name, "yes")
                        : new Change(
                                change.target(),
                                change.service(),
                                Optional.of(name),
                                Optional.of("yes"),
                                Optional.empty(),
                                change.instead()));
    }

    /// A removal is spelt as the release's `postconf` can; what edits master.cf needs one that does.
    private Optional<String> command(Change change, boolean taken) {
        return change.target() == Target.MAIN_CF && taken
                ? change.command().flatMap(_ -> change.parameter()).flatMap(name -> PostconfEdits.remove(name, release))
                : change.command()
                        .filter(it -> PostconfEdits.editsServices(release)
                                || !OF_SERVICES.matcher(it).lookingAt());
    }

    private static Change with(Change change, Optional<String> command) {
        return new Change(
                change.target(), change.service(), change.parameter(), change.value(), command, change.instead());
    }
}
