package postern.postfix;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// A comparison in `${{a} == {b} ? {t} : {f}}`.
///
/// @param sign    which one
/// @param byLevel whether the two are compatibility levels, compared part by part (`<level`)
record Relation(Sign sign, boolean byLevel) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    enum Sign {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        GREATER(">");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        private boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
                case GREATER -> comparison > 0;
            };
        }
    }

    /// Finds the comparison written so; the ones by level exist from 3.6 on.
    static Optional<Relation> of(String operator, PostfixRelease release) {
        boolean byLevel = operator.endsWith("level");
        if (byLevel && !release.atLeast(3, 6)) {
            return Optional.empty();
        }
        String sign = byLevel ? operator.substring(0, operator.length() - "level".length()) : operator;
        return Arrays.stream(Sign.values())
                .filter(candidate -> candidate.text.equals(sign))
                .findFirst()
                .map(found -> new Relation(found, byLevel));
    }

    boolean holds(String left, String right) {
        if (byLevel) {
            return sign.holds(CompatibilityLevel.read(left).compareTo(CompatibilityLevel.read(right)));
        }
        boolean numbers =
                NUMBER.matcher(left).matches() && NUMBER.matcher(right).matches();
        return sign.holds(numbers ? Long.compare(Long.parseLong(left), Long.parseLong(right)) : left.compareTo(right));
    }
}
