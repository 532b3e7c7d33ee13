package postern.probe;

import java.util.Optional;
import java.util.function.Function;

/// What a question to a server brought to light, or why it did not. Unknown is not absent.
public sealed interface Observed<T> {

    /// The server answered.
    record Seen<T>(T value) implements Observed<T> {}

    /// It could not be found out.
    ///
    /// @param why what stood in the way: the id of a [Trouble] or of an [Obstacle]
    record Unknown<T>(String why) implements Observed<T> {}

    /// Nobody asked.
    static <T> Observed<T> notAsked() {
        return Obstacle.NOT_ASKED.unknown();
    }

    /// The value; empty if it is not known.
    default Optional<T> known() {
        return this instanceof Seen<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /// The same of another value; what is unknown stays so.
    default <U> Observed<U> map(Function<T, U> change) {
        return switch (this) {
            case Seen<T>(T value) -> new Seen<>(change.apply(value));
            case Unknown<T>(String why) -> new Unknown<>(why);
        };
    }
}
