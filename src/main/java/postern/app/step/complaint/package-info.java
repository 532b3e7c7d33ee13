/// Step 1: what is wrong, and with which server.
@NullMarked
package postern.app.step.complaint;

import org.jspecify.annotations.NullMarked;
