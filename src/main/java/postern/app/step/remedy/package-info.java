/// Step 5: the settings to change and who gets in with them.
@NullMarked
package postern.app.step.remedy;

import org.jspecify.annotations.NullMarked;
