package postern.app.settings;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A case as it was when the window went away without being closed.
///
/// @param problem the id of the traffic in trouble; empty for everything
/// @param server  the server as typed
/// @param pending text in the paste area
/// @param items   what was given, in order
public record UnfinishedCase(String problem, String server, String pending, List<Item> items) {
    public UnfinishedCase(
            @Nullable String problem, @Nullable String server, @Nullable String pending, @Nullable List<Item> items) {
        this.problem = Objects.requireNonNullElse(problem, "");
        this.server = Objects.requireNonNullElse(server, "");
        this.pending = Objects.requireNonNullElse(pending, "");
        this.items = items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    /// Something given.
    ///
    /// @param name a pasted text's name; empty for a file
    /// @param path a file's path; empty for a text
    /// @param text a pasted text
    public record Item(String name, String path, String text) {
        public Item(@Nullable String name, @Nullable String path, @Nullable String text) {
            this.name = Objects.requireNonNullElse(name, "");
            this.path = Objects.requireNonNullElse(path, "");
            this.text = Objects.requireNonNullElse(text, "");
        }
    }

    /// Whether there is nothing to come back to.
    public boolean isEmpty() {
        return server.isBlank() && pending.isBlank() && items.isEmpty();
    }
}
