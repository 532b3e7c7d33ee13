/// What is told of mistakes of the program itself.
@NullMarked
package postern.app.defect;

import org.jspecify.annotations.NullMarked;
