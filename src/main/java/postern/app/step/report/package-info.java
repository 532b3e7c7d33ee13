/// Step 6: taking the result along.
@NullMarked
package postern.app.step.report;

import org.jspecify.annotations.NullMarked;
