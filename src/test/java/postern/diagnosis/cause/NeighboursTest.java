package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.diagnosis.Cause;
import postern.diagnosis.Finding;
import postern.evidence.Problem;

/// What shows a cause and what only looks like it (`neighbours.txt`).
final class NeighboursTest {

    /// A folder of files and what the cause makes of it: a certainty, or nothing.
    record Folder(String id, Problem direction, String verdict, int number, List<String> files) {
        @Override
        public String toString() {
            return id + " " + direction.id() + " " + number + ": " + verdict;
        }

        Clue clue() {
            Clue clue = Clue.on(Clue.DAY_2024).about(direction);
            for (String file : files) {
                int end = file.indexOf('\n');
                clue.with(file.substring(0, end), written(file.substring(end + 1)));
            }
            return clue;
        }

        private static String written(String text) {
            return text.replaceAll("(?m)^(smtpd?): ", "May  2 10:00:00 mail postfix/$1[71]: ")
                    .replaceAll("(?m)^smtps: ", "May  2 10:00:00 mail postfix/smtps/smtpd[72]: ")
                    .replaceAll("(?m)^imap-login: ", "May  2 10:00:00 mail dovecot: imap-login: ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("folders")
    void theCauseIsToldFromWhatLooksLikeIt(Folder folder) {
        Cause cause = Causes.ALL.stream()
                .filter(each -> each.id().equals(folder.id()))
                .findFirst()
                .orElseThrow();
        List<Finding> findings = folder.clue().examinedBy(cause);
        if (folder.verdict().equals("nothing")) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).extracting(finding -> finding.certainty().id()).containsExactly(folder.verdict());
        }
    }

    static Stream<Folder> folders() throws IOException {
        return Arrays.stream(read().split("(?m)^= ", -1)).skip(1).flatMap(NeighboursTest::folders);
    }

    private static Stream<Folder> folders(String block) {
        String[] parts = block.split("(?m)^> ", -1);
        String[] head = parts[0].strip().split(" ", 2);
        List<Folder> found = new ArrayList<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            String[] files = part.split("(?m)^## ", -1);
            found.add(new Folder(
                    head[0],
                    Problem.named(head[1]).orElseThrow(),
                    files[0].strip(),
                    found.size() + 1,
                    List.of(files).subList(1, files.length)));
        }
        return found.stream();
    }

    private static String read() throws IOException {
        try (InputStream stream = Objects.requireNonNull(NeighboursTest.class.getResourceAsStream("neighbours.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
