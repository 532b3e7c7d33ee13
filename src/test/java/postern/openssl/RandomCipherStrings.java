package postern.openssl;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Makes cipher strings of words that a build knows, words it does not know, operators and commands.
final class RandomCipherStrings {
    private static final List<String> OPERATORS = List.of("", "", "", "+", "-", "!");
    private static final List<String> BEGINNINGS =
            List.of("", "", "DEFAULT", "DEFAULT:", "ALL:", "HIGH:MEDIUM:", "aNULL:-aNULL:ALL:", "ALL:COMPLEMENTOFALL:");
    private static final List<String> COMMANDS = List.of("@STRENGTH", "@STRENGTH", "@SECLEVEL=0", "@SECLEVEL=3", "@X");
    private static final List<String> STRANGE = List.of("FOO", "X=1", "A.B", "a_b", "kECDHr", "EXPORT", "TLSv1.1", "/");

    private final Random random;
    private final List<String> words;

    RandomCipherStrings(Random random, OpenSslBuild build) {
        this.random = random;
        // Half of the words are group words, which have no hyphen.
        List<String> known = build.words().stream().sorted().toList();
        List<String> groups = known.stream().filter(word -> !word.contains("-")).toList();
        this.words = Stream.of(known, groups, groups).flatMap(List::stream).toList();
    }

    String next() {
        StringBuilder string = new StringBuilder(any(BEGINNINGS));
        String separator = any(List.of(":", ":", ":", ",", " ", ";"));
        int items = 1 + random.nextInt(8);
        for (int i = 0; i < items; i++) {
            string.append(i == 0 ? "" : separator).append(item());
        }
        return string.toString();
    }

    private String item() {
        return switch (random.nextInt(20)) {
            case 0 -> any(COMMANDS);
            case 1 -> any(OPERATORS) + any(STRANGE);
            case 2, 3, 4, 5 -> any(OPERATORS) + any(words) + "+" + any(words);
            case 6 -> any(OPERATORS) + any(words) + "+" + any(words) + "+" + any(words);
            default -> any(OPERATORS) + any(words);
        };
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
