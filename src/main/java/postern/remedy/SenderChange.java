package postern.remedy;

/// A sender before a change and after it.
///
/// @param name   for people
/// @param seen   whether a log shows it, and it is not only a large provider or known software
/// @param before against the server as it was
/// @param now    against the server as it is
public record SenderChange(String name, boolean seen, Forecast before, Forecast now) {
    /// Whether its mail arrives otherwise than it did.
    public boolean isOtherwise() {
        return before.delivery() != now.delivery();
    }
}
