/// Replaces what tells who somebody is: names, addresses, mail addresses. The same original always gets the same
/// stand-in, and what a diagnosis rests on stays. The list of originals stays where it was made: nothing writes it.
@NullMarked
package postern.redaction;

import org.jspecify.annotations.NullMarked;
