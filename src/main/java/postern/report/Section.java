package postern.report;

import java.util.List;
import java.util.Set;

/// A part of a report under one heading.
///
/// @param id    stable, fit for a link
/// @param title the heading; empty for the verdict, which needs none
record Section(String id, String title, List<Block> blocks) {
    Section {
        blocks = List.copyOf(blocks);
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /// Whom it is written for, as a class of the style sheets: the first page is for whoever only wants to
    /// know, what follows for whoever makes the change.
    String kind() {
        return FIRST_PAGE.contains(id) ? "plain" : "technical";
    }

    private static final Set<String> FIRST_PAGE = Set.of("verdict", "comparison", "peers", "causes", "chart");
}
