/// Step 3: the checks, live.
@NullMarked
package postern.app.step.probing;

import org.jspecify.annotations.NullMarked;
