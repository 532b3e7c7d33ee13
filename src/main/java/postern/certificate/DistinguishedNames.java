package postern.certificate;

import java.util.Optional;
import java.util.regex.Pattern;

/// Distinguished names as text.
public final class DistinguishedNames {
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[,/+])\\s*CN\\s*=\\s*((?:[^,/+\\\\]|\\\\.)*)");

    private DistinguishedNames() {}

    /// The last common name in a distinguished name written with commas or slashes.
    public static Optional<String> commonName(String name) {
        return COMMON_NAME
                .matcher(name)
                .results()
                .map(match -> match.group(1).strip())
                .filter(text -> !text.isEmpty())
                .reduce((_, last) -> last);
    }
}
