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
    /// @param tag    what it means and how sure it is
    /// @param action what to do about it; empty where nothing is to be done
    record Issue(Tone tone, String tag, String title, List<String> paragraphs, String action) implements Block {
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

    /// How many sessions went how over time, drawn, with the numbers beside.
    ///
    /// @param when  what the column of times is called
    /// @param kinds what the three parts of a bar are called
    /// @param bars  in order of time
    record Chart(String caption, String when, List<String> kinds, List<Bar> bars) implements Block {
        public Chart {
            kinds = List.copyOf(kinds);
            bars = List.copyOf(bars);
        }

        /// The same as a table.
        Table table() {
            List<String> heads = new java.util.ArrayList<>(List.of(when));
            heads.addAll(kinds);
            return new Table(
                    heads,
                    List.of(40, 20, 20, 20),
                    bars.stream()
                            .map(bar -> List.of(
                                    Cell.of(bar.label()),
                                    Cell.of(Long.toString(bar.tls())),
                                    Cell.of(Long.toString(bar.failed())),
                                    Cell.of(Long.toString(bar.plaintext()))))
                            .toList());
        }
    }

    /// Sessions of one span of time.
    record Bar(String label, long tls, long failed, long plaintext) {
        long all() {
            return tls + failed + plaintext;
        }
    }

    /// Certificates as they were sent, the server's own first, drawn one upon the other.
    record ChainDrawing(List<Link> links) implements Block {
        public ChainDrawing {
            links = List.copyOf(links);
        }
    }

    /// A certificate in a drawing.
    ///
    /// @param above what joins it to the one before; empty for the first
    /// @param name  who it is for
    /// @param lines what else is worth telling
    /// @param sent  whether the server sent it; else it is what is missing, or what receivers have themselves
    record Link(Tone tone, String above, String name, List<String> lines, boolean sent) {
        public Link {
            lines = List.copyOf(lines);
        }
    }
}
