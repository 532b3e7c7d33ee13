package postern.remedy;

import java.util.Locale;
import postern.sender.SenderNames;

/// A sender before a change and after it.
///
/// @param name   for people
/// @param profile id of the sender profile used; empty if only a log was used
/// @param seen   whether a log shows it, and it is not only a large provider or known software
/// @param before against the server as it was
/// @param now    against the server as it is
public record SenderChange(String name, String profile, boolean seen, Forecast before, Forecast now) {
    /// The sender's name in a language.
    public String name(Locale language) {
        return SenderNames.in(language, profile, name);
    }

    /// Whether its mail arrives otherwise than it did.
    public boolean isOtherwise() {
        return before.delivery() != now.delivery();
    }
}
