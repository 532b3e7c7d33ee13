package postern.postfix;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslBuild;
import postern.openssl.OpenSslRelease;

/// Which software a configuration most likely belongs to, and what makes us think so.
///
/// @param platform     the software
/// @param distribution the distribution it is taken from
/// @param postfixBasis what the release of Postfix is based on
/// @param opensslBasis what the library is based on
/// @param evidence     the text that shows the release of Postfix; empty for an assumption
public record PlatformGuess(
        Platform platform, Distribution distribution, Basis postfixBasis, Basis opensslBasis, String evidence) {
    private static final String VERSION = "(\\d\\.\\d{1,2}(?:\\.\\d{1,3}|-\\d{8})(?:-RC\\d+)?)";
    private static final List<Pattern> STATEMENTS = List.of(
            Pattern.compile("\\bmail_version\\s*=\\s*" + VERSION),
            Pattern.compile("(?:daemon started|reload) -- version " + VERSION),
            Pattern.compile("\\bPostfix[ (/v-]{1,3}" + VERSION),
            Pattern.compile("\\bpostfix[-_ ](?:\\d:)?" + VERSION));
    private static final Pattern OPENSSL =
            Pattern.compile("(?i)\\b(?:openssl|libssl\\S*)[ _/:-]{1,3}(\\d\\.\\d(?:\\.\\d{1,2}[a-z]{0,2})?)");
    private static final int LONGEST_HINT = 4000;

    /// What a statement about the software rests on, firmest first.
    public enum Basis {
        /// The user said so.
        STATED,
        /// `mail_version`, the banner, the log or a package's name say so.
        WRITTEN,
        /// The distribution that is named ships it.
        DISTRIBUTION,
        /// Parameters and syntax in use, or the way the log is written, leave no other.
        USED,
        /// It is what was usual at the time.
        ASSUMED
    }

    /// Guesses from everything there is.
    ///
    /// @param mainCf  the configuration
    /// @param hints   texts that may name releases: greeting, `postconf mail_version`, lines of the log, names of
    ///                packages, the operating system
    /// @param day     when the configuration was in use; the newest software is assumed to be of that time
    /// @param postfix the release the user states, or null
    /// @param openssl the library the user states, or null
    public static PlatformGuess of(
            MainCf mainCf,
            List<String> hints,
            LocalDate day,
            @Nullable PostfixRelease postfix,
            @Nullable OpenSslBuild openssl) {
        var texts = new ArrayList<String>();
        hints.forEach(hint -> texts.add(hint.length() > LONGEST_HINT ? hint.substring(0, LONGEST_HINT) : hint));
        mainCf.entries().stream()
                .filter(entry ->
                        entry.name().endsWith("_directory") || entry.name().equals("mail_version"))
                .forEach(entry -> texts.add(entry.name() + " = " + entry.value()));
        PlatformGuess guess = withoutLibrary(mainCf, texts, day, postfix);
        if (openssl != null) {
            return guess.with(openssl, Basis.STATED);
        }
        return texts.stream()
                .flatMap(text -> found(OPENSSL, text).stream())
                .flatMap(text -> OpenSslRelease.parse(text).stream())
                .findFirst()
                .map(release -> guess.with(OpenSslBuild.nearest(release), Basis.WRITTEN))
                .orElse(guess);
    }

    private static PlatformGuess withoutLibrary(
            MainCf mainCf, List<String> texts, LocalDate day, @Nullable PostfixRelease postfix) {
        Optional<Distribution> mentioned = texts.stream()
                .flatMap(text -> Distributions.mentioned(text).stream())
                .findFirst();
        if (postfix != null) {
            return known(postfix, Basis.STATED, postfix.toString(), mentioned);
        }
        for (String text : texts) {
            for (Pattern statement : STATEMENTS) {
                Optional<PostfixRelease> release = found(statement, text).flatMap(PostfixRelease::parse);
                if (release.isPresent()) {
                    return known(release.get(), Basis.WRITTEN, text, mentioned);
                }
            }
        }
        if (mentioned.isPresent()) {
            Distribution it = mentioned.get();
            return new PlatformGuess(it.platform(), it, Basis.DISTRIBUTION, Basis.DISTRIBUTION, it.toString());
        }
        return assumed(ReleaseBounds.of(mainCf, texts), day, texts);
    }

    private static PlatformGuess known(
            PostfixRelease release, Basis basis, String evidence, Optional<Distribution> mentioned) {
        Distribution distribution = mentioned.orElseGet(() -> Distributions.running(release));
        Basis library = mentioned.isPresent() ? Basis.DISTRIBUTION : Basis.ASSUMED;
        return new PlatformGuess(distribution.platform(release), distribution, basis, library, evidence);
    }

    private static PlatformGuess assumed(ReleaseBounds bounds, LocalDate day, List<String> texts) {
        Distribution usual = Distributions.usual(day);
        if (bounds.allow(usual)) {
            return new PlatformGuess(usual.platform(), usual, Basis.ASSUMED, Basis.ASSUMED, "");
        }
        List<Distribution> possible =
                Distributions.all().stream().filter(bounds::allow).toList();
        Distribution found = possible.stream()
                .filter(it -> it.name().equals("Debian") && it.since().isBefore(usual.since()))
                .reduce((_, later) -> later)
                .or(() -> possible.stream().findFirst())
                .orElse(usual);
        PostfixRelease release = bounds.floor()
                .map(ReleaseFloor::release)
                .filter(floor -> possible.isEmpty() && floor.compareTo(found.latest()) > 0)
                .orElse(found.latest());
        return new PlatformGuess(found.platform(release), found, Basis.USED, Basis.ASSUMED, bounds.evidence(texts));
    }

    private PlatformGuess with(OpenSslBuild openssl, Basis basis) {
        return new PlatformGuess(
                new Platform(platform.postfix(), openssl, platform.systemMinimum()),
                distribution,
                postfixBasis,
                basis,
                evidence);
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
