package postern.app.settings;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A check that was run: where to find again what it was about, never what was in it.
///
/// @param problem the id of the traffic in trouble; empty for everything
/// @param server  the server as typed; empty for none
/// @param files   paths of the files; pasted texts are not kept
public record Recent(String problem, String server, List<String> files) {
    public Recent(@Nullable String problem, @Nullable String server, @Nullable List<String> files) {
        this.problem = Objects.requireNonNullElse(problem, "");
        this.server = Objects.requireNonNullElse(server, "");
        this.files = files == null
                ? List.of()
                : files.stream().filter(Objects::nonNull).toList();
    }

    /// Whether there is anything to come back to.
    public boolean isEmpty() {
        return server.isEmpty() && files.isEmpty();
    }
}
