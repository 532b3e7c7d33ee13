package postern.postfix;

import java.util.Optional;

/// The commands of `postconf` that edit main.cf and master.cf, as one types them into a POSIX shell.
///
/// `-#` is there since Postfix 2.6, `-X` since 2.10, `-M`, `-P` and `-PX` since 2.11 (postconf(1)).
public final class PostconfEdits {
    private PostconfEdits() {}

    /// A setting of main.cf gets a value.
    public static String set(String parameter, String value) {
        return "postconf -e " + Shell.quoted(parameter + " = " + value);
    }

    /// A setting of main.cf is taken out, so that the default counts. An empty value is another thing: where
    /// the default is not empty, it is a setting, and the name of one that does not exist stays in the file.
    public static String remove(String parameter) {
        return "postconf -X " + Shell.word(parameter);
    }

    /// The same as the release can do it; empty if its `postconf` cannot.
    public static Optional<String> remove(String parameter, PostfixRelease release) {
        return release.atLeast(2, 10)
                ? Optional.of(remove(parameter))
                : Optional.of("postconf -# " + Shell.word(parameter)).filter(_ -> release.atLeast(2, 6));
    }

    /// An option of a service gets a value.
    ///
    /// @param service `name/type`
    public static String setOption(String service, String parameter, String value) {
        return "postconf -P " + Shell.quoted(service + "/" + parameter + "=" + value);
    }

    /// An option of a service is taken out, so that main.cf counts.
    ///
    /// @param service `name/type`
    public static String removeOption(String service, String parameter) {
        return "postconf -PX " + Shell.quoted(service + "/" + parameter);
    }

    /// A service gets this line, in place of the one that it has.
    ///
    /// @param line the eight fields, by white space
    public static String service(String line) {
        String[] fields = line.strip().split("\\s+");
        return "postconf -M " + Shell.word(fields[0] + "/" + fields[1]) + "=" + Shell.quoted(String.join(" ", fields));
    }

    /// Whether the release's `postconf` edits master.cf.
    public static boolean editsServices(PostfixRelease release) {
        return release.atLeast(2, 11);
    }
}
