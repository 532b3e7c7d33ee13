package postern.certificate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import postern.tls.Answer;

/// What each kind of [Verifier] makes of a chain; the table and its sources are in `consequences.tsv`.
public final class Consequences {
    private static final String NAME_MISMATCH = "name-mismatch";
    private static final Map<String, Map<Verifier, Reaction>> TABLE = new HashMap<>();

    static {
        try (var stream = Objects.requireNonNull(Consequences.class.getResourceAsStream("consequences.tsv"));
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(Consequences::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Consequences() {}

    /// What comes of one fact by itself.
    public static Reaction of(ChainFact fact, Verifier verifier) {
        return of(fact.id(), verifier);
    }

    /// What comes of all there is about a chain: the worst of its facts, its trust and its name. What is not known
    /// counts for nothing.
    public static Reaction of(ChainAssessment assessment, Verifier verifier) {
        Stream<String> facts = assessment.facts().stream().map(ChainFact::id);
        Stream<String> trust = switch (assessment.trust()) {
            case UNTRUSTED, EXPIRED -> Stream.of(assessment.trust().id());
            case TRUSTED, UNKNOWN -> Stream.of();
        };
        boolean otherName =
                assessment.nameMatches() == Answer.NO && !assessment.facts().contains(ChainFact.COMMON_NAME_ONLY);
        Stream<String> name = otherName ? Stream.of(NAME_MISMATCH) : Stream.of();
        return Stream.of(facts, trust, name)
                .flatMap(ids -> ids)
                .map(id -> of(id, verifier))
                .max(Comparator.naturalOrder())
                .orElse(Reaction.IGNORES);
    }

    private static Reaction of(String id, Verifier verifier) {
        return Objects.requireNonNull(Objects.requireNonNull(TABLE.get(id), id).get(verifier), id);
    }

    private static void read(String line) {
        String[] field = line.split("\t", -1);
        Map<Verifier, Reaction> row = new HashMap<>();
        int column = 1;
        for (Verifier verifier : Verifier.values()) {
            row.put(verifier, reaction(field[column++]));
        }
        TABLE.put(field[0], row);
    }

    private static Reaction reaction(String word) {
        return word.equals("some") ? Reaction.SOME_REFUSE : Reaction.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
