/// Step 4: the answer and its ground.
@NullMarked
package postern.app.step.diagnosis;

import org.jspecify.annotations.NullMarked;
