/// What the evidence shows and more than one cause asks for. It knows no cause.
@NullMarked
package postern.diagnosis.cause.clue;

import org.jspecify.annotations.NullMarked;
