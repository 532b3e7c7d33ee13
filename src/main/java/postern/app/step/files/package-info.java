/// Step 2: what is at hand.
@NullMarked
package postern.app.step.files;

import org.jspecify.annotations.NullMarked;
