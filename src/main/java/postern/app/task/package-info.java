/// Work away from the window's thread.
@NullMarked
package postern.app.task;

import org.jspecify.annotations.NullMarked;
