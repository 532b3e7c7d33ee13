package postern.diagnosis.cause;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.evidence.Problem;

/// What somebody shows when asking for help, and what is to be made of it: a block of `evidence/*.txt`.
///
/// ``` === ID [or ID]... [but not ID]... [showing ID [and ID]...] on DATE [about
/// inbound|outbound|clients] what it is an example of, for the reader of the test --- mail.log the
/// file's lines ```
///
/// `none` instead of the ids means that no cause is to be named; with nothing but `but not` any other answer will do.
/// What follows `showing` is to be named too, and not as a cause.
///
/// @param name     file and title
/// @param right    the ids that are right as the first cause
/// @param innocent the ids that are not to be named as a cause
/// @param shown    the ids that are to be named as harmless or as advice
/// @param day      when
/// @param problem  which traffic is in trouble, where the owner says so
/// @param files    what is shown
record ShownCase(
        String name,
        List<String> right,
        List<String> innocent,
        List<String> shown,
        LocalDate day,
        Optional<Problem> problem,
        Map<String, String> files) {
    private static final Pattern HEAD = Pattern.compile(
            "=== (.*?)(?: ?but not (.*?))?(?: showing (.*?))? on (\\d{4}-\\d\\d-\\d\\d)(?: about (\\w+))?");

    /// The blocks of a file.
    static Stream<ShownCase> of(String file, String text) {
        List<List<String>> blocks = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (HEAD.matcher(line).matches()) {
                blocks.add(new ArrayList<>());
            }
            if (!blocks.isEmpty()) {
                blocks.getLast().add(line);
            }
        }
        return blocks.stream().map(lines -> read(file, lines));
    }

    private static ShownCase read(String file, List<String> lines) {
        Matcher head = HEAD.matcher(lines.getFirst());
        if (!head.matches()) {
            throw new IllegalArgumentException(file + ": " + lines.getFirst());
        }
        Map<String, String> files = new LinkedHashMap<>();
        String title = lines.get(1);
        String name = "";
        for (String line : lines.subList(2, lines.size())) {
            if (line.matches("--- [\\w.-]+")) {
                name = line.substring(4);
                files.put(name, "");
            } else if (!name.isEmpty()) {
                files.merge(name, line + "\n", String::concat);
            }
        }
        return new ShownCase(
                file + ": " + head.group(1) + ": " + title,
                ids(head.group(1)),
                ids(Objects.requireNonNullElse(head.group(2), "")),
                ids(Objects.requireNonNullElse(head.group(3), "")),
                LocalDate.parse(head.group(4)),
                Optional.ofNullable(head.group(5)).flatMap(Problem::named),
                files);
    }

    private static List<String> ids(String words) {
        return words.isBlank() ? List.of() : List.of(words.strip().split(" (?:or|and) ", -1));
    }

    Clue clue() {
        Clue clue = Clue.on(day);
        problem.ifPresent(clue::about);
        files.forEach(clue::with);
        return clue;
    }

    @Override
    public String toString() {
        return name;
    }
}
