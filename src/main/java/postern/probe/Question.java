package postern.probe;

/// A question to a server.
///
/// @param <T> what its answer tells
interface Question<T> {
    T ask() throws TroubleException;

    /// The answer; without one it stays unknown.
    static <T> Observed<T> observe(Question<T> question) {
        try {
            return new Observed.Seen<>(question.ask());
        } catch (TroubleException e) {
            return new Observed.Unknown<>(e.trouble().id());
        }
    }

    /// Where any answer means yes and a refusal means no.
    static Observed<Boolean> tolerated(Question<?> question) {
        try {
            question.ask();
            return new Observed.Seen<>(true);
        } catch (TroubleException e) {
            return e.isRefusal()
                    ? new Observed.Seen<>(false)
                    : new Observed.Unknown<>(e.trouble().id());
        }
    }
}
