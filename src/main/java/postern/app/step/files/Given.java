package postern.app.step.files;

import java.util.List;
import postern.app.engine.Input;
import postern.app.engine.Understood;

/// An input in the list.
///
/// @param input      what was given
/// @param read       whether it has been looked at
/// @param understood what was recognised in it by now; empty until something has been
record Given(Input input, boolean read, List<Understood> understood) {
    Given {
        understood = List.copyOf(understood);
    }

    static Given unread(Input input) {
        return new Given(input, false, List.of());
    }
}
