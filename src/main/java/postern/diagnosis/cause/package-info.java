/// All causes. Each is one class, named as its id, in the room of its family; the words for people are in
/// `causes.properties`. Beneath the families are `clue`, `answer`, `delivery` and `negotiation`, which more than one of
/// them reasons with.
@NullMarked
package postern.diagnosis.cause;

import org.jspecify.annotations.NullMarked;
