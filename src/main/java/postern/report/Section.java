package postern.report;

import java.util.List;

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
}
