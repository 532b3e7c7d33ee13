/// What the window remembers from one start to the next.
@NullMarked
package postern.app.settings;

import org.jspecify.annotations.NullMarked;
