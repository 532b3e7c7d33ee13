/// Building blocks the steps share, and the outside world behind interfaces.
@NullMarked
package postern.app.ui;

import org.jspecify.annotations.NullMarked;
