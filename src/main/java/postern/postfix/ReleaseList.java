package postern.postfix;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The releases at which something changed, as in `2.9.6, 2.10` or `3.6 (ignored), 3.9 (warning)`: a patch
/// release speaks for its branch, a branch for itself and all later ones.
final class ReleaseList {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

    private ReleaseList() {}

    static boolean reached(String list, PostfixRelease release) {
        Matcher matcher = VERSION.matcher(list);
        while (matcher.find()) {
            if (ReleaseRange.parse(matcher.group() + "+").contains(release)) {
                return true;
            }
        }
        return false;
    }
}
