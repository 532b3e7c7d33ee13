package postern.report;

import java.util.List;
import postern.diagnosis.Citation;

/// A piece of a report, before it becomes text or markup. All words are final and may hold hostile text,
/// which the writers make harmless.
sealed interface Block {

    /// The answer, set apart from everything else.
    record Banner(Tone tone, String word, String sentence) implements Block {}

    /// A heading inside a section.
    record Subheading(String text) implements Block {}

    record Paragraph(String text) implements Block {}

    /// Facts with a label each.
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /// A fact and what it is called.
    record Fact(String label, String value) {}

    /// A table whose first column names the rows.
    ///
    /// @param shares how the columns share the width, in percent
    record Table(List<String> heads, List<Integer> shares, List<List<Cell>> rows) implements Block {
        public Table {
            heads = List.copyOf(heads);
            shares = List.copyOf(shares);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// A cell: what it says, and in smaller print what is behind it.
    record Cell(Tone tone, String text, String detail) {
        static Cell of(String text) {
            return new Cell(Tone.PLAIN, text, "");
        }

        static Cell of(String text, String detail) {
            return new Cell(Tone.PLAIN, text, detail);
        }
    }

    /// Lines to be copied as they are.
    record Listing(String caption, List<String> lines) implements Block {
        public Listing {
            lines = List.copyOf(lines);
        }
    }

    /// A finding in words.
    ///
    /// @param tag what it means and how sure it is
    record Issue(Tone tone, String tag, String title, List<String> paragraphs) implements Block {
        public Issue {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /// What a finding rests on.
    record Quotes(String title, List<Citation> citations) implements Block {
        public Quotes {
            citations = List.copyOf(citations);
        }
    }
}
