package postern.app.draft;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postern.app.engine.CheckRequest;
import postern.app.engine.Input;
import postern.app.settings.Recent;
import postern.app.settings.UnfinishedCase;
import postern.evidence.Problem;
import postern.evidence.Secrets;

/// A case as it is kept on disk, and back.
public final class Kept {
    /// Characters of a pasted text that are kept; what is longer comes from a file anyway.
    private static final int MOST_TEXT = 8_000_000;

    private Kept() {}

    /// A case that is being put together, without private keys and passwords.
    ///
    /// @param pending what stands in the paste area
    public static UnfinishedCase unfinished(CheckRequest request, String pending) {
        return new UnfinishedCase(
                id(request),
                request.server(),
                blanked(pending),
                request.inputs().stream()
                        .map(input -> switch (input) {
                            case Input.File(Path path) -> new UnfinishedCase.Item("", absolute(path), "");
                            case Input.Text(String name, String text) ->
                                new UnfinishedCase.Item(name, "", blanked(text));
                        })
                        .filter(item -> !item.path().isEmpty() || !item.text().isEmpty())
                        .toList());
    }

    /// Where to find again what a check was about.
    public static Recent recent(CheckRequest request) {
        return new Recent(
                id(request),
                request.server(),
                request.inputs().stream()
                        .filter(Input.File.class::isInstance)
                        .map(input -> absolute(((Input.File) input).path()))
                        .toList());
    }

    /// A case that was kept, to be gone on with.
    public static CheckRequest request(UnfinishedCase unfinished) {
        return new CheckRequest(
                problem(unfinished.problem()),
                unfinished.server(),
                unfinished.items().stream()
                        .<Input>map(item -> item.path().isEmpty()
                                ? new Input.Text(item.name(), item.text())
                                : new Input.File(Path.of(item.path())))
                        .toList());
    }

    /// An earlier check, to be run again.
    public static CheckRequest request(Recent recent) {
        List<Input> files = recent.files().stream()
                .<Input>map(path -> new Input.File(Path.of(path)))
                .toList();
        return new CheckRequest(problem(recent.problem()), recent.server(), files);
    }

    private static String id(CheckRequest request) {
        return request.problem().map(Problem::id).orElse("");
    }

    private static Optional<Problem> problem(String id) {
        return Arrays.stream(Problem.values())
                .filter(problem -> problem.id().equals(id))
                .findFirst();
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    private static String blanked(String text) {
        return text.length() > MOST_TEXT ? "" : Secrets.blank(text).text();
    }
}
